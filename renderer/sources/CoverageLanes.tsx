import type { CSSProperties } from 'react';
import type { CoverageLane, Hole, LogCoverage, TimeSpan } from '../../shared/api/contract.ts';
import { useZone } from '../app/use-settings.ts';
import { FileName } from '../ui/FileName.tsx';
import { formatCountOf } from '../ui/numbers.ts';
import styles from './Coverage.module.css';
import { type Axis, axisOf, groupMarks, type Mark, markOf } from './coverage-marks.ts';
import { spanText } from './LogCoverageView.tsx';

interface CoverageLanesProps {
  readonly log: LogCoverage;
  readonly span: TimeSpan;
  readonly chosen: Hole | null;
  readonly onChoose: (hole: Hole) => void;
}

/** Sources drawn one by one; more are in the table. */
const MOST_LANES = 12;

/** Least width of what is pointed at, in percent of the bar: 24 px of the narrowest one. */
const LEAST_WIDTH = 6;

/** A log on its axis: the covered time with its holes, below it a lane for each source. */
export function CoverageLanes({ log, span, chosen, onChoose }: CoverageLanesProps) {
  const zone = useZone();
  const axis = axisOf(span);
  const lanes = log.lanes.slice(0, MOST_LANES);
  return (
    <div className={styles.lanes}>
      <span className={styles.laneName}>All exports</span>
      <div className={styles.bar}>
        {log.covered.map((part) => (
          <span
            key={part.from}
            className={styles.covered}
            style={placed(markOf(axis, part))}
            title={`Covered: ${spanText(part, zone)}`}
          />
        ))}
        {log.holes.map((hole) => (
          <span
            key={hole.from}
            className={styles.hole}
            data-kind={hole.kind}
            data-chosen={hole === chosen}
            style={placed(markOf(axis, hole))}
          />
        ))}
        {groupMarks(axis, log.holes, LEAST_WIDTH).map((group) => (
          <HoleButton key={group.left} group={group} chosen={chosen} onChoose={onChoose} />
        ))}
      </div>
      {lanes.map((lane) => (
        <Lane key={lane.source} lane={lane} log={log} axis={axis} />
      ))}
      {log.lanes.length > lanes.length && (
        <span className={styles.moreLanes}>
          {formatCountOf(log.lanes.length - lanes.length, 'more source')} in the table below
        </span>
      )}
    </div>
  );
}

interface HoleButtonProps {
  readonly group: Mark & { readonly items: readonly Hole[] };
  readonly chosen: Hole | null;
  readonly onChoose: (hole: Hole) => void;
}

/** One hole, or several that stand too near to each other: pressing again goes on to the next. */
function HoleButton({ group, chosen, onChoose }: HoleButtonProps) {
  const at = chosen === null ? -1 : group.items.indexOf(chosen);
  const next = group.items[(at + 1) % group.items.length];
  if (next === undefined) return null;
  const label =
    group.items.length === 1 ? next.message : `${formatCountOf(group.items.length, 'hole')}: ${next.message}`;
  return (
    <button
      type="button"
      className={styles.holeButton}
      style={placed(group)}
      aria-label={label}
      aria-pressed={at >= 0}
      title={label}
      onClick={() => onChoose(next)}
    />
  );
}

function Lane({
  lane,
  log,
  axis,
}: {
  readonly lane: CoverageLane;
  readonly log: LogCoverage;
  readonly axis: Axis;
}) {
  const zone = useZone();
  const overlaps = log.overlaps.filter(({ first, second }) => second === lane.source && first !== second);
  const late = log.late.filter(({ source }) => source === lane.source);
  const text = lane.span === null ? 'no timestamps' : spanText(lane.span, zone);
  return (
    <>
      <span className={styles.laneName}>
        <FileName name={lane.name} />
      </span>
      <div className={styles.lane} role="img" aria-label={`Source ${lane.source}: ${text}`}>
        {lane.span !== null && (
          <span className={styles.laneSpan} style={placed(markOf(axis, lane.span))} title={text} />
        )}
        {overlaps.map((overlap) => (
          <span
            key={overlap.first}
            className={styles.overlap}
            style={placed(markOf(axis, overlap))}
            title={`${formatCountOf(overlap.same + overlap.conflicts, 'record')} also in source ${overlap.first}: ${spanText(overlap, zone)}`}
          />
        ))}
        {late.map((arrival) => (
          <span
            key={arrival.from}
            className={styles.late}
            style={placed(markOf(axis, arrival))}
            title={`${formatCountOf(arrival.events, 'late arrival')}: ${spanText(arrival, zone)}`}
          />
        ))}
      </div>
    </>
  );
}

function placed({ left, width }: Mark): CSSProperties {
  return { left: `${left}%`, width: `${width}%` };
}
