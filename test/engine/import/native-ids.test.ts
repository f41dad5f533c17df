import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IDENTIFIED_BY, type ParsedBlock } from '../../../electron/engine/import/parse/parsed-block.ts';
import { SourceParser } from '../../../electron/engine/import/parse/source-parser.ts';
import { DEFAULT_IMPORT_OPTIONS } from '../../../shared/domain/import-choices.ts';
import { expectSameBothWays } from '../../support/both-parsers.ts';

/** Texts of which each asks something else of whoever puts ids together from bytes. */
const cell = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('build-key', 'e-1', 'e-2', 'Atlas', 'x', '0', 'not_available') },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '',
      ' ',
      ' lead',
      'tail ',
      'null',
      'None',
      '-',
      '{"a":1}',
      '[1]',
      '{',
      'say "so"',
      '\\',
      'a\tb',
      '\u007f',
      'é',
      'naïve',
      '日本',
      '😀',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(8_191, 8_192, 8_193, 20_000).map((size) => 'x'.repeat(size)) },
  { weight: 2, arbitrary: fc.string({ maxLength: 40 }) },
);

function table(head: readonly string[], rows: readonly (readonly string[])[]): Buffer {
  const line = (cells: readonly string[]) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join();
  return Buffer.from([head, ...rows].map((cells) => `${line(cells)}\n`).join(''));
}

/** Logs whose ids are put together, and whose ids are cells, unique inside the account of each row. */
const KINDS = [
  {
    profile: 'anthropic-console-usage',
    head: [
      'usage_date_utc',
      'model_version',
      'api_key',
      'workspace',
      'usage_type',
      'context_window',
      'usage_output_tokens',
      'inference_geo',
    ],
    first: '2026-10-02',
  },
  {
    profile: 'aws-cloudtrail',
    head: [
      'eventTime',
      'eventID',
      'recipientAccountId',
      'eventName',
      'eventSource',
      'awsRegion',
      'sourceIPAddress',
      'eventVersion',
    ],
    first: '2026-10-02T10:00:00Z',
  },
] as const;

function parsed(profile: string, bytes: Buffer): ParsedBlock[] {
  const options = { ...DEFAULT_IMPORT_OPTIONS, profile };
  return [
    ...new SourceParser({ name: 'log.csv', bytes, whole: true }, options).take(Buffer.from(bytes), true),
  ];
}

describe.each(KINDS)('ids of $profile', ({ profile, head, first }) => {
  it('identify events as they do one by one, whatever they are made of', { timeout: 60_000 }, () => {
    const row = fc
      .array(cell, { minLength: head.length - 1, maxLength: head.length - 1 })
      .map((cells) => [first, ...cells]);
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 60 }),
        fc.constantFrom(700, 1 << 20),
        (rows, size) => {
          expectSameBothWays(table(head, rows), size, { ...DEFAULT_IMPORT_OPTIONS, profile });
        },
      ),
      { numRuns: 150 },
    );
  });

  it('may take more room than is there at once, also one of them alone', { timeout: 60_000 }, () => {
    const sizes = [...Array.from({ length: 400 }, () => 5_000), 2_000_000, 3, 4];
    const rows = sizes.map((size, row) => [
      first,
      ...head.slice(1).map((_, column) => (column === 0 ? `${row}-${'y'.repeat(size)}` : `${row % 3}`)),
    ]);
    expectSameBothWays(table(head, rows), 1 << 20, { ...DEFAULT_IMPORT_OPTIONS, profile });
  });

  it('are found in nearly every row of such a log', () => {
    const rows = Array.from({ length: 100 }, (_, row) => [
      first,
      ...head.slice(1).map((name) => `${name} ${row}`),
    ]);
    const blocks = parsed(profile, table(head, rows));
    const ways = blocks.flatMap(({ native }) => [...(native ?? [])]);
    expect(
      ways.filter((way) => way === IDENTIFIED_BY.nativeId || way === IDENTIFIED_BY.repeatedId),
    ).toHaveLength(100);
  });
});
