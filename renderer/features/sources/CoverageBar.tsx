import type { Source } from '../../../shared/domain/source.ts';
import { formatInstant } from '../../../shared/time/format.ts';
import styles from './sources.module.css';

/** First and last instant over all sources, µs UTC; null when nothing is dated. */
export interface CoverageAxis {
  readonly from: number;
  readonly to: number;
}

const microseconds = (iso: string): number => Date.parse(iso) * 1000;

/** The axis on which the coverage of all sources is drawn. */
export function coverageOf(sources: readonly Source[]): CoverageAxis | null {
  const firsts = sources.flatMap(({ firstTime }) => (firstTime === null ? [] : [microseconds(firstTime)]));
  const lasts = sources.flatMap(({ lastTime }) => (lastTime === null ? [] : [microseconds(lastTime)]));
  return firsts.length === 0 || lasts.length === 0
    ? null
    : { from: Math.min(...firsts), to: Math.max(...lasts) };
}

interface CoverageBarProps {
  readonly source: Source;
  readonly axis: CoverageAxis | null;
  readonly zone: string;
}

/** From the first to the last event of a source, on the axis of all of them. */
export function CoverageBar({ source, axis, zone }: CoverageBarProps) {
  if (axis === null || source.firstTime === null || source.lastTime === null) {
    return <span className="muted">No timestamps</span>;
  }
  const span = Math.max(axis.to - axis.from, 1);
  const from = microseconds(source.firstTime);
  const to = microseconds(source.lastTime);
  const label = `${formatInstant(from, zone)} to ${formatInstant(to, zone)}`;
  return (
    <svg
      className={styles['coverage']}
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      <rect className={styles['axis']} x="0" y="3.5" width="100" height="1" />
      <rect
        className={styles['span']}
        x={((from - axis.from) / span) * 99}
        y="0"
        width={Math.max(1, ((to - from) / span) * 100)}
        height="8"
      />
    </svg>
  );
}
