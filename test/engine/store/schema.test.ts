import { describe, expect, it } from 'vitest';
import { BATCH_META_COLUMNS } from '../../../electron/engine/store/batch-row.ts';
import {
  CONTENT_COLUMNS,
  EVIDENCE_TABLES,
  PLACE_COLUMNS,
} from '../../../electron/engine/store/evidence-tables.ts';
import { SOURCE_COLUMNS } from '../../../electron/engine/store/source-row.ts';
import { FIELD_NAMES, type FieldKind, fieldSpec } from '../../../shared/domain/fields.ts';
import { freshWorkspace } from './fixtures.ts';

interface Column {
  readonly name: string;
  readonly type: string;
}

const columnsOf = (table: string): Column[] =>
  freshWorkspace().db.prepare<[string], Column>('SELECT name, type FROM pragma_table_info(?)').all(table);
const namesOf = (table: string) => columnsOf(table).map((column) => column.name);

const TYPE_OF: Record<FieldKind, string> = {
  text: 'TEXT',
  json: 'TEXT',
  integer: 'INTEGER',
  decimal: 'INTEGER',
  instant: 'INTEGER',
  boolean: 'INTEGER',
};

describe('the schema', () => {
  it('holds every field of the field table, in its order and with its type', () => {
    const columns = columnsOf('event').filter(({ name }) =>
      (FIELD_NAMES as readonly string[]).includes(name),
    );
    expect(columns).toEqual(FIELD_NAMES.map((name) => ({ name, type: TYPE_OF[fieldSpec(name).kind] })));
  });

  it('shows every field in the view', () => {
    expect(namesOf('events')).toEqual(
      expect.arrayContaining(['id', 'time_utc', 'source', 'extra', ...FIELD_NAMES]),
    );
  });

  it('is covered by the hash chain, column by column', () => {
    expect(namesOf('event')).toEqual(['id', ...PLACE_COLUMNS, ...CONTENT_COLUMNS]);
    expect(namesOf('source')).toEqual([...SOURCE_COLUMNS]);
    expect(namesOf('batch').toSorted()).toEqual(
      [...BATCH_META_COLUMNS, 'identities', 'digest', 'head'].toSorted(),
    );
    for (const table of EVIDENCE_TABLES) {
      // The data of a raw block is covered by its SHA-256.
      const covered = namesOf(table.name).filter((name) => name !== 'data');
      for (const name of covered)
        expect(table.line.text).toContain(`"${name}"`.replace('"sha256"', 'hex(sha256)'));
    }
  });
});
