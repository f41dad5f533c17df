import { LogText } from '../ui/LogText.tsx';
import styles from './HistogramTip.module.css';
import { SeriesSwatch } from './SeriesSwatch.tsx';
import type { SeriesLook } from './series-looks.ts';
import type { MarkedBars } from './strip-text.ts';

interface HistogramTipProps {
  readonly marked: MarkedBars;
  readonly looks: readonly SeriesLook[];
  /** What the bar lacks; null for whole ones. */
  readonly partial: string | null;
  /** What else is known of the same time. */
  readonly more?: readonly { readonly name: string; readonly amount: string; readonly about: string }[];
  /** Px of the bar from the left edge of the strip, and the width of the strip. */
  readonly x: number;
  readonly width: number;
}

/** What the marked bars hold: how much, which share, from when to when, and the part of each series. */
export function HistogramTip({ marked, looks, partial, more = [], x, width }: HistogramTipProps) {
  return (
    <div className={styles.tip} aria-hidden="true" style={placeOf(x, width)}>
      <p className={styles.line}>
        <strong>{marked.amount}</strong>
        <span className={styles.share}>{marked.share} of all</span>
      </p>
      <p className={styles.bounds}>{marked.bounds}</p>
      {partial !== null && <p className={styles.partial}>{partial}</p>}
      {looks.length > 0 &&
        marked.series.map(({ at, label, amount, share }) => (
          <p key={at} className={styles.line}>
            <SeriesSwatch colour={looks[at]?.colour ?? null} />
            <span className={styles.name}>
              <LogText text={label} limit={60} />
            </span>
            <span className={styles.amount}>{amount}</span>
            <span className={styles.share}>{share}</span>
          </p>
        ))}
      {more.map(({ name, amount, about }) => (
        <div key={name} className={styles.more}>
          <p className={styles.line}>
            <span className={styles.name}>{name}</span>
            <span className={styles.amount}>{amount}</span>
          </p>
          {about !== '' && <p className={styles.bounds}>{about}</p>}
        </div>
      ))}
    </div>
  );
}

/** Keeps the tip inside the strip: it hangs to the left of a bar in the right half. */
function placeOf(x: number, width: number): { left?: number; right?: number } {
  return x < width / 2 ? { left: x + 10 } : { right: width - x + 10 };
}
