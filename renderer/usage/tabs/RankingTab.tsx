import { SegmentedControl, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Breakdown, Costs, Group } from '../../../shared/api/contract.ts';
import type { FieldName } from '../../../shared/domain/fields.ts';
import { excludeValue, includeValue } from '../../../shared/filter/edit.ts';
import { measureOf, unitOf } from '../../../shared/usage/group-value.ts';
import { useServices } from '../../app/services-context.ts';
import { type RankingTab as Tab, USAGE_MEASURES, type UsageMeasure } from '../../state/usage-store.ts';
import { formatCount } from '../../ui/numbers.ts';
import type { LogParts } from '../../views/LogView.tsx';
import { openDrillDown, subjectOf } from '../drill-down/open-drill-down.ts';
import { stretchAt } from '../stretch.ts';
import { MatrixPanel } from './matrix/MatrixPanel.tsx';
import type { MatrixFields } from './matrix/matrix-text.ts';
import styles from './RankingTab.module.css';
import { RankingTable } from './RankingTable.tsx';
import { toldCurrencies } from './ranking-columns.ts';
import { byMeasure, isInOrder, type RankingSort } from './ranking-order.ts';
import { nameOfMany, nameOfNone, nameOfOne } from './subject-names.ts';
import { useRankingSearch, useRankingStretch } from './use-ranking-question.ts';

/** What each tab ranks: whose activity or which entry point drives usage; which workers run. */
const FIELDS: Readonly<Record<Tab, readonly FieldName[]>> = {
  user: ['actor', 'entryPoint', 'apiKey', 'workspaceName'],
  worker: ['worker', 'model', 'provider'],
};

interface RankingTabProps extends LogParts {
  readonly tab: Tab;
  /** What the view is measured by. */
  readonly measure: UsageMeasure;
}

/** Who or what drives usage, ranked by executions, tokens, credits or cost. A row opens its drill-down. */
export function RankingTab({ tab, measure, data, late, failure, empty }: RankingTabProps) {
  const services = useServices();
  const { usage, filter } = services;
  const shown = useStore(usage, ({ rankings }) => rankings[tab]);
  const { field, sort: chosen, search, asMatrix } = shown;
  const [from, setFrom] = useState<number | null>(null);
  const stretch = useRankingStretch(shown, measure, from);
  const sort = useMemo(() => chosen ?? byMeasure(measure), [chosen, measure]);
  const drillDown = useStore(usage, (state) => state.drillDown);
  const answer = data?.breakdowns[0];
  const breakdown = answer?.by === field && isInOrder(answer, sort) ? answer : null;
  const found = useRankingSearch(shown, measure);
  const searched = search.trim() !== '';
  const listing = searched ? found : breakdown;
  const groups = useMemo(() => listed(listing?.groups ?? [], field), [listing, field]);
  const further = useMemo(
    () => stretch && { ...stretch, groups: listed(stretch.groups, field) },
    [stretch, field],
  );
  const total = listing?.total ?? 0;
  const ranked = USAGE_MEASURES.find((one) => one === sort.by);
  const unit = ranked === undefined ? null : unitOf(ranked, data?.summary ?? NO_COSTS, breakdown?.currency);
  const whole = data === null || unit === null ? null : measureOf(data.summary, unit);
  const currency = useStore(usage, (state) => state.currency);
  const told = useMemo(
    () => toldCurrencies(data?.summary ?? NO_COSTS, currency, breakdown),
    [data, currency, breakdown],
  );

  const onSort = useCallback((chosen: RankingSort) => usage.rank(tab, { sort: chosen }), [usage, tab]);
  const onMore = useCallback((row: number | null) => setFrom(row === null ? null : stretchAt(row)), []);
  const onOpen = useCallback(
    (group: Group, stepped: boolean) => openDrillDown(services, subjectOf(field, group), stepped),
    [services, field],
  );
  const onClose = useCallback(() => usage.setState({ drillDown: null, stepped: false }), [usage]);
  const onKeep = useCallback(
    ({ key }: Group) => filter.apply((before) => includeValue(before, field, key)),
    [filter, field],
  );
  const onLeaveOut = useCallback(
    ({ key }: Group) => filter.apply((before) => excludeValue(before, field, key)),
    [filter, field],
  );

  return (
    <div className={styles.tab}>
      <header className={styles.head}>
        <SegmentedControl
          aria-label="Rank"
          data={FIELDS[tab].map((value) => ({ value, label: nameOfMany(value) }))}
          value={field}
          onChange={(value) => usage.rank(tab, { field: value as FieldName, search: '' })}
        />
        <SegmentedControl
          aria-label="Shown as"
          data={[
            { value: 'ranking', label: 'Ranking' },
            { value: 'matrix', label: 'Matrix' },
          ]}
          value={asMatrix ? 'matrix' : 'ranking'}
          onChange={(value) => usage.rank(tab, { asMatrix: value === 'matrix' })}
        />
        {!asMatrix && (
          <>
            <TextInput
              className={styles.search}
              aria-label={`Search ${nameOfMany(field)}`}
              placeholder="Name, e-mail or id"
              leftSection={<Search size={14} aria-hidden="true" />}
              value={search}
              onChange={({ currentTarget: { value } }) => usage.rank(tab, { search: value })}
            />
            <p className={styles.count} role="status">
              {breakdown !== null && countText(breakdown, field, searched ? total : null)}
            </p>
          </>
        )}
      </header>
      {failure}
      {asMatrix ? (
        <MatrixPanel fields={matrixOf(field)} measure={measure} costs={data?.summary ?? NO_COSTS} />
      ) : breakdown !== null && breakdown.total === 0 ? (
        <div className={styles.empty}>{empty}</div>
      ) : (
        <RankingTable
          field={field}
          groups={groups}
          stretch={further}
          total={total}
          sort={sort}
          told={told}
          whole={whole}
          search={search}
          open={drillDown?.field === field ? drillDown.key : undefined}
          busy={late || listing === null}
          late={late}
          onSort={onSort}
          onMore={onMore}
          onOpen={onOpen}
          onClose={onClose}
          onKeep={onKeep}
          onLeaveOut={onLeaveOut}
        />
      )}
    </div>
  );
}

const NO_COSTS: Costs = { cost: null, byokCost: null, costs: [] };

/** Members against what they use. */
function matrixOf(field: FieldName): MatrixFields {
  return { rows: 'actor', columns: field === 'actor' ? 'worker' : field };
}

/** The groups, of which the one without a value is named for what it lacks. */
function listed(groups: readonly Group[], field: FieldName): readonly Group[] {
  return groups.map((group) => (group.key === null ? { ...group, label: nameOfNone(field) } : group));
}

/** `41 members`, `3 of 41 members`; what it means that there is none. */
function countText({ total, groups }: Breakdown, field: FieldName, found: number | null): string {
  const none = groups.length > 0 && groups.every(({ key }) => key === null);
  if (none) return `No event of this filter names one: the logs may have no such column.`;
  const withoutValue = groups.some(({ key }) => key === null) ? 1 : 0;
  const named = total - withoutValue;
  const count = `${formatCount(named)} ${named === 1 ? nameOfOne(field) : nameOfMany(field)}`;
  return found === null ? count : `${formatCount(found)} found of ${count}`;
}
