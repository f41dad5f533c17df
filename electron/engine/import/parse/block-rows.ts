import { FIELD_NAMES, type FieldName, fieldSpec } from '../../../../shared/domain/fields.ts';
import { type Column, PLACE_NAMES, type PlaceName } from '../../columns/column.ts';
import { NumberBuilder, TextBuilder } from '../../columns/column-builder.ts';
import type { RecordPlace, StoredValue } from '../../record.ts';
import { BLOCK_RECORDS, IDENTIFIED_BY, type ParsedBlock } from './parsed-block.ts';

/** The rows of one block, collected column by column. */
export class BlockRows {
  count = 0;
  /** Two numbers for each row. */
  identities: Uint32Array;
  #natives: Uint8Array;
  #hasNatives = false;
  /** Fields whose texts mostly differ, once it is finished. */
  readonly #differing = new Set<string>();
  readonly #places = PLACE_NAMES.map(() => new NumberBuilder());
  readonly #fields: readonly (TextBuilder | NumberBuilder)[];

  /**
   * @param records how many there will probably be
   * @param before the block before
   */
  constructor(records: number, before: BlockRows | null) {
    this.#fields = FIELD_NAMES.map((name) => {
      const { kind } = fieldSpec(name);
      if (kind !== 'text' && kind !== 'json') return new NumberBuilder();
      return new TextBuilder(before === null ? false : before.#differing.has(name));
    });
    const most = Math.max(1, Math.min(records, BLOCK_RECORDS));
    this.identities = new Uint32Array(most * 2);
    this.#natives = new Uint8Array(most);
  }

  /** Says by what the next row is identified, and makes room for its identity. */
  identifiedBy(way: number): void {
    if (this.count === this.#natives.length) {
      const natives = new Uint8Array(this.count * 2);
      natives.set(this.#natives);
      this.#natives = natives;
      const identities = new Uint32Array(this.count * 4);
      identities.set(this.identities);
      this.identities = identities;
    }
    this.#natives[this.count] = way;
    if (way !== IDENTIFIED_BY.bytes) this.#hasNatives = true;
  }

  /** Adds a row. */
  add(place: RecordPlace, values: readonly StoredValue[]): void {
    for (const [index, name] of PLACE_NAMES.entries()) this.#places[index]?.add(place[name]);
    for (let index = 0; index < this.#fields.length; index += 1) {
      const value = values[index] ?? null;
      if (value === null) continue;
      const builder = this.#fields[index];
      builder?.padTo(this.count);
      if (builder instanceof TextBuilder) builder.add(String(value));
      else builder?.add(typeof value === 'string' ? null : value);
    }
    this.count += 1;
  }

  /** The columns of all rows. */
  finish(): Pick<ParsedBlock, 'events' | 'identities' | 'native'> {
    const columns = new Map<FieldName | PlaceName, Column>();
    const add = (name: FieldName | PlaceName, column: Column | null | undefined) => {
      if (column !== null && column !== undefined) columns.set(name, column);
      if (column?.kind === 'text') this.#differing.add(name);
    };
    for (const [index, name] of PLACE_NAMES.entries()) add(name, this.#places[index]?.finish());
    for (const [index, name] of FIELD_NAMES.entries()) {
      this.#fields[index]?.padTo(this.count);
      add(name, this.#fields[index]?.finish());
    }
    return {
      events: { count: this.count, columns },
      identities: this.identities.slice(0, this.count * 2),
      native: this.#hasNatives ? this.#natives.slice(0, this.count) : null,
    };
  }
}
