import type { Source } from '../../shared/domain/source.ts';
import { useZone } from '../app/use-settings.ts';
import { LogText } from '../ui/LogText.tsx';
import { formatCount } from '../ui/numbers.ts';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { CoverageBar } from './CoverageBar.tsx';
import { coverageOf } from './coverage.ts';
import { SourceStatusMark } from './SourceStatusMark.tsx';
import styles from './Sources.module.css';

interface SourcesTableProps {
  readonly sources: readonly Source[];
  readonly chosen: number | null;
  readonly onChoose: (source: number) => void;
}

/** One row per source. */
export function SourcesTable({ sources, chosen, onChoose }: SourcesTableProps) {
  const zone = useZone();
  const axis = coverageOf(sources);
  return (
    <ScrollRegion className={styles.scroll} label="List of sources">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Status</th>
            <th scope="col">Profile</th>
            <th scope="col">Coverage</th>
            <th scope="col" className={styles.figure}>
              Read
            </th>
            <th scope="col" className={styles.figure}>
              Imported
            </th>
            <th scope="col" className={styles.figure}>
              Duplicate
            </th>
            <th scope="col" className={styles.figure}>
              Rejected
            </th>
            <th scope="col" className={styles.figure}>
              Undated
            </th>
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <tr key={source.id} data-chosen={source.id === chosen} onClick={() => onChoose(source.id)}>
              <th scope="row">
                <button
                  type="button"
                  className={styles.name}
                  aria-expanded={source.id === chosen}
                  onClick={(event) => {
                    event.stopPropagation(); // the row would choose it once more
                    onChoose(source.id);
                  }}
                >
                  <LogText text={source.name} limit={120} />
                </button>
              </th>
              <td>
                <SourceStatusMark source={source} />
              </td>
              <td>{source.profile}</td>
              <td>
                <CoverageBar source={source} axis={axis} zone={zone} />
              </td>
              <td className={styles.figure}>{formatCount(source.read)}</td>
              <td className={styles.figure}>{formatCount(source.imported)}</td>
              <td className={styles.figure}>{formatCount(source.duplicate)}</td>
              <td className={styles.figure} data-notable={source.rejected > 0}>
                {formatCount(source.rejected)}
              </td>
              <td className={styles.figure}>{formatCount(source.undated)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
