import type { Column } from '../../../electron/engine/columns/column.ts';
import { NumberBuilder, TextBuilder } from '../../../electron/engine/columns/column-builder.ts';
import type { EventBatch, RecordPlace, StoredValue } from '../../../electron/engine/record.ts';
import { FIELD_NAMES, fieldSpec } from '../../../shared/domain/fields.ts';

/** An event by itself, as tests think of it. */
export interface NewEvent {
  readonly place: RecordPlace;
  /** One value per field, in the order of `FIELD_NAMES`. */
  readonly values: readonly StoredValue[];
  /** JSON object of extra columns, keyed `c<extra column id>`; null when there are none. */
  readonly extra: string | null;
  readonly identity: Uint8Array;
}

type BatchColumns = Map<Parameters<EventBatch['columns']['get']>[0], Column>;

/** Takes events, one by one, to the columns of a batch. */
export function eventBatchOf(events: readonly NewEvent[]): EventBatch {
  const columns: BatchColumns = new Map();
  const add = (
    name: 'line' | 'byteOffset' | 'byteLength' | (typeof FIELD_NAMES)[number],
    column: Column | null,
  ) => {
    if (column !== null) columns.set(name, column);
  };
  add(
    'line',
    numbers(events, ({ place }) => place.line),
  );
  add(
    'byteOffset',
    numbers(events, ({ place }) => place.byteOffset),
  );
  add(
    'byteLength',
    numbers(events, ({ place }) => place.byteLength),
  );
  FIELD_NAMES.forEach((name, index) => {
    const { kind } = fieldSpec(name);
    const value = (event: NewEvent) => event.values[index] ?? null;
    add(name, kind === 'text' || kind === 'json' ? texts(events, value) : numbers(events, value));
  });
  addExtra(events, columns);
  const identities = Buffer.concat(events.map((event) => event.identity));
  return { count: events.length, columns, identities };
}

function numbers(events: readonly NewEvent[], value: (event: NewEvent) => StoredValue): Column | null {
  const builder = new NumberBuilder();
  for (const event of events) {
    const number = value(event);
    builder.add(typeof number === 'string' ? null : number);
  }
  return builder.finish();
}

function texts(events: readonly NewEvent[], value: (event: NewEvent) => StoredValue): Column | null {
  const builder = new TextBuilder();
  for (const event of events) {
    const text = value(event);
    builder.add(text === null ? null : String(text));
  }
  return builder.finish();
}

function addExtra(events: readonly NewEvent[], columns: BatchColumns): void {
  const builders = new Map<string, TextBuilder>();
  events.forEach(({ extra }, row) => {
    if (extra === null) return;
    for (const [key, value] of Object.entries(JSON.parse(extra) as Readonly<Record<string, string>>)) {
      const builder = builders.get(key) ?? new TextBuilder();
      builders.set(key, builder);
      builder.padTo(row);
      builder.add(value);
    }
  });
  for (const [key, builder] of builders) {
    builder.padTo(events.length);
    const column = builder.finish();
    if (column !== null) columns.set(key as `c${number}`, column);
  }
}
