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
const choices = v.object({ audit: choice, usage: choice, all: choice });
const sort = v.object({ field: v.string(), descending: v.boolean() });
const sorts = v.object({ audit: sort, usage: sort, all: sort });

/** Columns and order of the grid, per scope; remembered. */
export interface ColumnsState {
  readonly choices: Readonly<Record<Scope, ColumnChoice>>;
  readonly sorts: Readonly<Record<Scope, Sort>>;
}

export interface ColumnsStore extends StoreApi<ColumnsState> {
  readonly edit: (scope: Scope, change: (choice: ColumnChoice) => ColumnChoice) => void;
  readonly sortBy: (scope: Scope, sort: Sort) => void;
  /** Gives up orders by columns of a file: another workspace need not have them. */
  readonly forgetOwnColumns: () => void;
}

const DEFAULTS = { audit: NO_CHOICE, usage: NO_CHOICE, all: NO_CHOICE };
const NEWEST = { audit: NEWEST_FIRST, usage: NEWEST_FIRST, all: NEWEST_FIRST };

export function createColumnsStore(storage: SettingsStorage): ColumnsStore {
  const schema: v.GenericSchema<unknown, Readonly<Record<Scope, ColumnChoice>>> = choices;
  const stored = storedValue(storage, 'trailglass.columns', schema, DEFAULTS);
  const storedSorts = storedValue(storage, 'trailglass.sorts', sorts, NEWEST);
  const store = createStore<ColumnsState>(() => ({
    choices: stored.read(),
    sorts: withoutOwnColumns(storedSorts.read()),
  }));

  function edit(scope: Scope, change: (before: ColumnChoice) => ColumnChoice): void {
    store.setState(({ choices: before }) => ({ choices: { ...before, [scope]: change(before[scope]) } }));
    stored.write(store.getState().choices);
  }

  function sortBy(scope: Scope, sort: Sort): void {
    store.setState(({ sorts: before }) => ({ sorts: { ...before, [scope]: sort } }));
    storedSorts.write(store.getState().sorts);
  }

  const forgetOwnColumns = (): void =>
    store.setState(({ sorts: before }) => ({ sorts: withoutOwnColumns(before) }));

  return Object.assign(store, { edit, sortBy, forgetOwnColumns });
}

function withoutOwnColumns(orders: ColumnsState['sorts']): ColumnsState['sorts'] {
  const known = (order: Sort): Sort => (parseFieldRef(order.field).kind === 'extra' ? NEWEST_FIRST : order);
  return { audit: known(orders.audit), usage: known(orders.usage), all: known(orders.all) };
}

/** The order after a click on a heading: descending first, then ascending, then newest first again. */
export function nextSort(sort: Sort, field: string): Sort {
  if (sort.field !== field) return { field, descending: true };
  if (sort.descending) return { field, descending: false };
  return NEWEST_FIRST;
}
