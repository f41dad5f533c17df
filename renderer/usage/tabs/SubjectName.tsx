import { ActorGlyph } from '../../grid/ActorCell.tsx';
import { LogText } from '../../ui/LogText.tsx';
import styles from './SubjectName.module.css';

interface SubjectNameProps {
  /** The value that finds its events; null is "no value". */
  readonly value: string | null;
  readonly label: string;
  /** What an actor is; null for other fields. */
  readonly kind: string | null;
}

/** A member, model, key or worker: its glyph, its name, and muted what else it goes by. */
export function SubjectName({ value, label, kind }: SubjectNameProps) {
  return (
    <>
      <ActorGlyph kind={kind} />
      <span className={value === null ? styles.none : styles.name}>
        <LogText text={label} limit={200} />
      </span>
      {value !== null && value !== label && (
        <span className={styles.aside}>
          <LogText text={value} limit={200} />
        </span>
      )}
    </>
  );
}
