import { describe, expect, it } from 'vitest';
import { takeLook } from '../../../electron/engine/import/first-look.ts';
import { ImportNotes } from '../../../electron/engine/import/import-notes.ts';
import { planSource, type Sample } from '../../../electron/engine/import/source-plan.ts';
import { DEFAULT_IMPORT_OPTIONS } from '../../../shared/api/contract.ts';
import { goldenCases } from '../../golden/cases.ts';

/** What a plan decided, as far as it is data. */
function decided(sample: Sample, options = DEFAULT_IMPORT_OPTIONS) {
  const notes = new ImportNotes();
  const plan = planSource(sample, options, notes);
  const { encoding, format, dialect, confidence, dateOrder, recordPath, bindings, csv } = plan;
  return {
    ...{ format, dialect, confidence, dateOrder, recordPath, bindings, columns: plan.sample },
    ...{ profile: plan.profile.id, encoding: encoding.name, shape: csv?.shape, notes: notes.general() },
  };
}

/** Records of about a kilobyte, of which the later ones have members that the earlier ones have not. */
function nestedRecords(count: number): object[] {
  return Array.from({ length: count }, (_, index) => ({
    eventName: index % 3 === 0 ? 'CreateKey' : 'DeleteKey',
    eventTime: new Date(1_760_000_000_000 + index * 1_000).toISOString(),
    user: { id: `u-${index % 40}`, tags: [{ key: 'team', value: 'α' }], active: index % 2 === 0 },
    request: JSON.stringify({ size: index, nested: { a: null, b: [1, 2] } }),
    cost: index / 8,
    pad: 'x'.repeat(600),
    ...(index > 900 ? { late: { found: true, list: [], none: null } } : {}),
    ...(index % 50 === 0 ? { 'odd key': { '!': 1, '0': 'zero' } } : {}),
  }));
}

describe('the first look at a log', () => {
  it('sees the same in records that a kernel takes apart and in those that are parsed', () => {
    const text = nestedRecords(1_500)
      .map((record) => JSON.stringify(record))
      .join('\n');
    const utf8 = decided({ name: 'log.jsonl', bytes: Buffer.from(text), whole: true });
    const utf16 = decided({ name: 'log.jsonl', bytes: Buffer.from(`\ufeff${text}`, 'utf16le'), whole: true });
    expect(utf16).toEqual({ ...utf8, encoding: 'utf-16le' });
    expect(utf8.columns.columns.map(({ name }) => name)).toContain('late.found');
    expect(utf8.columns.columns.find(({ name }) => name === 'user')?.values).toHaveLength(1_000);
  });

  it('finds the list of records early, and at the end of a long preamble', () => {
    const Records = nestedRecords(500);
    const meta = { note: 'y'.repeat(300_000), Entries: [{ a: 1 }] };
    const early = { name: 'a.json', bytes: Buffer.from(JSON.stringify({ Records, ...meta })), whole: true };
    const late = { name: 'b.json', bytes: Buffer.from(JSON.stringify({ ...meta, Records })), whole: true };
    expect([decided(early).recordPath, decided(late).recordPath]).toEqual(['Records', 'Records']);
  });

  const cases = goldenCases().filter(({ newline }) => newline === 'LF');
  it.each(cases)('can be handed on: $name', ({ fileName, bytes, options }) => {
    const sample = { name: fileName, bytes, whole: true };
    const taken = structuredClone(takeLook(sample, options));
    expect(attempt(() => decided({ ...sample, taken }, options))).toEqual(
      attempt(() => decided(sample, options)),
    );
  });
});

/** What it gives, or what it refuses to give it for. */
function attempt<T>(step: () => T): T | string {
  try {
    return step();
  } catch (error) {
    return String(error);
  }
}
