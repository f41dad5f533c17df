import type { Source } from '../../shared/domain/source.ts';
import { formatInstant } from '../../shared/time/format.ts';
import { type Coverage, coverageOfSource } from './coverage.ts';
import styles from './Sources.module.css';

interface CoverageBarProps {
  readonly source: Source;
  readonly axis: Coverage | null;
  readonly zone: string;
}

/** From the first to the last event of a source, on the axis of all of them. */
export function CoverageBar({ source, axis, zone }: CoverageBarProps) {
  const own = coverageOfSource(source);
  if (axis === null || own === null) return <span className="muted">{withoutSpan(source)}</span>;
  const length = Math.max(axis.to - axis.from, 1);
  const label = `${formatInstant(own.from, zone)} to ${formatInstant(own.to, zone)}`;
  return (
    <svg
      className={styles.coverage}
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      <rect className={styles.axis} x="0" y="3.5" width="100" height="1" />
      <rect
        className={styles.span}
        x={((own.from - axis.from) / length) * 99}
        y="1"
        width={Math.max(1, ((own.to - own.from) / length) * 99)}
        height="6"
      />
    </svg>
  );
}

/** Why a source covers nothing of its own. The coverage of logs counts records that were stored before as well. */
function withoutSpan({ imported, duplicate }: Source): string {
  if (imported > 0) return 'No timestamps';
  return duplicate > 0 ? 'Duplicates only' : 'No events';
}
