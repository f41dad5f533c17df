import { describe, expect, it } from 'vitest';
import { createColumnQueryEngine } from '../../electron/engine/query/column-query-engine.ts';
import { AppError } from '../../shared/errors.ts';
import type { Clause, Filter } from '../../shared/filter/filter.ts';
import { EMPTY_FILTER } from '../../shared/filter/filter.ts';
import { parseWritten } from '../../shared/filter/written.ts';
import { type TestEvent, writeEvents } from '../engine/query/dataset.ts';
import { freshWorkspace } from '../engine/store/fixtures.ts';
import { compileFilter } from './compile.ts';
import { fieldCatalog } from './field-sql.ts';
import { createSqlQueryEngine } from './sql-query-engine.ts';

const NEWEST = { field: 'id', descending: false } as const;
const catalog = fieldCatalog(
  new Map([
    [5, 'Score'],
    [6, 'User ID'],
  ]),
);

const of = (...clauses: Clause[]): Filter => ({
  ...EMPTY_FILTER,
  chips: clauses.map((clause) => ({ clause, off: false })),
});
const where = (written: string): Filter => of(...parseWritten(written));

const CASES: [written: string, sql: string, values: unknown[], ids: number[]][] = [
  ['', '1', [], [1, 2, 3, 4, 5]],
  ['model:"o1"', '"model" IN (?)', ['o1'], [2]],
  ['-model:"o1"', '("model" IN (?)) IS NOT TRUE', ['o1'], [1, 3, 4, 5]],
  ['model:null', '"model" IS NULL', [], [4, 5]],
  ['-model:null', '("model" IS NULL) IS NOT TRUE', [], [1, 2, 3]],
  ['model:("o1" OR null)', '("model" IS NULL) OR ("model" IN (?))', ['o1'], [2, 4, 5]],
  ['byok:true', '"byok" IN (?)', [1n], [3]],
  ['-byok:true', '("byok" IN (?)) IS NOT TRUE', [1n], [1, 2, 4, 5]],
  ['credits:>0.1', '"credits" > ?', [100_000_000n], [2]],
  ['credits:0.1', '"credits" >= ? AND "credits" <= ?', [100_000_000n, 100_000_000n], [1]],
  ['credits:<1e-12', '"credits" <= ?', [0n], [4]],
  ['credits:*', '"credits" IS NOT NULL', [], [1, 2, 4]],
  ['model:GPT*', 'tg_matches(?, ?, "model")', ['GPT*', 0], [1, 3]],
  ['model:*', '"model" IS NOT NULL', [], [1, 2, 3]],
  ['extra.Score:>9', "tg_number((extra ->> '$.c5')) > ?", [9], [2]],
  ['"User ID":"u 1"', "(extra ->> '$.c6') IN (?)", ['u 1'], [1]],
  ['extra.nothing:"x"', 'NULL IN (?)', ['x'], []],
  ['-extra.nothing:"x"', '(NULL IN (?)) IS NOT TRUE', ['x'], [1, 2, 3, 4, 5]],
  ['source:"2"', 'event.source IN (?)', [2n], []],
  [
    'source:"events.csv"',
    'event.source IN (SELECT id FROM source WHERE name IN (?))',
    ['events.csv'],
    [1, 2, 3, 4, 5],
  ],
  [
    '-(model:"o1" credits:>0)',
    '(("model" IN (?)) AND ("credits" > ?)) IS NOT TRUE',
    ['o1', 0n],
    [1, 3, 4, 5],
  ],
  ['model:"o1" OR byok:true', '("model" IN (?)) OR ("byok" IN (?))', ['o1', 1n], [2, 3]],
];

const EVENTS: TestEvent[] = [
  {
    fields: { model: 'gpt-4o', credits: 100_000_000n },
    extra: [
      ['Score', '9'],
      ['User ID', 'u 1'],
    ],
  },
  { fields: { model: 'o1', credits: 10_000_000_000n }, extra: [['Score', '10']] },
  { fields: { model: 'GPT-4o', byok: 1 }, extra: [['Score', 'n/a']] },
  { fields: { credits: 0n, byok: 0 }, extra: [] },
  { fields: { detail: '{"path":"/a"}', resource: 'visible\u0000hidden \u202Etxt' }, extra: [] },
];

/** A workspace whose extra columns have the ids of {@link catalog}. */
function workspace() {
  const ws = freshWorkspace();
  const filler = ['c1', 'c2', 'c3', 'c4', 'Score', 'User ID'].map((name) => [name, ''] as const);
  writeEvents(ws, [{ fields: {}, extra: filler }], 'filler.csv');
  return ws;
}

describe('a filter compiles to', () => {
  it.each(CASES)('%s', (written, sql, values) => {
    const compiled = compileFilter(where(written), catalog);
    expect(compiled.text).toBe(sql);
    expect(compiled.values).toEqual(values);
  });

  it('bounds of time, where undated events fall out', () => {
    const compiled = compileFilter(
      { ...EMPTY_FILTER, time: { ...EMPTY_FILTER.time, from: 5, to: 9 } },
      catalog,
    );
    expect(compiled.text).toBe('(time >= ?) AND (time < ?)');
    expect(compiled.values).toEqual([5, 9]);
  });

  it('nothing of a chip that is off', () => {
    const [clause] = parseWritten('model:"o1"');
    if (clause === undefined) throw new Error('one clause expected');
    expect(compileFilter({ ...EMPTY_FILTER, chips: [{ clause, off: true }] }, catalog).text).toBe('1');
  });
});

const ENGINES = [
  ['SQL', createSqlQueryEngine],
  ['the column index', createColumnQueryEngine],
] as const;

describe.each(ENGINES)('a filter, over %s, lets through', (_, create) => {
  const ws = () => {
    const fresh = freshWorkspace();
    writeEvents(fresh, EVENTS);
    return create(fresh);
  };

  it('the events it says', () => {
    const engine = ws();
    for (const [written, , , ids] of CASES) {
      expect([written, [...engine.matching(where(written), NEWEST).ids]]).toEqual([written, ids]);
    }
  });

  it('text behind a NUL character, which SQL would not see', () => {
    const engine = ws();
    expect([...engine.matching(where('hidden'), NEWEST).ids]).toEqual([5]);
    expect([...engine.matching(where('resource:*HIDDEN*'), NEWEST).ids]).toEqual([5]);
  });

  it('long lists of values, and hundreds of alternatives', () => {
    const engine = ws();
    const many = Array.from({ length: 40_000 }, (_, index) => `no such model ${index}`);
    const facet: Clause = { kind: 'facet', field: 'model', include: [...many, 'o1'], exclude: [] };
    expect([...engine.matching(of(facet), NEWEST).ids]).toEqual([2]);
    const alternatives = Array.from({ length: 3_000 }, (_, index) => `credits:${index + 1}`).join(' OR ');
    expect([...engine.matching(where(alternatives), NEWEST).ids]).toEqual([2]);
    expect([...engine.matching(of(...parseWritten(`-(${alternatives})`)), NEWEST).ids]).toEqual([1, 3, 4, 5]);
  });

  it('nothing more when it nests without end', () => {
    let clause: Clause = { kind: 'text', field: null, pattern: 'x', literal: true };
    for (let depth = 0; depth < 500; depth += 1) clause = { kind: 'group', op: 'not', clauses: [clause] };
    expect(() => ws().matching(of(clause), NEWEST)).toThrow(/nests at most/);
  });
});

describe.each(ENGINES)('a filter, over %s, is refused', (_, create) => {
  const refusal = (written: string): [string, string] => {
    try {
      create(workspace()).matching(where(written), NEWEST);
    } catch (error) {
      if (error instanceof AppError) return [error.code, error.message];
      throw error;
    }
    return ['none', ''];
  };

  it('with a hint when it names what is not there', () => {
    expect(refusal('acter:"x"')).toEqual([
      'UNKNOWN_FIELD',
      'No field or column of this workspace is called "acter". Did you mean actor?',
    ]);
    expect(refusal('Scor:"x"')[1]).toContain('Did you mean Score?');
    expect(refusal('qqq:"x"')[1]).toContain('Check its spelling.');
  });

  it('when it asks for a range over text', () => {
    const clause: Clause = { kind: 'range', field: 'actor', min: { value: 1, inclusive: true }, max: null };
    expect(() => create(workspace()).matching(of(clause), NEWEST)).toThrow(/Actor has no order/);
  });
});
