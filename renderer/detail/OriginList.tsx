import type { Origin } from '../../shared/domain/event.ts';
import { useServices } from '../app/services-context.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { LogText } from '../ui/LogText.tsx';
import { formatCount } from '../ui/numbers.ts';
import { citation } from './citation.ts';
import styles from './DetailPane.module.css';
import { DetailSection } from './DetailSection.tsx';

interface OriginListProps {
  readonly origin: Origin;
  readonly alsoIn: readonly Origin[];
  readonly conflicts: readonly Origin[];
}

/** Where the record was found, with a citation that holds in any copy of the file. */
export function OriginList({ origin, alsoIn, conflicts }: OriginListProps) {
  return (
    <>
      <DetailSection title="Origin">
        <OriginRow origin={origin} />
      </DetailSection>
      {alsoIn.length > 0 && (
        <DetailSection title="Also in">
          {alsoIn.map((place) => (
            <OriginRow key={`${place.source}:${place.byteOffset}`} origin={place} />
          ))}
        </DetailSection>
      )}
      {conflicts.length > 0 && (
        <DetailSection title="Same id, other content">
          {conflicts.map((place) => (
            <OriginRow key={`${place.source}:${place.byteOffset}`} origin={place} />
          ))}
        </DetailSection>
      )}
    </>
  );
}

function OriginRow({ origin }: { readonly origin: Origin }) {
  const { view } = useServices();
  const sources = useEngineQuery('sources', {});
  const source = sources.data?.find(({ id }) => id === origin.source);
  return (
    <div className={styles.origin}>
      <button
        type="button"
        className={styles.link}
        onClick={() => view.setState({ view: 'sources', source: origin.source })}
      >
        <LogText text={origin.sourceName} limit={200} />
      </button>
      <p className={styles.place}>
        line {formatCount(origin.line)} · byte {formatCount(origin.byteOffset)} ·{' '}
        {formatCount(origin.byteLength)} bytes
      </p>
      {source !== undefined && (
        <p className={styles.citation}>
          <code>{citation(source.sha256, origin.line)}</code>
          <CopyButton label="Copy citation" text={citation(source.sha256, origin.line)} />
        </p>
      )}
    </div>
  );
}
