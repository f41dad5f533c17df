import { Filter, FilterX } from 'lucide-react';
import { memo } from 'react';
import type { Group } from '../../../shared/api/contract.ts';
import { formatInstant, parseInstant } from '../../../shared/time/format.ts';
import { formatCount, formatPercent } from '../../ui/numbers.ts';
import styles from './RankingTable.module.css';
import type { RankingColumn } from './ranking-columns.ts';
import { SubjectName } from './SubjectName.tsx';

interface RankingRowProps {
  readonly id: string;
  readonly index: number;
  readonly top: number;
  /** Undefined while the row is being read. */
  readonly group: Group | undefined;
  readonly columns: readonly RankingColumn[];
  /** Part of the whole, 0 to 1; undefined where the row has none of it, null where shares are not shown. */
  readonly share: number | null | undefined;
  readonly zone: string;
  readonly active: boolean;
  readonly open: boolean;
}

/** One row of a ranking. The table handles clicks, by the data attributes. */
export const RankingRow = memo(function RankingRow(props: RankingRowProps) {
  const { id, index, top, group, columns, share, zone, active, open } = props;
  const second = (iso: string): string =>
    formatInstant(parseInstant(iso, 'UTC'), zone, { precision: 'second' });
  // The heading carries the zone.
  const minute = (iso: string): string =>
    formatInstant(parseInstant(iso, 'UTC'), zone, { precision: 'minute' }).replace(/ \S+$/, '');
  return (
    <tr
      id={id}
      className={styles.row}
      aria-rowindex={index + 2}
      aria-selected={active || open}
      data-row={index}
      data-active={active}
      data-open={open}
      style={{ transform: `translateY(${top}px)` }}
    >
      <td className={styles.number}>{formatCount(index + 1)}</td>
      {group === undefined ? (
        <td className={styles.loading} aria-label="Loading" />
      ) : (
        <>
          <th scope="row" className={styles.name}>
            <SubjectName value={group.key} label={group.label} kind={group.actorKind ?? null} />
            <span className={styles.tools}>
              <button
                type="button"
                className={styles.tool}
                tabIndex={-1}
                data-act="keep"
                aria-label="Filter for this row"
                title="Filter for this value (f)"
              >
                <Filter size={12} aria-hidden="true" />
              </button>
              <button
                type="button"
                className={styles.tool}
                tabIndex={-1}
                data-act="leaveOut"
                aria-label="Filter out this row"
                title="Filter out this value (F, or Alt-click)"
              >
                <FilterX size={12} aria-hidden="true" />
              </button>
            </span>
          </th>
          {share !== null && <Share share={share} />}
          {columns.map((column) => (
            <Figure
              key={column.id}
              text={column.text(group, minute)}
              whole={column.whole?.(group) ?? column.text(group, second)}
            />
          ))}
        </>
      )}
    </tr>
  );
});

function Figure({ text, whole }: { readonly text: string; readonly whole: string }) {
  return (
    <td className={styles.figure} data-missing={text === '–'} title={whole}>
      {text}
    </td>
  );
}

function Share({ share }: { readonly share: number | undefined }) {
  return (
    <td className={styles.share} data-missing={share === undefined}>
      {share === undefined ? (
        '–'
      ) : (
        <>
          <span className={styles.track} aria-hidden="true">
            <span className={styles.bar} style={{ width: `${Math.max(0, Math.min(1, share)) * 100}%` }} />
          </span>
          <span className={styles.percent}>{formatPercent(share)}</span>
        </>
      )}
    </td>
  );
}
