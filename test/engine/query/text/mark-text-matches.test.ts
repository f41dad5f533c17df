import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markTextMatches } from '../../../../electron/engine/query/text/mark-text-matches.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { TextClause } from '../../../../shared/filter/filter.ts';
import { parseWritten } from '../../../../shared/filter/written.ts';
import { freshWorkspace } from '../../store/fixtures.ts';
import { isFound, isValue } from './naive-search.ts';
import {
  everything,
  found,
  type LogShape,
  marked,
  PLAIN,
  record,
  regex,
  type SearchedEvent,
  sourceOf,
  unhurried,
  writeLog,
} from './searched-log.ts';

/** Positions a clause finds in a log of its own. */
function search(events: readonly SearchedEvent[], clause: TextClause, shape: LogShape = PLAIN): number[] {
  const ws = freshWorkspace();
  writeLog(ws, events, shape);
  const source = sourceOf(ws);
  return marked(markTextMatches(source, clause, everything(source), unhurried));
}

/** Pieces that meet in one text now and then, with what case folding, wildcards, JSON and encodings stumble over. */
const latin = [
  'a',
  'K',
  'k',
  'I',
  'i',
  's',
  'gpt',
  'GPT-4o',
  '*',
  '?',
  '.',
  ' ',
  '"',
  '\\',
  '\\u0067',
  'é',
  'É',
  'ü',
  'Ü',
  ',',
  '10',
];
const beyond = ['\u212A', '\u0130', '\u017F', 'σ', 'ς', 'Σ', 'ΟΔΟΣ', '😀', '日本', '\u202E', '\n', '\u0000'];
const texts = (parts: readonly string[]) =>
  fc.array(fc.constantFrom(...parts), { maxLength: 6 }).map((some) => some.join(''));
const shapes = fc.record({
  encoding: fc.constantFrom(
    'utf-8' as const,
    'utf-16le' as const,
    'utf-16be' as const,
    'windows-1252' as const,
  ),
  blockBytes: fc.constantFrom(3, 16, 64, 4_096),
  batch: fc.constantFrom(2, 5, 100),
  separator: fc.constantFrom('\n', ',', ''),
});

const logs = shapes.chain((shape) => {
  const text = texts(shape.encoding === 'windows-1252' ? latin : [...latin, ...beyond]);
  const anyText = texts([...latin, ...beyond]);
  const event = fc.record({
    raw: text,
    fields: fc.record({
      actor: fc.option(anyText),
      action: fc.option(fc.constantFrom('create', 'GPT')),
      time: fc.option(fc.integer({ min: 0, max: 5 })),
      detail: fc.option(anyText.map((note) => JSON.stringify({ note }))),
    }),
    extra: fc.option(anyText).map((value): [string, string][] => (value === null ? [] : [['Note', value]])),
  });
  return fc.record({ shape: fc.constant(shape), events: fc.array(event, { minLength: 1, maxLength: 25 }) });
});
const patterns = texts([...latin, ...beyond]).filter((pattern) => pattern !== '');

/** Every clause finds in a log what a plain evaluation finds. */
function holdsAgainst(
  { shape, events }: { shape: LogShape; events: readonly SearchedEvent[] },
  clauses: readonly TextClause[],
  holds: (clause: TextClause, event: SearchedEvent) => boolean,
): void {
  const ws = freshWorkspace();
  writeLog(ws, events, shape);
  const source = sourceOf(ws);
  for (const clause of clauses) {
    const marks = markTextMatches(source, clause, everything(source), unhurried);
    const expected = events.flatMap((event, at) => (holds(clause, event) ? [at] : []));
    expect({ clause, found: marked(marks) }).toEqual({ clause, found: expected });
  }
  ws.close();
}

const several = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: 1, maxLength: 8 });

describe('a search without a field', () => {
  it('finds what a plain evaluation finds', () => {
    const clauses = several(
      fc.tuple(patterns, fc.boolean()).map(([pattern, literal]) => found(pattern, literal)),
    );
    fc.assert(
      fc.property(logs, clauses, (log, some) => holdsAgainst(log, some, isFound)),
      { numRuns: 40 },
    );
  });

  it('finds with regular expressions what a plain evaluation finds', () => {
    const piece = fc.constantFrom(
      ...['a', 'k', 's', 'gpt', 'é', 'σ', '\\.', '[a-z]', '[^"]', '\\d', '(?:gpt|10)'],
      ...['(a|k)*', 'i+', '4o?', '日', 'p{1,2}', 'gp|10'],
    );
    const middle = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(''));
    const expressions = fc
      .tuple(fc.constantFrom('', '^'), middle, fc.constantFrom('', '$'))
      .map((parts) => regex(parts.join('')));
    fc.assert(
      fc.property(logs, several(expressions), (log, some) => holdsAgainst(log, some, isFound)),
      { numRuns: 40 },
    );
  });

  it('looks only at what other conditions leave', () => {
    const choices = fc.array(fc.boolean(), { minLength: 25, maxLength: 25 });
    fc.assert(
      fc.property(logs, patterns, choices, ({ shape, events }, pattern, kept) => {
        const ws = freshWorkspace();
        writeLog(ws, events, shape);
        const among = Uint8Array.from(events, (_, at) => (kept[at] ? 1 : 0));
        const marks = markTextMatches(sourceOf(ws), found(pattern), among, unhurried);
        ws.close();
        const expected = events.flatMap((event, at) =>
          kept[at] && isFound(found(pattern), event) ? [at] : [],
        );
        expect(marked(marks)).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('does not find what two records have together, nor what stands between them', () => {
    const events = [record('one two'), record('three'), record('four')];
    expect(search(events, found('two\nthree'))).toEqual([]);
    expect(search(events, found('\n'))).toEqual([]);
    expect(search(events, found('owthree'), { ...PLAIN, separator: '' })).toEqual([]);
    expect(search(events, regex('o.three'), { ...PLAIN, separator: '' })).toEqual([]);
  });

  it.each([
    ['k', '\u212A', 'Kelvin sign'],
    ['i', '\u0130', 'dotted capital I'],
    ['ΟΔΟΣ', 'οδος', 'final sigma'],
    ['STRASSE É', 'strasse é', 'accents'],
  ])('takes %s and %s for the same letters (%s)', (needle, text) => {
    const events = [
      record('-'),
      record(`<${text}>`),
      record('-', { actor: text }),
      record('-', { detail: text }),
    ];
    expect(search(events, found(needle))).toEqual([1, 2, 3]);
    expect(search(events, found(`*<${needle}*`, false))).toEqual([1]);
  });

  it('takes the long s for an s in expressions', () => {
    expect(search([record('pa\u017Fword'), record('pasword'), record('paword')], regex('pasword'))).toEqual([
      0, 1,
    ]);
  });

  it('resolves escapes of JSON in detail and changes, not in the raw record', () => {
    const json = '{"m":"\\u0067pt\\n"}';
    const events = [record('-', { detail: json }), record('-', { changes: json }), record(json)];
    expect(search(events, found('gpt'))).toEqual([0, 1]);
    expect(search(events, regex('GPT\\n'))).toEqual([0, 1]);
    expect(search(events, found('\\u0067'))).toEqual([0, 1, 2]);
  });

  it('finds a record that lies in many raw blocks', () => {
    const events = [record('begin'), record(`${'x'.repeat(5_000)}needle${'y'.repeat(5_000)}`), record('end')];
    expect(search(events, found('NEEDLE'), { ...PLAIN, blockBytes: 100 })).toEqual([1]);
    expect(search(events, regex('x+needle.*y$'), { ...PLAIN, blockBytes: 100 })).toEqual([1]);
  });

  it('finds numbers, times and names of keys as the record writes them', () => {
    const events = [record('{"spentCredits":1.50,"at":"2026-10-30 14:00"}', { credits: 1_500_000_000n })];
    for (const text of ['1.50', 'spentcredits', '30 14:0', '"at":'])
      expect(search(events, found(text))).toEqual([0]);
    expect(search(events, found('1.500'))).toEqual([]);
  });

  it('searches several sources, each in its encoding', () => {
    const ws = freshWorkspace();
    writeLog(ws, [record('Grüße'), record('nichts')], { ...PLAIN, encoding: 'windows-1252' }, 'a.log');
    writeLog(ws, [record('GRÜSSE, GRÜßE')], { ...PLAIN, encoding: 'utf-16be' }, 'b.log');
    writeLog(ws, [record('grüße')], PLAIN, 'c.log');
    const source = sourceOf(ws);
    expect(marked(markTextMatches(source, found('GRÜße'), everything(source), unhurried))).toEqual([0, 2, 3]);
  });
});

describe('texts that mostly differ', () => {
  const specials = ['gpt', '\u212Aey', 'pa\u017Fs', 'É', 'a*b', 'x\ny', '"quoted"', '\\', '日本', ''];
  const events = Array.from({ length: 900 }, (_, at): SearchedEvent => {
    const special = specials[at % specials.length] ?? '';
    const json = JSON.stringify({ at, special });
    return {
      raw: `raw ${at}`,
      fields: {
        actor: at % 4 === 0 ? null : `${special} ${at}`,
        detail: at % 3 === 0 ? json.replace('gpt', '\\u0067pt') : null,
      },
      extra: at % 5 === 0 ? [] : [['Note', at % 2 === 0 ? `${at} ${special}` : at === 501 ? '' : `${at}`]],
    };
  });
  const clauses = [
    ...['gpt', 'KEY', 'pass', 'é', '\n', '"', '\\u0067', '日', ' 7', '77 ', '\\'].map((text) => found(text)),
    ...['gp? *', '*9', '?', 'a\u2026'].map((text) => found(text, false)),
    ...['gpt', '^key \\d', 'pass 2', '^$', '\\d{3}$', 'x\ny', '[^ -~]'].map((pattern) => regex(pattern)),
  ];

  it('are searched as bytes with the same result', () =>
    holdsAgainst({ shape: PLAIN, events }, clauses, isFound));

  it('are compared as whole values with the same result', () => {
    const inField = clauses.map((clause) => ({ ...clause, field: 'actor' }));
    const any = { ...found('*', false), field: 'actor' };
    const actor = (clause: TextClause, { fields }: SearchedEvent) =>
      isValue(clause, fields.actor as string | null);
    holdsAgainst(
      { shape: PLAIN, events },
      [...inField, any, { ...found('GPT 10*', false), field: 'actor' }],
      actor,
    );
  });
});

describe('a hostile log', () => {
  const giant = `${'a'.repeat(1 << 20)}!`;

  it.each([
    ['text behind a NUL', 'before\u0000behind', 'behind'],
    ['text among direction marks', 'ab\u202Edc\u202C', 'b\u202Ed'],
    ['a cell of a megabyte', giant, 'aa!'],
    ['deeply nested JSON', `${'{"a":['.repeat(5_000)}"deep"${']}'.repeat(5_000)}`, '"DEEP"'],
    ['text with the characters of expressions', 'a.b*c(d[e', 'B*C(D['],
  ])('%s is found', (_, text, needle) => {
    const events = [
      record('nothing'),
      record(text),
      record('x', { actor: text }),
      record('x', { detail: text }),
    ];
    expect(search(events, found(needle))).toEqual([1, 2, 3]);
  });

  it.each(['(a+)+$', '(a|aa)+$', '(a*)*b', '(.*)*(.*)*x$', '^(([a-z])+.)+[A-Z]([a-z])+$'])(
    '%s takes time in proportion to a megabyte',
    (pattern) => {
      const events = [record(giant), record('x', { actor: giant })];
      const started = performance.now();
      search(events, regex(pattern));
      expect(performance.now() - started).toBeLessThan(3_000);
    },
  );
});

describe('a search in a field', () => {
  it('compares the whole value of text, an expression any part of it', () => {
    const clauses = fc.oneof(
      fc
        .tuple(patterns, fc.boolean())
        .map(([pattern, literal]) => ({ ...found(pattern, literal), field: 'actor' })),
      fc.constantFrom('^gpt', 'k$', 'é', 's', '\\d+').map((pattern) => regex(pattern, 'actor')),
    );
    const holds = (clause: TextClause, { fields }: SearchedEvent) =>
      isValue(clause, fields.actor as string | null);
    fc.assert(
      fc.property(logs, several(clauses), (log, some) => holdsAgainst(log, some, holds)),
      { numRuns: 30 },
    );
  });

  const shown: SearchedEvent = {
    fields: {
      time: 1_793_368_800_000_001,
      credits: -1_500_000_000n,
      inputTokens: 1_200,
      byok: 1,
      detail: '{"a":"\\u0067pt"}',
    },
    extra: [['Score', '9.5']],
    raw: 'line',
  };
  it.each([
    ['credits:-1.*', true],
    ['credits:/^-1\\.5$/', true],
    ['credits:/^1/', false],
    ['inputTokens:1?00', true],
    ['inputTokens:/,/', false],
    ['time:/T14:/', true],
    ['byok:tru*', true],
    ['byok:/false/', false],
    ['source:*.LOG', true],
    ['source:/^a/', true],
    ['id:/^1$/', true],
    ['detail:/gpt/', true],
    ['detail:*gpt*', false],
    ['extra.Score:9*', true],
    ['extra.Other:*', false],
    ['extra.Score:*', true],
    ['worker:*', false],
    ['line', true],
    ['ines', false],
  ])('%s → %s', (written, holds) => {
    const [clause] = parseWritten(written);
    if (clause?.kind !== 'text') throw new Error('a text clause expected');
    expect(search([shown], clause)).toEqual(holds ? [0] : []);
  });

  it('refuses a field that is not there', () => {
    expect(() => search([shown], { ...found('x'), field: 'nosuch' })).toThrow(AppError);
  });
});
