import type { Origin } from '../../shared/domain/event.ts';
import type { Source } from '../../shared/domain/source.ts';
import { useServices } from '../app/services-context.ts';
import { useSourceStatements } from '../sources/use-source-statements.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { LogText } from '../ui/LogText.tsx';
import { formatCount } from '../ui/numbers.ts';
import { recordReference } from './citation.ts';
import styles from './DetailPane.module.css';
import { DetailSection } from './DetailSection.tsx';

interface OriginListProps {
  readonly origin: Origin;
  readonly alsoIn: readonly Origin[];
  readonly conflicts: readonly Origin[];
  readonly sources: readonly Source[];
}

/** Where the record was found, with a reference that holds in any copy of the file. */
export function OriginList({ origin, alsoIn, conflicts, sources }: OriginListProps) {
  const statements = useSourceStatements();
  const rows = (places: readonly Origin[]) =>
    places.map((place) => (
      <OriginRow
        key={`${place.source}:${place.byteOffset}`}
        origin={place}
        source={sources.find(({ id }) => id === place.source)}
        scope={statements.of(place.source, 'scope')?.text ?? null}
      />
    ));
  return (
    <>
      <DetailSection title="Origin">{rows([origin])}</DetailSection>
      {alsoIn.length > 0 && <DetailSection title="Also in">{rows(alsoIn)}</DetailSection>}
      {conflicts.length > 0 && (
        <DetailSection title="Same id, other content">{rows(conflicts)}</DetailSection>
      )}
    </>
  );
}

interface OriginRowProps {
  readonly origin: Origin;
  /** Undefined while the sources are being read. */
  readonly source: Source | undefined;
  /** Whose records the source can hold, as somebody stated it. */
  readonly scope: string | null;
}

function OriginRow({ origin, source, scope }: OriginRowProps) {
  const { view } = useServices();
  return (
    <div className={styles.origin}>
      <button
        type="button"
        className={styles.link}
        title="Show this source"
        onClick={() => view.setState({ view: 'sources', source: origin.source })}
      >
        <LogText text={origin.sourceName} limit={200} />
      </button>
      <p className={styles.place}>
        line {formatCount(origin.line)} · byte {formatCount(origin.byteOffset)} ·{' '}
        {formatCount(origin.byteLength)} bytes
      </p>
      {source !== undefined && (
        <>
          {source.container !== null && (
            <p className={styles.place}>
              from <LogText text={source.container.name} limit={200} />, as{' '}
              <LogText text={source.container.member} limit={200} />
            </p>
          )}
          <p className={styles.place}>
            profile <LogText text={source.profile} /> · {source.encoding} · times without a zone read as{' '}
            {source.timezone}
          </p>
          {scope !== null && (
            <p className={styles.place}>
              scope, as stated: <LogText text={scope} limit={200} />
            </p>
          )}
          {source.sha256 !== '' && (
            <>
              <p className={styles.place}>SHA-256 of the file, and line:</p>
              <p className={styles.citation}>
                <code>{recordReference(source.sha256, origin.line)}</code>
                <CopyButton label="Copy reference" text={recordReference(source.sha256, origin.line)} />
              </p>
            </>
          )}
        </>
      )}
    </div>
  );
}
