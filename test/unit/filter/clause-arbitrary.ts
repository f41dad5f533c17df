import fc from 'fast-check';
import type { Bound, Clause } from '../../../shared/filter/filter.ts';

/** Text that log writers and users really produce, and text meant to break a parser. */
export const hostileText = fc.oneof(
  fc.constantFrom(
    ...[
      'a',
      'gpt-4o',
      'Dana Reyes <dana@x>',
      'null',
      'AND',
      'OR',
      'NOT',
      'TO',
      '-',
      '--x',
      '*',
      '?',
      'a*b',
      '\\',
    ],
    ...[
      '"',
      '\\"',
      ':',
      'a:b',
      'https://x/y?z',
      '//x',
      '/x/',
      '/v1/chat',
      '/v1/chat/',
      '/',
      '/a b/',
      '(',
      ')',
      '[1 TO 2]',
      '{',
      '>10',
      '<',
      ' ',
      ' x ',
      '\n\t',
    ],
    ...[
      '\u0000',
      '\u202Eevil',
      'é',
      '日本',
      '\u00A0',
      '10.0.0.1',
      '::1',
      'C:\\Users\\*',
      '__proto__',
      '*:*',
      '10',
    ],
  ),
  fc.string({ minLength: 1, maxLength: 8 }),
  fc.string({ minLength: 1, maxLength: 6, unit: 'binary' }),
);

const numberField = fc.constantFrom('credits', 'inputTokens', 'requests', 'balance', 'id', 'cost');
const extraField = fc.oneof(
  fc.constantFrom(
    'extra.Score',
    'User ID',
    'extra.time',
    'Action',
    'Workspace',
    'workspace',
    'https',
    'AND',
    '*',
  ),
  hostileText.map((name) => `extra.${name}`),
);
const textField = fc.oneof(
  fc.constantFrom('actor', 'action', 'resource', 'ip', 'model', 'detail', 'source', 'workspaceName'),
  extraField,
);
const anyField = fc.oneof(textField, numberField, fc.constantFrom('byok', 'time'));

const facetValue = fc.option(fc.oneof(hostileText, fc.constant('')), { nil: null });
const facet: fc.Arbitrary<Clause> = fc.record({
  kind: fc.constant('facet' as const),
  field: anyField,
  include: fc.array(facetValue, { maxLength: 3 }),
  exclude: fc.array(facetValue, { maxLength: 3 }),
});

const text: fc.Arbitrary<Clause> = fc.record({
  kind: fc.constant('text' as const),
  field: fc.option(anyField, { nil: null }),
  pattern: hostileText,
  literal: fc.boolean(),
});

/** Expressions are not judged here: anything may stand between the slashes but a backslash that escapes nothing. */
const regex: fc.Arbitrary<Clause> = fc.record({
  kind: fc.constant('text' as const),
  field: fc.option(anyField, { nil: null }),
  pattern: fc
    .oneof(hostileText, fc.constantFrom('/', '\\/', 'a/b', '^gpt-\\d+', '(a b|"c")', '/ /', '\\\\/', '[/]'))
    .filter((pattern) => !/(?<!\\)(?:\\\\)*\\$/.test(pattern)),
  literal: fc.constant(false),
  regex: fc.constant(true),
});

const boundOf = (value: fc.Arbitrary<number>): fc.Arbitrary<Bound | null> =>
  fc.option(fc.record({ value, inclusive: fc.boolean() }), { nil: null });
const finite = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer());
const range: fc.Arbitrary<Clause> = fc.oneof(
  fc.record({
    kind: fc.constant('range' as const),
    field: fc.oneof(numberField, extraField),
    min: boundOf(finite),
    max: boundOf(finite),
  }),
  fc.record({
    kind: fc.constant('range' as const),
    field: fc.constant('time'),
    min: boundOf(fc.maxSafeInteger()),
    max: boundOf(fc.maxSafeInteger()),
  }),
);

/** Any clause a filter may hold. */
export const anyClause: fc.Arbitrary<Clause> = fc.letrec<{ clause: Clause }>((tie) => ({
  clause: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    facet,
    text,
    regex,
    range,
    fc.record({
      kind: fc.constant('group' as const),
      op: fc.constantFrom('and' as const, 'or' as const, 'not' as const),
      clauses: fc.array(tie('clause'), { maxLength: 3 }),
    }),
  ),
})).clause;
