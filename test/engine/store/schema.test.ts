import { describe, expect, it } from 'vitest';
import { BATCH_META_COLUMNS } from '../../../electron/engine/store/batch-row.ts';
import {
  CONTENT_COLUMNS,
  EVIDENCE_TABLES,
  PLACE_COLUMNS,
} from '../../../electron/engine/store/evidence-tables.ts';
import { ROW_COLUMNS } from '../../../electron/engine/store/rows/row-layout.ts';
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
  text: 'ANY',
  json: 'ANY',
  integer: 'INTEGER',
  decimal: 'INTEGER',
  instant: 'INTEGER',
  boolean: 'INTEGER',
};

describe('the schema', () => {
  it('holds every field of the field table, with its type', () => {
    const types = new Map(columnsOf('event_data').map(({ name, type }) => [name, type]));
    for (const name of FIELD_NAMES) expect(types.get(name)).toBe(TYPE_OF[fieldSpec(name).kind]);
    expect(namesOf('event_data')).toEqual(['id', ...ROW_COLUMNS]);
  });

  it('finds an event by its id without looking at others', () => {
    const { db } = freshWorkspace();
    for (const condition of ['id = 5', 'id IN (2, 3)', 'id BETWEEN 2 AND 9']) {
      const plan = db.prepare(`EXPLAIN QUERY PLAN SELECT * FROM event WHERE ${condition}`).all();
      expect(JSON.stringify(plan)).toContain('SEARCH d USING INTEGER PRIMARY KEY');
      expect(JSON.stringify(plan)).not.toContain('SCAN d');
    }
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
      if (table.line === null) continue;
      // The data of a raw block is covered by its SHA-256.
      const covered = namesOf(table.name).filter((name) => name !== 'data');
      for (const name of covered)
        expect(table.line.text).toContain(`"${name}"`.replace('"sha256"', 'hex(sha256)'));
    }
  });
});
