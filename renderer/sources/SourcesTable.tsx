import { Checkbox } from '@mantine/core';
import type { Source } from '../../shared/domain/source.ts';
import type { SourceStatement } from '../../shared/domain/source-statements.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { useZone } from '../app/use-settings.ts';
import { FileName } from '../ui/FileName.tsx';
import { LogText } from '../ui/LogText.tsx';
import { formatCount } from '../ui/numbers.ts';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { CoverageBar } from './CoverageBar.tsx';
import { coverageOf } from './coverage.ts';
import { SourceStatusMark } from './SourceStatusMark.tsx';
import styles from './Sources.module.css';
import { useSourceStatements } from './use-source-statements.ts';

interface SourcesTableProps {
  readonly sources: readonly Source[];
  readonly chosen: number | null;
  readonly onChoose: (source: number) => void;
  /** Sources ticked for a comparison. */
  readonly ticked: readonly number[];
  readonly onTick: (ticked: readonly number[]) => void;
}

const COUNTS: readonly { readonly label: string; readonly of: (source: Source) => number }[] = [
  { label: 'Read', of: ({ read }) => read },
  { label: 'Imported', of: ({ imported }) => imported },
  { label: 'Duplicate', of: ({ duplicate }) => duplicate },
  { label: 'Rejected', of: ({ rejected }) => rejected },
  { label: 'Undated', of: ({ undated }) => undated },
];

/** Whose records a source can hold, where someone said so. */
function ScopeNote({ scope }: { readonly scope: SourceStatement | null }) {
  if (scope === null) return null;
  return (
    <span className={styles.scope} title={`Scope, as stated by ${visibleText(scope.by)}`}>
      <LogText text={scope.text} limit={80} />
    </span>
  );
}

/** One row per source. */
export function SourcesTable({ sources, chosen, onChoose, ticked, onTick }: SourcesTableProps) {
  const zone = useZone();
  const statements = useSourceStatements();
  const axis = coverageOf(sources.filter(({ withdrawn }) => withdrawn === null));
  return (
    <ScrollRegion className={styles.scroll} label="List of sources">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            {COUNTS.map(({ label }) => (
              <th key={label} scope="col" className={styles.figure}>
                {label}
              </th>
            ))}
            <th scope="col">Status</th>
            <th scope="col">Coverage</th>
            <th scope="col">Profile</th>
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <tr
              key={source.id}
              data-chosen={source.id === chosen}
              data-withdrawn={source.withdrawn !== null}
              onClick={() => onChoose(source.id)}
            >
              <th scope="row">
                <span className={styles.nameCell}>
                  {sources.length > 1 && (
                    <Checkbox
                      aria-label={`Compare ${visibleText(source.name)}`}
                      checked={ticked.includes(source.id)}
                      disabled={source.withdrawn !== null}
                      onClick={(event) => event.stopPropagation()} // ticking is not choosing
                      onChange={(change) =>
                        onTick(
                          change.currentTarget.checked
                            ? [...ticked, source.id]
                            : ticked.filter((id) => id !== source.id),
                        )
                      }
                    />
                  )}
                  <button
                    type="button"
                    className={styles.name}
                    aria-label={visibleText(source.name)}
                    aria-expanded={source.id === chosen}
                    onClick={(event) => {
                      event.stopPropagation(); // the row would choose it once more
                      onChoose(source.id);
                    }}
                  >
                    <FileName name={source.name} />
                  </button>
                </span>
                <ScopeNote scope={statements.of(source.id, 'scope')} />
              </th>
              {COUNTS.map(({ label, of }) => (
                <td
                  key={label}
                  className={styles.figure}
                  data-notable={label === 'Rejected' && of(source) > 0}
                >
                  {formatCount(of(source))}
                </td>
              ))}
              <td>
                <SourceStatusMark source={source} />
              </td>
              <td>
                {source.withdrawn === null ? (
                  <CoverageBar source={source} axis={axis} zone={zone} />
                ) : (
                  <span>Left out</span>
                )}
              </td>
              <td>{source.profile}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
