import { Button } from '@mantine/core';
import { useState } from 'react';
import type { RejectsArg, RejectsPage } from '../../../shared/api/contract.ts';
import type { Source } from '../../../shared/domain/source.ts';
import { visibleText } from '../../../shared/text/visible-text.ts';
import { CoverageBar, coverageOf } from './CoverageBar.tsx';
import { SourceDetail } from './SourceDetail.tsx';
import { SourceStatusMark } from './SourceStatusMark.tsx';
import styles from './sources.module.css';

const number = new Intl.NumberFormat('en');

interface SourcesViewProps {
  readonly sources: readonly Source[];
  /** IANA zone in which times are shown. */
  readonly zone: string;
  loadRejects(arg: RejectsArg): Promise<RejectsPage>;
  onImport(): void;
  /** Shows the events of one source in the log. */
  onShowEvents(source: Source): void;
}

/** Every import of the workspace with its counts, on one shared time axis. */
export function SourcesView({ sources, zone, loadRejects, onImport, onShowEvents }: SourcesViewProps) {
  const [chosenId, setChosenId] = useState<number | null>(null);
  const chosen = sources.find((source) => source.id === chosenId) ?? null;
  const axis = coverageOf(sources);
  return (
    <div className={styles['view']}>
      <div className={styles['list']}>
        <header className={styles['head']}>
          <h1>Sources</h1>
          <span className="muted tabular">
            {sources.length === 1 ? '1 source' : `${number.format(sources.length)} sources`}
          </span>
          <Button variant="filled" onClick={onImport}>
            Import files…
          </Button>
        </header>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Profile</th>
              <th scope="col">Coverage</th>
              <th scope="col" className={styles['figure']}>
                Read
              </th>
              <th scope="col" className={styles['figure']}>
                Imported
              </th>
              <th scope="col" className={styles['figure']}>
                Duplicate
              </th>
              <th scope="col" className={styles['figure']}>
                Rejected
              </th>
              <th scope="col">Status</th>
            </tr>
          </thead>
          <tbody>
            {sources.map((source) => (
              <tr
                key={source.id}
                aria-current={source.id === chosenId ? 'true' : undefined}
                onClick={() => setChosenId(source.id)}
              >
                <th scope="row">
                  <button
                    type="button"
                    className={styles['name']}
                    aria-expanded={source.id === chosenId}
                    onClick={() => setChosenId(source.id)}
                  >
                    {visibleText(source.name)}
                  </button>
                </th>
                <td>{source.profile}</td>
                <td>
                  <CoverageBar source={source} axis={axis} zone={zone} />
                </td>
                <td className={styles['figure']}>{number.format(source.read)}</td>
                <td className={styles['figure']}>{number.format(source.imported)}</td>
                <td className={styles['figure']}>{number.format(source.duplicate)}</td>
                <td className={styles['figure']}>{number.format(source.rejected)}</td>
                <td>
                  <SourceStatusMark source={source} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {chosen !== null && (
        <SourceDetail
          key={chosen.id}
          source={chosen}
          zone={zone}
          loadRejects={loadRejects}
          onShowEvents={() => onShowEvents(chosen)}
          onClose={() => setChosenId(null)}
        />
      )}
    </div>
  );
}
