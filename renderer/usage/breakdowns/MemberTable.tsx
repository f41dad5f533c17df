import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useRef } from 'react';
import type { Breakdown, Group } from '../../../shared/api/contract.ts';
import { MEASURES } from '../../../shared/domain/measures.ts';
import { toggleValue } from '../../../shared/filter/edit.ts';
import { visibleText } from '../../../shared/text/visible-text.ts';
import { measureOf, type Unit } from '../../../shared/usage/group-value.ts';
import { useServices } from '../../app/services-context.ts';
import { SeriesSwatch } from '../../histogram/SeriesSwatch.tsx';
import { toggleExcluded } from '../../histogram/series-filter.ts';
import { LogText } from '../../ui/LogText.tsx';
import { openDrillDown, subjectOf } from '../drill-down/open-drill-down.ts';
import { unitLabel, unitPhrase, unitText } from '../measured-text.ts';
import styles from './Breakdowns.module.css';
import { PickButton } from './PickButton.tsx';
import { useListedMembers } from './use-listed-members.ts';
import type { ShownPart } from './use-panel.ts';
import { useRowKeys } from './use-row-keys.ts';

/** Members that are listed before all are asked for. */
export const TOP_MEMBERS = 5;

const ROW_HEIGHT = 24;

const CREDITS: Unit = { measure: 'credits', currency: null, mixed: false };
const CALLS: Unit = { measure: 'events', currency: null, mixed: false };

interface MemberTableProps {
  readonly breakdown: Breakdown | null;
  readonly unit: Unit;
  /** The parts of the bar, whose colours the first members have. */
  readonly parts: readonly ShownPart[];
  readonly all: boolean;
  /** Whether any event of the logs has credits. */
  readonly hasCredits: boolean;
}

/** Credits and calls of each member, and what they are ranked by where that is neither. */
export const MemberTable = memo(function MemberTable(props: MemberTableProps) {
  const { breakdown, unit, parts, all, hasCredits } = props;
  const { by = 'actor', groups = [], total = 0 } = breakdown ?? {};
  const scroll = useRef<HTMLElement>(null);
  const count = all ? total : Math.min(groups.length, TOP_MEMBERS);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    initialRect: { width: 300, height: ROW_HEIGHT * TOP_MEMBERS },
  });
  const drawn = rows.getVirtualItems();
  const above = drawn[0]?.start ?? 0;
  const below = rows.getTotalSize() - (drawn.at(-1)?.end ?? 0);
  const memberAt = useListedMembers(breakdown, drawn[0]?.index ?? 0, drawn.at(-1)?.index ?? 0);
  const columns = columnsOf(unit, hasCredits);
  const keys = useRowKeys(count);
  return (
    <section ref={scroll} className={styles.members} aria-label="Members" tabIndex={all ? 0 : undefined}>
      <table
        className={styles.parts}
        aria-label="Usage by member"
        aria-rowcount={total + 1}
        {...keys.handlers}
      >
        <thead>
          <tr>
            <th scope="col">Member</th>
            {columns.map((column) => (
              <th key={column.measure} scope="col" title={titleOf(column)}>
                {column.measure === 'events' ? 'Calls' : MEASURES[column.measure].label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr style={{ height: above }} />}
          {drawn.map(({ index }) => {
            const group = memberAt(index);
            return group === undefined ? (
              <tr key={index} aria-rowindex={index + 2}>
                <th scope="row" className={styles.awaited}>
                  …
                </th>
              </tr>
            ) : (
              <MemberRow
                key={group.key}
                by={by}
                group={group}
                at={index}
                tabIndex={keys.tabIndexOf(index)}
                columns={columns}
                colour={parts.find((part) => part.kind === 'value' && part.key === group.key)?.colour}
              />
            );
          })}
          {below > 0 && <tr style={{ height: below }} />}
        </tbody>
      </table>
    </section>
  );
});

/** Credits, where the logs have any, and calls, and the measure before them where it is neither. */
function columnsOf(unit: Unit, hasCredits: boolean): readonly Unit[] {
  if (unit.measure === 'credits') return [CREDITS, CALLS];
  return hasCredits ? [unit, CREDITS, CALLS] : [unit, CALLS];
}

function titleOf(unit: Unit): string {
  return unit.measure === 'events' ? 'Calls in this filter' : unitLabel(unit);
}

interface MemberRowProps {
  readonly by: string;
  readonly group: Group;
  readonly at: number;
  readonly tabIndex: 0 | -1;
  readonly columns: readonly Unit[];
  /** Undefined for members the bar folds. */
  readonly colour: string | null | undefined;
}

const MemberRow = memo(function MemberRow({ by, group, at, tabIndex, columns, colour }: MemberRowProps) {
  const services = useServices();
  const { key, label } = group;
  const [first = CREDITS] = columns;
  const said = `${visibleText(label)}: ${unitPhrase(measureOf(group, first), first)}`;
  return (
    <tr aria-rowindex={at + 2}>
      <th scope="row">
        <PickButton
          row={at}
          tabIndex={tabIndex}
          label={said}
          hint={`${said}. Click: only this. Alt-click or Alt Enter: without it.`}
          field={by}
          value={key}
          onPick={(leaveOut) =>
            services.filter.apply((before) =>
              leaveOut ? toggleExcluded(before, by, key) : toggleValue(before, by, key),
            )
          }
          onOpen={() => openDrillDown(services, subjectOf('actor', group))}
        >
          {colour === undefined ? <span className={styles.blank} /> : <SeriesSwatch colour={colour} />}
          <span className={styles.name}>
            <LogText text={label} limit={120} />
          </span>
          {key !== null && key !== label && (
            <span className={styles.aside}>
              <LogText text={key} limit={120} />
            </span>
          )}
        </PickButton>
      </th>
      {columns.map((column) => (
        <td key={column.measure}>{unitText(measureOf(group, column), column)}</td>
      ))}
    </tr>
  );
});
