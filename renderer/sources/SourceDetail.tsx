import { ActionIcon, Button } from '@mantine/core';
import { X } from 'lucide-react';
import { DEFAULT_IMPORT_OPTIONS } from '../../shared/api/contract.ts';
import { blindSpots } from '../../shared/catalogue/blind-spots.ts';
import type { Source } from '../../shared/domain/source.ts';
import { parseInstant } from '../../shared/time/format.ts';
import { useServices } from '../app/services-context.ts';
import { useZone } from '../app/use-settings.ts';
import { formatTime } from '../grid/cell-value.ts';
import { recordsOf } from '../imports/records-of.ts';
import { useImport } from '../imports/use-import.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { LogText } from '../ui/LogText.tsx';
import { formatBytes, formatCount, formatPercent } from '../ui/numbers.ts';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { shownSha256 } from '../ui/shown-sha256.ts';
import { WarningList } from '../ui/WarningList.tsx';
import coverageStyles from './Coverage.module.css';
import { RejectsList } from './RejectsList.tsx';
import { SourceAccount } from './SourceAccount.tsx';
import { StandingButton, WithdrawnNote } from './SourceStanding.tsx';
import styles from './Sources.module.css';
import { StatedFacts } from './StatedFacts.tsx';
import { showEvents } from './show-events.ts';

interface SourceDetailProps {
  readonly source: Source;
  readonly onClose: () => void;
}

/** Provenance of one source: what it is, how it was read, what was noticed, and what could not be read. */
export function SourceDetail({ source, onClose }: SourceDetailProps) {
  const services = useServices();
  const { mapLike, readAgain } = useImport();
  const zone = useZone();
  return (
    <aside className={styles.detail} aria-label="Source details">
      <header className={styles.detailHead}>
        <h2>
          <LogText text={source.name} />
        </h2>
        <ActionIcon aria-label="Close source" title="Close" onClick={onClose}>
          <X size={16} aria-hidden="true" />
        </ActionIcon>
      </header>
      <ScrollRegion className={styles.detailBody} label="Provenance">
        <p className="tabular">
          {formatCount(source.read)} read{recordsOf(source)} = {formatCount(source.imported)} imported +{' '}
          {formatCount(source.duplicate)} duplicate + {formatCount(source.rejected)} rejected
        </p>
        {source.withdrawn !== null && <WithdrawnNote source={source} withdrawn={source.withdrawn} />}
        {source.replaces !== null && (
          <p>
            Read in place of{' '}
            <button
              type="button"
              className={coverageStyles.link}
              onClick={() => services.view.setState({ source: source.replaces })}
            >
              source {source.replaces}
            </button>
            , which is withdrawn.
          </p>
        )}
        <div className={styles.detailActions}>
          <Button
            disabled={source.imported === 0 || source.withdrawn !== null}
            onClick={() => showEvents(services, [source.id])}
          >
            Show its events
          </Button>
          {(source.confidence < 1 || source.options !== null) && (
            <Button onClick={() => mapLike(source.options)}>Map a file like this…</Button>
          )}
          {source.status === 'imported' && (
            <Button onClick={() => readAgain(source)}>Read again with other choices…</Button>
          )}
          <StandingButton source={source} />
        </div>
        <WarningList warnings={source.warnings} />
        <dl className={styles.facts}>
          {factsOf(source, zone).map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <LogText text={value} />
                {label === 'SHA-256' && <CopyButton label="Copy SHA-256" text={value} />}
              </dd>
            </div>
          ))}
        </dl>
        <BlindSpots profile={source.profile} />
        <StatedFacts source={source.id} />
        <SourceAccount source={source} />
        {source.rejected > 0 && <RejectsList source={source} total={source.rejected} />}
      </ScrollRegion>
    </aside>
  );
}

/** What is not to be expected of this log, so that nobody takes its silence for proof. */
function BlindSpots({ profile }: { readonly profile: string }) {
  const spots = blindSpots(profile);
  if (spots.length === 0) return null;
  return (
    <section aria-label="Not in this log">
      <h3>Not in this log</h3>
      <ul className={styles.notes}>
        {spots.map((spot) => (
          <li key={spot}>{spot}</li>
        ))}
      </ul>
    </section>
  );
}

const NONE = '–';

function factsOf(source: Source, zone: string): readonly (readonly [label: string, value: string])[] {
  const shown = (iso: string | null): string =>
    iso === null ? NONE : formatTime(parseInstant(iso, 'UTC'), zone);
  const match = source.confidence === 1 ? '' : `, ${formatPercent(source.confidence)} of its signature found`;
  return [
    ['SHA-256', shownSha256(source.sha256)],
    ['Size', `${formatBytes(source.bytes)} (${formatCount(source.bytes)} bytes)`],
    ['Profile', `${source.profile}, version ${source.profileVersion}${match}`],
    ['Format', source.format],
    ['Read as', source.dialect === '' ? NONE : source.dialect],
    ['Compression', source.compression],
    ['Encoding', source.encoding],
    ['Time zone assumed', source.timezone],
    ['Order of day and month', source.dateOrder ?? NONE],
    ['Tenant', source.tenant ?? NONE],
    ['First event', shown(source.firstTime)],
    ['Last event', shown(source.lastTime)],
    ['Without a timestamp', formatCount(source.undated)],
    ['Imported at', shown(source.importedAt)],
    ...(source.container === null
      ? []
      : ([
          ['Archive', `${source.container.name} (${formatBytes(source.container.bytes)})`],
          ['SHA-256 of the archive', source.container.sha256],
          ['Inside the archive', source.container.member],
        ] as const)),
    ['Chosen by hand', chosenText(source)],
  ];
}

/** What was chosen about reading the file, in words; the rest was decided from the content. */
function chosenText({ options }: Source): string {
  if (options === null) return 'Nothing; all was decided from the content';
  const chosen = Object.entries(options).flatMap(([name, value]) => {
    const before: unknown = DEFAULT_IMPORT_OPTIONS[name as keyof typeof DEFAULT_IMPORT_OPTIONS];
    if (JSON.stringify(value) === JSON.stringify(before)) return [];
    return [`${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`];
  });
  return chosen.length === 0 ? NONE : chosen.join(', ');
}
