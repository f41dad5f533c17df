import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codes, ImportBench } from './import-bench.ts';

const folder = mkdtempSync(join(tmpdir(), 'trailglass-profiles-'));
const profile = (id: string, inputs: Readonly<Record<string, readonly string[]>>) => ({
  format: 1,
  id,
  version: 1,
  title: 'Door log',
  about: 'Who passed which door, several passages in a record.',
  family: 'audit',
  formats: ['json'],
  signature: { required: ['time'], any: [] },
  each: 'passed.list',
  inputs: { time: ['at'], actorName: ['passed.list.who'], resource: ['passed.list.door'], ...inputs },
});

beforeAll(() => {
  writeFileSync(join(folder, 'doors.json'), JSON.stringify(profile('doors', {})));
  writeFileSync(
    join(folder, 'doors-by-id.json'),
    JSON.stringify(profile('doors-by-id', { nativeId: ['passed.list.id'] })),
  );
  process.env['TRAILGLASS_PROFILES'] = folder;
});
afterAll(() => {
  delete process.env['TRAILGLASS_PROFILES'];
  rmSync(folder, { recursive: true, force: true });
});

interface Passage {
  readonly who: string;
  readonly door: number;
  readonly id?: string;
}

const record = (minute: number, list: readonly Passage[]) => ({
  at: `2026-10-01T10:${String(minute).padStart(2, '0')}:00Z`,
  site: 'north',
  passed: { by: 'badge', list },
});
const lines = (records: readonly object[]) => `${records.map((each) => JSON.stringify(each)).join('\n')}\n`;
const ana = (door: number) => ({ who: 'Ana', door });

function contents(bench: ImportBench): string[] {
  return bench
    .events()
    .map(
      (event) => `${event['time']} ${event['actorName']} ${event['resource']} ${JSON.stringify(event.extra)}`,
    )
    .sort();
}

describe('elements without ids', () => {
  it('stay as often as they are in one record, and are found again one by one', async () => {
    const bench = new ImportBench();
    const first = await bench.take(
      'a.jsonl',
      lines([record(0, [ana(1), ana(1), ana(2)]), record(1, [ana(1)])]),
      {
        profile: 'doors',
      },
    );
    expect(first).toMatchObject({ read: 4, imported: 4, duplicate: 0 });
    // The record has grown since: what it had is known, what it got is new.
    const second = await bench.take('b.jsonl', lines([record(0, [ana(2), ana(1), ana(3), ana(1), ana(1)])]), {
      profile: 'doors',
    });
    expect(second).toMatchObject({ read: 5, imported: 2, duplicate: 3 });
    expect(codes(second.warnings)).not.toContain('CONFLICTS');
    expect(bench.events()[0]?.extra).toEqual({ site: 'north', 'passed.by': 'badge' });
  });

  it('in records that differ around the list are others', async () => {
    const bench = new ImportBench();
    await bench.take('a.jsonl', lines([record(0, [ana(1)])]), { profile: 'doors' });
    const other = { ...record(0, [ana(1)]), site: 'south' };
    expect(await bench.take('b.jsonl', lines([other]), { profile: 'doors' })).toMatchObject({ imported: 1 });
  });

  it('come to the same whichever export is first', async () => {
    const passage = fc.record({ who: fc.constantFrom('Ana', 'Bo'), door: fc.integer({ min: 1, max: 2 }) });
    const exported = fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.array(passage, { maxLength: 4 })), {
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(exported, exported, async (one, other) => {
        const text = (records: typeof one) =>
          lines([record(9, [ana(9)]), ...records.map(([m, list]) => record(m, list))]);
        const [forth, back] = [new ImportBench(), new ImportBench()];
        const options = { profile: 'doors' };
        await forth.job([forth.file('a.jsonl', text(one)), forth.file('b.jsonl', text(other))], options);
        await back.job([back.file('b.jsonl', text(other)), back.file('a.jsonl', text(one))], options);
        expect(contents(forth)).toEqual(contents(back));
      }),
      { numRuns: 8 },
    );
  });
});

describe('elements with ids of their own', () => {
  it('are known by them in any record, and other content under a known id is a conflict', async () => {
    const bench = new ImportBench();
    const options = { profile: 'doors-by-id' };
    await bench.take(
      'a.jsonl',
      lines([
        record(0, [
          { ...ana(1), id: 'x' },
          { ...ana(2), id: 'y' },
        ]),
      ]),
      options,
    );
    const second = await bench.take(
      'b.jsonl',
      lines([
        record(0, [
          { ...ana(2), id: 'y' },
          { ...ana(7), id: 'x' },
          { ...ana(3), id: 'z' },
        ]),
      ]),
      options,
    );
    expect(second).toMatchObject({ read: 3, imported: 1, duplicate: 2 });
    expect(codes(second.warnings)).toContain('CONFLICTS');
  });
});
