import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  memo,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useStore } from 'zustand';
import type { Group } from '../../../shared/api/contract.ts';
import type { FieldName } from '../../../shared/domain/fields.ts';
import { useServices } from '../../app/services-context.ts';
import { useZone } from '../../app/use-settings.ts';
import { ROW_HEIGHTS } from '../../state/preferences-store.ts';
import { RankingRow } from './RankingRow.tsx';
import styles from './RankingTable.module.css';
import { filledColumns, type RankingColumn, type ToldCurrencies } from './ranking-columns.ts';
import { rankingMove } from './ranking-keys.ts';
import { nextRankingSort, type RankingSort } from './ranking-order.ts';
import { nameOfMany, nameOfOne } from './subject-names.ts';
import type { RankingStretch } from './use-ranking-question.ts';

interface RankingTableProps {
  readonly field: FieldName;
  /** Rows read so far, in their order. */
  readonly groups: readonly Group[];
  /** Rows further down; null while they are read, and where none are. */
  readonly stretch: RankingStretch | null;
  /** Rows there are. */
  readonly total: number;
  readonly sort: RankingSort;
  /** Where costs are in several currencies. */
  readonly told: ToldCurrencies;
  /** What rows are searched for. */
  readonly search: string;
  /** What all rows together have of the column they are ranked by; null where shares say nothing. */
  readonly whole: number | null;
  /** Key of the row that is drilled into; undefined when none is. */
  readonly open: string | null | undefined;
  /** Whether its rows are still to come. */
  readonly busy: boolean;
  readonly late: boolean;
  readonly onSort: (sort: RankingSort) => void;
  /** Rows that are not read came into sight, this first; null when the first rows are enough. */
  readonly onMore: (row: number | null) => void;
  /** @param stepped whether one walked there from another row */
  readonly onOpen: (group: Group, stepped: boolean) => void;
  readonly onClose: () => void;
  readonly onKeep: (group: Group) => void;
  readonly onLeaveOut: (group: Group) => void;
}

const NUMBER_WIDTH = 56;
const NAME_WIDTH = 220;
const SHARE_WIDTH = 132;
const HEADER_HEIGHT = 30;

/** Everyone or everything that uses, one row each, however many there are. A row opens its drill-down. */
export const RankingTable = memo(function RankingTable(props: RankingTableProps) {
  const { field, groups, stretch, total, sort, told, search, whole, open, busy, late } = props;
  const { onSort, onMore, onOpen, onClose, onKeep, onLeaveOut } = props;
  const rowHeight = ROW_HEIGHTS[useStore(useServices().preferences, ({ density }) => density)];
  const zone = useZone();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<number | null>(null);
  const columns = useMemo(() => filledColumns(groups, told), [groups, told]);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: HEADER_HEIGHT,
    scrollPaddingStart: HEADER_HEIGHT,
  });
  const rows = virtual.getVirtualItems();
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height are measured anew
  useEffect(() => virtual.measure(), [virtual, rowHeight]);

  const rowAt = (row: number): Group | undefined =>
    groups[row] ?? (stretch === null ? undefined : stretch.groups[row - stretch.offset]);
  const missing = rows.find(({ index }) => rowAt(index) === undefined)?.index ?? null;
  const isNear = (rows.at(-1)?.index ?? 0) < groups.length;
  useEffect(() => {
    if (missing !== null) onMore(missing);
    else if (isNear) onMore(null);
  }, [missing, isNear, onMore]);

  // Another order, field or search is another list: it is read from its top.
  const list = `${field} ${sort.by} ${sort.descending} ${search}`;
  const shownList = useRef(list);
  useEffect(() => {
    if (shownList.current === list) return;
    shownList.current = list;
    setActive(null);
    scroller.current?.scrollTo({ top: 0 });
  }, [list]);

  function goTo(row: number): void {
    setActive(row);
    virtual.scrollToIndex(row);
    const group = rowAt(row);
    if (open !== undefined && group !== undefined) onOpen(group, true);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.target !== event.currentTarget) return;
    const page = Math.max(
      1,
      Math.floor(((scroller.current?.clientHeight ?? 0) - HEADER_HEIGHT) / rowHeight) - 1,
    );
    const move = rankingMove(event, { row: active, rows: total, page });
    if (move === null || (move.kind === 'act' && move.act === 'close' && open === undefined)) return;
    event.preventDefault();
    if (move.kind === 'go') goTo(move.to);
    else if (move.act === 'close') onClose();
    else act(active === null ? undefined : rowAt(active), move.act);
  }

  function act(group: Group | undefined, what: 'open' | 'keep' | 'leaveOut'): void {
    if (group === undefined) return;
    if (what === 'open') onOpen(group, false);
    else if (what === 'keep') onKeep(group);
    else onLeaveOut(group);
  }

  /** One listener for all rows; the buttons in a row say what they do. */
  function onClick(event: MouseEvent<HTMLElement>): void {
    if (!(event.target instanceof Element)) return;
    const row = event.target.closest<HTMLElement>('[data-row]')?.dataset['row'];
    if (row === undefined) return;
    const button = event.target.closest<HTMLElement>('[data-act]')?.dataset['act'];
    setActive(Number(row));
    const leaveOut = button === 'leaveOut' || event.altKey;
    act(rowAt(Number(row)), leaveOut ? 'leaveOut' : button === 'keep' ? 'keep' : 'open');
  }

  const shares = whole !== null && whole > 0;
  const template = [
    `${NUMBER_WIDTH}px`,
    `minmax(${NAME_WIDTH}px, 1fr)`,
    ...(shares ? [`${SHARE_WIDTH}px`] : []),
    ...columns.map(({ width }) => `${width}px`),
  ].join(' ');
  const least = columns.reduce((sum, { width }) => sum + width, NUMBER_WIDTH + NAME_WIDTH + SHARE_WIDTH);
  const ranked = columns.find((column) => column.id === sort.by) ?? null;

  return (
    <div ref={scroller} className={styles.scroller} data-late={late}>
      {/* Drawn as blocks: a window of rows on a canvas as tall as all of them. */}
      <table
        className={styles.table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA's grid is a table one can move in
        role="grid"
        tabIndex={0}
        aria-label={`${nameOfMany(field)} by usage`}
        aria-rowcount={total + 1}
        aria-colcount={columns.length + 2 + Number(shares)}
        aria-busy={busy}
        aria-activedescendant={active === null ? undefined : `${id}-${active}`}
        style={{ '--columns': template, '--least': `${least}px`, '--row': `${rowHeight}px` } as CSSProperties}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          if (
            event.target === event.currentTarget &&
            event.target.matches(':focus-visible') &&
            active === null &&
            total > 0
          )
            setActive(0);
        }}
        onClick={onClick}
      >
        <thead className={styles.head}>
          <tr className={styles.headings} aria-rowindex={1}>
            <th scope="col" className={styles.number}>
              #
            </th>
            <Heading
              title={nameOfOne(field)}
              about={`Sort by ${nameOfOne(field).toLowerCase()}`}
              by="name"
              sort={sort}
              onSort={onSort}
            />
            {shares && (
              <th
                scope="col"
                className={styles.share}
                title={`Of all ${ranked?.title.toLowerCase()} in this filter`}
              >
                Share of {ranked?.title.toLowerCase()}
              </th>
            )}
            {columns.map(({ id: by, title, about, currency }) => (
              <Heading
                key={by}
                title={withUnit(title, isTime(by) ? zone : currency)}
                about={about}
                by={by}
                sort={sort}
                onSort={onSort}
              />
            ))}
          </tr>
        </thead>
        <tbody className={styles.canvas} style={{ height: virtual.getTotalSize() }}>
          {rows.map(({ index, start }) => (
            <RankingRow
              key={index}
              id={`${id}-${index}`}
              index={index}
              top={start - HEADER_HEIGHT}
              group={rowAt(index)}
              columns={columns}
              share={shareOf(rowAt(index), ranked, shares ? whole : null)}
              zone={zone}
              active={active === index}
              open={open !== undefined && rowAt(index)?.key === open}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
});

function withUnit(title: string, unit: string | undefined): string {
  return unit === undefined ? title : `${title} (${unit})`;
}

function isTime(by: RankingSort['by']): boolean {
  return by === 'firstTime' || by === 'lastTime';
}

/** The part of a row of the whole; null without a whole, undefined for a row that has none of it. */
function shareOf(
  group: Group | undefined,
  ranked: RankingColumn | null,
  whole: number | null,
): number | null | undefined {
  if (whole === null || ranked === null) return null;
  const value = group === undefined ? null : ranked.value(group);
  return typeof value === 'number' ? value / whole : undefined;
}

interface HeadingProps {
  readonly title: string;
  readonly about: string;
  readonly by: RankingSort['by'];
  readonly sort: RankingSort;
  readonly onSort: (sort: RankingSort) => void;
}

function Heading({ title, about, by, sort, onSort }: HeadingProps) {
  const isSorted = sort.by === by;
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      className={by === 'name' ? styles.nameHeading : styles.figureHeading}
      aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        className={styles.sort}
        data-sorted={isSorted}
        title={about}
        onClick={() => onSort(nextRankingSort(sort, by))}
      >
        {title}
        {isSorted && <Arrow size={12} aria-hidden="true" />}
      </button>
    </th>
  );
}
