import styles from './SeriesSwatch.module.css';

/** The colour of a series beside its name; null is the hatching of events without a value. */
export function SeriesSwatch({ colour }: { readonly colour: string | null }) {
  return colour === null ? (
    <span className={styles.hatched} aria-hidden="true" />
  ) : (
    <span className={styles.swatch} style={{ background: colour }} aria-hidden="true" />
  );
}
