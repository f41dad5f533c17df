import { ActionIcon, Button } from '@mantine/core';
import { X } from 'lucide-react';
import type { Source } from '../../shared/domain/source.ts';
import { includeValue } from '../../shared/filter/edit.ts';
import { EMPTY_FILTER } from '../../shared/filter/filter.ts';
import { parseInstant } from '../../shared/time/format.ts';
import { useServices } from '../app/services-context.ts';
import { useZone } from '../app/use-settings.ts';
import { formatTime } from '../grid/cell-value.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { LogText } from '../ui/LogText.tsx';
import { formatBytes, formatCount, formatPercent } from '../ui/numbers.ts';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { WarningList } from '../ui/WarningList.tsx';
import { RejectsList } from './RejectsList.tsx';
import styles from './Sources.module.css';

interface SourceDetailProps {
  readonly source: Source;
  readonly onClose: () => void;
}

/** Provenance of one source: what it is, how it was read, what was noticed, and what could not be read. */
export function SourceDetail({ source, onClose }: SourceDetailProps) {
  const { filter, view } = useServices();
  const zone = useZone();
  const showEvents = (): void => {
    filter.apply((before) =>
      includeValue(
        { ...EMPTY_FILTER, time: { ...EMPTY_FILTER.time, zone: before.time.zone } },
        'source',
        String(source.id),
      ),
    );
    view.setState({ view: 'audit', auditScope: 'all' });
  };
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
          {formatCount(source.read)} read = {formatCount(source.imported)} imported +{' '}
          {formatCount(source.duplicate)} duplicate + {formatCount(source.rejected)} rejected
        </p>
        <div>
          <Button disabled={source.imported === 0} onClick={showEvents}>
            Show its events
          </Button>
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
        {source.rejected > 0 && <RejectsList source={source.id} total={source.rejected} />}
      </ScrollRegion>
    </aside>
  );
}

const NONE = '–';

function factsOf(source: Source, zone: string): readonly (readonly [label: string, value: string])[] {
  const shown = (iso: string | null): string =>
    iso === null ? NONE : formatTime(parseInstant(iso, 'UTC'), zone);
  const match = source.confidence === 1 ? '' : `, ${formatPercent(source.confidence)} of its signature found`;
  return [
    ['SHA-256', source.sha256],
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
  ];
}
