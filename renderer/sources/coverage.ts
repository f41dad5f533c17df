import type { Source } from '../../shared/domain/source.ts';
import { parseInstant } from '../../shared/time/format.ts';

/** A stretch of time, µs UTC. */
export interface Coverage {
  readonly from: number;
  readonly to: number;
}

/** From the first to the last event of a source; null when none is dated. */
export function coverageOfSource({
  firstTime,
  lastTime,
}: Pick<Source, 'firstTime' | 'lastTime'>): Coverage | null {
  if (firstTime === null || lastTime === null) return null;
  return { from: parseInstant(firstTime, 'UTC'), to: parseInstant(lastTime, 'UTC') };
}

/** The axis on which the coverage of all sources is drawn; null when nothing is dated. */
export function coverageOf(sources: readonly Source[]): Coverage | null {
  const spans = sources.map(coverageOfSource).filter((span) => span !== null);
  if (spans.length === 0) return null;
  return { from: Math.min(...spans.map(({ from }) => from)), to: Math.max(...spans.map(({ to }) => to)) };
}
