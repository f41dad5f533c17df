import { type ColumnOrder, orderOfNumbers, orderOfRanks } from './column-order.ts';
import type { StoredColumns } from './column-store.ts';
import type { CountedMatches } from './counted-matches.ts';
import type { FieldColumn } from './field-column.ts';
import type { Checkpoint, LoadedBigs, LoadedNumbers } from './loaded-columns.ts';
import { STRETCH } from './narrow-mask.ts';
import {
  listedMatches,
  matchesInPlace,
  type OrderedMatches,
  pickMatches,
  positionsOf,
} from './ordered-matches.ts';
import { Recent } from './recent.ts';
import { ranksOfTexts } from './text-ranks.ts';

/** Bytes of orders kept: two of filters and two of columns, of ten million events each. */
const ORDER_BYTES = 80 * 1024 * 1024;

/** From this share of all events on, all are sorted once, rather than those of each filter anew. */
const SORT_ALL_FROM = 1 / 8;

const ID_ORDER: Omit<ColumnOrder, 'valued'> = { positions: null };

/**
 * Orders of one revision of the workspace. Text is ordered as SQLite's NOCASE does, then by its bytes; extra columns
 * put numbers before text. Events without a value come last either way; ties go by id.
 */
export class EventOrders {
  readonly #columns: StoredColumns;
  /** Of filters, by field and filter. */
  readonly #matches = new Recent<OrderedMatches>(ORDER_BYTES, ({ byteLength }) => byteLength);
  /** Of all events, by field. */
  readonly #all = new Recent<ColumnOrder>(ORDER_BYTES, ({ positions }) => positions?.byteLength ?? 0);
  /** Of the different texts of a field. */
  readonly #ranks = new Recent<Uint32Array>(ORDER_BYTES, (ranks) => ranks.byteLength);

  constructor(columns: StoredColumns) {
    this.#columns = columns;
  }

  /** @param key tells the filter of the matches from others */
  ordered(key: string, matches: CountedMatches, field: FieldColumn, checkpoint: Checkpoint): OrderedMatches {
    return this.#matches.get(JSON.stringify([field.ref, key]), () => {
      const sortAll = matches.count >= this.#columns.count * SORT_ALL_FROM || field.name === 'time';
      return sortAll || this.#all.has(field.ref)
        ? pickMatches(matches, this.#orderOfAll(field, checkpoint), checkpoint)
        : this.#sorted(matches, field, checkpoint);
    });
  }

  #orderOfAll(field: FieldColumn, checkpoint: Checkpoint): ColumnOrder {
    if (field.name === 'time') return this.#columns.byTime();
    return this.#all.get(field.ref, () => {
      const { count } = this.#columns;
      const values = this.#valuesOf(field, null, checkpoint);
      if (values === 'ids') return { ...ID_ORDER, valued: count };
      if (values === null) return { ...ID_ORDER, valued: 0 };
      return values instanceof Uint32Array
        ? orderOfRanks(values, count, checkpoint)
        : orderOfNumbers(values, count, checkpoint);
    });
  }

  #sorted(matches: CountedMatches, field: FieldColumn, checkpoint: Checkpoint): OrderedMatches {
    const positions = positionsOf(matches);
    const values = this.#valuesOf(field, positions, checkpoint);
    if (values === 'ids') return matchesInPlace(matches, this.#columns.count);
    if (values === null) return matchesInPlace(matches, 0);
    const order =
      values instanceof Uint32Array
        ? orderOfRanks(values, positions.length, checkpoint)
        : orderOfNumbers(values, positions.length, checkpoint);
    const sorted = order.positions?.map((place) => positions[place] ?? 0) ?? positions;
    return listedMatches(sorted, order.valued);
  }

  /**
   * What events are sorted by: the numbers or the ranks of the texts at these positions, or everywhere; null when
   * no event has a value.
   */
  #valuesOf(
    field: FieldColumn,
    positions: Uint32Array | null,
    checkpoint: Checkpoint,
  ): Uint32Array | LoadedNumbers | LoadedBigs | 'ids' | null {
    const { name, kind } = field;
    if (kind === 'id') return 'ids';
    if (name === null) return null;
    if (kind !== 'text' && kind !== 'json' && kind !== 'extra') {
      const numbers = this.#columns.numbers(name);
      return numbers === null || positions === null ? numbers : gathered(numbers, positions);
    }
    const texts = this.#columns.texts(name);
    if (texts === null) return null;
    const ranks = this.#ranks.get(field.ref, () => ranksOfTexts(texts, kind === 'extra', checkpoint));
    const { codes } = texts;
    const values = new Uint32Array(positions?.length ?? this.#columns.count);
    for (let at = 0; at < values.length; at += 1) {
      if (at % STRETCH === 0) checkpoint.throwIfCancelled();
      values[at] = ranks[codes[positions === null ? at : (positions[at] as number)] as number] as number;
    }
    return values;
  }
}

/** A column of just some positions. */
function gathered(numbers: LoadedNumbers | LoadedBigs, positions: Uint32Array): LoadedNumbers | LoadedBigs {
  if (numbers.kind === 'big') {
    const { values } = numbers;
    return { kind: 'big', values: BigInt64Array.from(positions, (position) => values[position] ?? 0n) };
  }
  const { values } = numbers;
  const type = values.constructor as new (length: number) => typeof values;
  const some = new type(positions.length);
  for (let at = 0; at < some.length; at += 1) some[at] = values[positions[at] as number] as number;
  return { ...numbers, values: some };
}
