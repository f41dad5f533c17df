import * as v from 'valibot';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { NEWEST_FIRST, type Sort } from '../../shared/api/contract.ts';
import { parseFieldRef } from '../../shared/domain/field-ref.ts';
import { type ColumnChoice, NO_CHOICE } from '../grid/column-layout.ts';
import { type SettingsStorage, storedValue } from './stored-value.ts';
import type { Scope } from './view-store.ts';

const choice = v.object({
  preset: v.optional(v.nullable(v.string()), null),
  shown: v.nullable(v.array(v.string())),
  widths: v.array(v.tuple([v.string(), v.pipe(v.number(), v.finite())])),
  frozen: v.optional(v.array(v.string()), []),
});
/**
 * A table of events with columns and an order of its own: the log of a scope, the details of AI worker runs, and the
 * calls of what was drilled into.
 */
export type LogTable = Scope | 'details' | 'calls';

const DETAILS: ColumnChoice = { ...NO_CHOICE, preset: 'ai-workers' };
const CALLS: ColumnChoice = { ...NO_CHOICE, preset: 'ai-calls' };

/** What a table shows before the user changed anything. */
export const TABLE_COLUMNS: Readonly<Record<LogTable, ColumnChoice>> = {
  audit: NO_CHOICE,
  usage: NO_CHOICE,
  all: NO_CHOICE,
  details: DETAILS,
  calls: CALLS,
};

const choices = v.object({
  audit: choice,
  usage: choice,
  all: choice,
  details: v.optional(choice, () => ({ ...DETAILS, widths: [], frozen: [] })),
  calls: v.optional(choice, () => ({ ...CALLS, widths: [], frozen: [] })),
});
const sort = v.object({ field: v.string(), descending: v.boolean() });
const sorts = v.object({
  audit: sort,
  usage: sort,
  all: sort,
  details: v.optional(sort, NEWEST_FIRST),
  calls: v.optional(sort, NEWEST_FIRST),
});

/** Columns and order of the grid, per table; remembered. */
export interface ColumnsState {
  readonly choices: Readonly<Record<LogTable, ColumnChoice>>;
  readonly sorts: Readonly<Record<LogTable, Sort>>;
}

export interface ColumnsStore extends StoreApi<ColumnsState> {
  readonly edit: (table: LogTable, change: (choice: ColumnChoice) => ColumnChoice) => void;
  readonly sortBy: (table: LogTable, sort: Sort) => void;
  /** Gives up orders by columns of a file: another workspace need not have them. */
  readonly forgetOwnColumns: () => void;
}

const NEWEST: ColumnsState['sorts'] = {
  audit: NEWEST_FIRST,
  usage: NEWEST_FIRST,
  all: NEWEST_FIRST,
  details: NEWEST_FIRST,
  calls: NEWEST_FIRST,
};

export function createColumnsStore(storage: SettingsStorage): ColumnsStore {
  const schema: v.GenericSchema<unknown, ColumnsState['choices']> = choices;
  const stored = storedValue(storage, 'trailglass.columns', schema, TABLE_COLUMNS);
  const storedSorts = storedValue(storage, 'trailglass.sorts', sorts, NEWEST);
  const store = createStore<ColumnsState>(() => ({
    choices: stored.read(),
    sorts: withoutOwnColumns(storedSorts.read()),
  }));

  function edit(table: LogTable, change: (before: ColumnChoice) => ColumnChoice): void {
    store.setState(({ choices: before }) => ({ choices: { ...before, [table]: change(before[table]) } }));
    stored.write(store.getState().choices);
  }

  function sortBy(table: LogTable, sort: Sort): void {
    store.setState(({ sorts: before }) => ({ sorts: { ...before, [table]: sort } }));
    storedSorts.write(store.getState().sorts);
  }

  const forgetOwnColumns = (): void =>
    store.setState(({ sorts: before }) => ({ sorts: withoutOwnColumns(before) }));

  return Object.assign(store, { edit, sortBy, forgetOwnColumns });
}

function withoutOwnColumns(orders: ColumnsState['sorts']): ColumnsState['sorts'] {
  const known = (order: Sort): Sort => (parseFieldRef(order.field).kind === 'extra' ? NEWEST_FIRST : order);
  return {
    audit: known(orders.audit),
    usage: known(orders.usage),
    all: known(orders.all),
    details: known(orders.details),
    calls: known(orders.calls),
  };
}

/** The order after a click on a heading: descending first, then ascending, then newest first again. */
export function nextSort(sort: Sort, field: string): Sort {
  if (sort.field !== field) return { field, descending: true };
  if (sort.descending) return { field, descending: false };
  return NEWEST_FIRST;
}
