import type { Measure } from '../../../../shared/domain/measures.ts';
import { isCost } from '../../../../shared/usage/group-value.ts';
import { BIG_NULL, type Codes } from '../../columns/column.ts';
import type { Checkpoint, LoadedBigs, LoadedColumns, LoadedNumbers, Matches } from '../loaded-columns.ts';
import { Recent } from '../recent.ts';
import { once } from './column-facts.ts';
import { addCodes } from './gather-codes.ts';
import { compareKeys } from './group-field.ts';
import { forEachStretch, STRETCH_EVENTS } from './matched-positions.ts';

/** The fields that are amounts in the currency of their event. */
export const COSTS = ['cost', 'byokCost'] as const;
type Cost = (typeof COSTS)[number];

/** A currency that costs are in. */
export interface Currency {
  /** From 1 on; an event without a cost has 0. */
  readonly code: number;
  /** Null where the log names none: that is a currency of its own. */
  readonly name: string | null;
}

/** The currencies of all costs of a workspace. */
export interface WorkspaceCurrencies {
  readonly all: readonly Currency[];
  /** The currency of each event's cost; null where all costs are in one. */
  readonly codes: Codes | null;
}

/** The costs of some events. */
export interface AskedCosts {
  /**
   * The columns to add up: where there are several currencies, those in which only costs in the one that is told are
   * there, so that nothing that is added up is of two.
   */
  readonly columns: LoadedColumns;
  /** The columns with the costs in all currencies. */
  readonly whole: LoadedColumns;
  /** Most events first, then by name; those that no matching event has a cost in are left out. */
  readonly currencies: readonly Currency[];
  /** Where there are several: which one each cost is told in. */
  readonly told: Readonly<Record<Cost, Currency>> | null;
  readonly known: WorkspaceCurrencies;
}

/**
 * Finds out which currencies the costs of the matching events are in.
 * @param wanted the currency to tell costs in where any is in it; undefined leaves it to the events
 * @throws CANCELLED
 */
export function askedCosts(
  columns: LoadedColumns,
  matches: Matches,
  checkpoint: Checkpoint,
  wanted?: string | null,
): AskedCosts {
  const known = once(columns, 'currencies of costs', () => workspaceCurrencies(columns));
  const { codes, all } = known;
  if (codes === null) return { columns, whole: columns, currencies: all, told: null, known };
  const inOrder = (own: Codes): Currency[] => {
    const events = countCodes(own, all.length, columns.count, matches, checkpoint);
    const has = ({ code }: Currency): number => events[code] ?? 0;
    return all.filter((one) => has(one) > 0).sort((a, b) => has(b) - has(a) || compareKeys(a.name, b.name));
  };
  const currencies = inOrder(codes);
  const [first] = currencies;
  if (first === undefined || currencies.length === 1) {
    return { columns, whole: columns, currencies, told: null, known };
  }
  // Each cost by itself: the provider cost of own keys may be in other currencies than what the platform charges.
  const toldOf = (name: Cost): Currency => {
    const own = inOrder(codesOf(columns, codes, name));
    return own.find((one) => one.name === wanted) ?? own[0] ?? first;
  };
  const told = { cost: toldOf('cost'), byokCost: toldOf('byokCost') };
  return { columns: costsIn(columns, codes, told), whole: columns, currencies, told, known };
}

/** What to say of figures of a measure: the currency they are in, where there are several. */
export function statedCurrency(
  { currencies, told }: AskedCosts,
  measure: Measure,
): { readonly currency?: string | null } {
  if (told === null) return {};
  const one = isCost(measure) ? told[measure] : currencies[0];
  return { currency: one?.name ?? null };
}

/** The currency of each event's cost of one kind. */
function codesOf(columns: LoadedColumns, codes: Codes, name: Cost): Codes {
  return once(columns, `currencies of ${name}`, () => {
    const column = columns.numbers(name);
    return codes.map((code, position) => (column !== null && isThere(column, position) ? code : 0));
  });
}

function workspaceCurrencies(columns: LoadedColumns): WorkspaceCurrencies {
  const costs = COSTS.flatMap((name) => columns.numbers(name) ?? []);
  const texts = columns.texts('currency');
  if (costs.length === 0) return { all: [], codes: null };
  if (texts === null) return { all: [{ code: 1, name: null }], codes: null };
  const { count } = columns;
  const own = new Uint32Array(texts.size + 1);
  const codes = texts.size < 255 ? new Uint8Array(count) : new Uint32Array(count);
  const all: Currency[] = [];
  for (let position = 0; position < count; position += 1) {
    if (!costs.some((column) => isThere(column, position))) continue;
    const text = texts.codes[position] ?? 0;
    let code = own[text] ?? 0;
    if (code === 0) {
      code = all.length + 1;
      own[text] = code;
      all.push({ code, name: text === 0 ? null : texts.text(text) });
    }
    codes[position] = code;
  }
  return { all, codes: all.length > 1 ? codes : null };
}

function isThere(column: LoadedNumbers | LoadedBigs, position: number): boolean {
  if (column.kind === 'big') return column.values[position] !== BIG_NULL;
  const value = column.values[position] ?? Number.NaN;
  return value !== column.nullValue && !Number.isNaN(value);
}

/** How many of the matching events have each code. */
function countCodes(
  codes: Codes,
  size: number,
  count: number,
  matches: Matches,
  checkpoint: Checkpoint,
): Uint32Array {
  const events = new Uint32Array(size + 1);
  const cells = new Int32Array(Math.min(count, STRETCH_EVENTS));
  forEachStretch(count, matches, checkpoint, (positions, found) => {
    cells.fill(0, 0, found);
    addCodes(codes, 1, positions, found, cells);
    for (let i = 0; i < found; i += 1) {
      const code = cells[i] ?? 0;
      events[code] = (events[code] ?? 0) + 1;
    }
  });
  return events;
}

/** Columns kept in which costs are of one currency: they are as large as the costs themselves. */
const KEPT = 2;

/** The same columns, in which costs in other currencies are absent. */
function costsIn(
  columns: LoadedColumns,
  codes: Codes,
  told: Readonly<Record<Cost, Currency>>,
): LoadedColumns {
  const kept = once(columns, 'costs in one currency', () => new Recent<LoadedColumns>(KEPT, () => 1));
  return kept.get(COSTS.map((name) => told[name].code).join(' '), () => {
    const costs = new Map(
      COSTS.map((name) => [name as string, only(columns.numbers(name), codes, told[name].code)] as const),
    );
    return {
      revision: columns.revision,
      count: columns.count,
      idAt: (position) => columns.idAt(position),
      positionOf: (id) => columns.positionOf(id),
      texts: (name) => columns.texts(name),
      numbers: (name) => (costs.has(name) ? (costs.get(name) ?? null) : columns.numbers(name)),
      timeOrder: () => columns.timeOrder(),
    };
  });
}

function only(
  column: LoadedNumbers | LoadedBigs | null,
  codes: Codes,
  currency: number,
): LoadedNumbers | LoadedBigs | null {
  if (column === null) return null;
  if (column.kind === 'big') {
    const values = column.values.slice();
    for (let position = 0; position < codes.length; position += 1)
      if (codes[position] !== currency) values[position] = BIG_NULL;
    return { ...column, values };
  }
  const values = column.values.slice();
  for (let position = 0; position < codes.length; position += 1)
    if (codes[position] !== currency) values[position] = column.nullValue;
  return { ...column, values };
}
