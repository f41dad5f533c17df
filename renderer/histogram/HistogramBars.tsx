import { useMemo } from 'react';
import type { HistogramPoint } from '../../shared/api/contract.ts';
import { barsPath, stackedPaths } from './bars.ts';
import styles from './HistogramStrip.module.css';
import { type SeriesLook, useHatching } from './series-looks.ts';

interface HistogramBarsProps {
  readonly points: readonly HistogramPoint[];
  /** Empty where the bars are not split. */
  readonly looks: readonly SeriesLook[];
  readonly width: number;
  readonly height: number;
  /** The series that is pointed at in the legend: the others step back. */
  readonly lit: number | null;
}

/** The bars, one path for each series. */
export function HistogramBars({ points, looks, width, height, lit }: HistogramBarsProps) {
  const hatching = useHatching();
  const paths = useMemo(
    () =>
      looks.length === 0
        ? [barsPath(points, width, height)]
        : stackedPaths(points, looks.length, width, height),
    [points, looks.length, width, height],
  );
  return (
    <>
      <defs>
        <pattern
          id={hatching.id}
          width="4"
          height="4"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect className={styles.hatchingGround} width="4" height="4" />
          <rect className={styles.hatching} width="1.6" height="4" />
        </pattern>
      </defs>
      {paths.map((path, at) => (
        <path
          // The series of one drawing never change places.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={at}
          className={styles.bars}
          data-faint={lit !== null && lit !== at}
          d={path}
          style={fillOf(looks[at], hatching.paint)}
        />
      ))}
    </>
  );
}

function fillOf(look: SeriesLook | undefined, hatching: string): { fill: string } | undefined {
  return look === undefined ? undefined : { fill: look.colour ?? hatching };
}
