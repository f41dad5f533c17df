import { ActionIcon, Button } from '@mantine/core';
import { X } from 'lucide-react';
import type { RejectsArg, RejectsPage } from '../../../shared/api/contract.ts';
import type { Source } from '../../../shared/domain/source.ts';
import { visibleText } from '../../../shared/text/visible-text.ts';
import { formatInstant } from '../../../shared/time/format.ts';
import { RejectsTable } from './RejectsTable.tsx';
import styles from './sources.module.css';

const number = new Intl.NumberFormat('en');

interface SourceDetailProps {
  readonly source: Source;
  readonly zone: string;
  loadRejects(arg: RejectsArg): Promise<RejectsPage>;
  onShowEvents(): void;
  onClose(): void;
}

/** Provenance of one source: what it is, how it was read, what was noticed, and what could not be read. */
export function SourceDetail({ source, zone, loadRejects, onShowEvents, onClose }: SourceDetailProps) {
  return (
    <aside className={styles['detail']} aria-label={`Source ${source.name}`}>
      <header className={styles['head']}>
        <h2>{visibleText(source.name)}</h2>
        <ActionIcon aria-label="Close source" onClick={onClose}>
          <X size={16} />
        </ActionIcon>
      </header>
      <p className="tabular">
        {number.format(source.read)} read = {number.format(source.imported)} imported +{' '}
        {number.format(source.duplicate)} duplicate + {number.format(source.rejected)} rejected
      </p>
      <Button onClick={onShowEvents} disabled={source.imported === 0}>
        Show its events
      </Button>
      <dl className={styles['facts']}>
        {factsOf(source, zone).map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{visibleText(value)}</dd>
          </div>
        ))}
      </dl>
      {source.warnings.length > 0 && (
        <section>
          <h3>Notes</h3>
          <ul className={styles['notes']}>
            {source.warnings.map((warning) => (
              <li key={`${warning.code} ${warning.message}`}>{visibleText(warning.message)}</li>
            ))}
          </ul>
        </section>
      )}
      {source.rejected > 0 && <RejectsTable source={source.id} total={source.rejected} load={loadRejects} />}
    </aside>
  );
}

function factsOf(source: Source, zone: string): readonly (readonly [label: string, value: string])[] {
  const shown = (iso: string | null): string =>
    iso === null ? '–' : formatInstant(Date.parse(iso) * 1000, zone);
  const chosen = source.confidence === 1 ? '' : `, ${Math.round(source.confidence * 100)} % of its signature`;
  return [
    ['SHA-256', source.sha256],
    ['Size', `${number.format(source.bytes)} bytes${source.compression === 'gzip' ? ', gzip' : ''}`],
    ['Profile', `${source.profile} version ${source.profileVersion}${chosen}`],
    ['Format', `${source.format}, ${source.dialect}`],
    ['Encoding', source.encoding],
    ['Time zone assumed', source.timezone],
    ['Order of day and month', source.dateOrder ?? '–'],
    ['Tenant', source.tenant ?? '–'],
    ['First event', shown(source.firstTime)],
    ['Last event', shown(source.lastTime)],
    ['Without a timestamp', number.format(source.undated)],
    ['Imported at', shown(source.importedAt)],
  ];
}
