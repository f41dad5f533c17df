import { describe, expect, it } from 'vitest';
import { exportName } from '../../../renderer/exports/export-name.ts';
import { usageOrigin } from '../../../renderer/exports/usage-origin.ts';
import { filesToRetry } from '../../../renderer/imports/files-to-retry.ts';
import { progressShare, progressText } from '../../../renderer/jobs/job-text.ts';
import { createJobsStore } from '../../../renderer/state/jobs-store.ts';
import type { FileHandle, Progress } from '../../../shared/api/contract.ts';
import { EMPTY_FILTER } from '../../../shared/filter/filter.ts';
import { localDateRange } from '../../../shared/time/range.ts';

const READING: Progress = {
  stage: 'Reading a.csv',
  done: 62_000_000,
  total: 100_000_000,
  unit: 'bytes',
  records: 4_120,
};

describe('progress', () => {
  it('is told in numbers', () => {
    expect(progressText(READING)).toBe('Reading a.csv · 62% · 62.0 MB of 100.0 MB · 4,120 records');
    expect(progressText({ ...READING, total: null, unit: 'batches', done: 3, records: null })).toBe(
      'Reading a.csv · 3 batches',
    );
  });

  it('never claims more than there is', () => {
    expect(progressShare({ ...READING, done: 120_000_000 })).toBe(1);
    expect(progressShare({ ...READING, total: null })).toBeNull();
    expect(progressText({ ...READING, done: 99_999_999 })).toContain('99%');
  });
});

describe('jobs', () => {
  it('are cancelled once', () => {
    const jobs = createJobsStore();
    let cancelled = 0;
    const id = jobs.start({ kind: 'export', name: 'a.csv', filter: '' }, () => {
      cancelled += 1;
    });
    const cancel = jobs.getState().jobs[0]?.cancel;
    cancel?.();
    cancel?.();
    expect(cancelled).toBe(1);
    expect(jobs.getState().jobs[0]?.state).toMatchObject({ name: 'running', cancelling: true });
    jobs.set(id, { name: 'cancelled' });
    cancel?.();
    expect(cancelled).toBe(1);
    jobs.clear();
    expect(jobs.getState().jobs).toEqual([]);
  });
});

describe('the name of an export', () => {
  const facts = {
    scope: 'usage',
    workspace: 'Case 042 (Müller).trailglass',
    filter: EMPTY_FILTER,
    firstTime: '2026-09-01T00:00:01.000Z',
    lastTime: '2026-10-31T23:37:14.782Z',
    format: 'csv',
    origin: usageOrigin([], []),
  } as const;

  it('says what, from where, and for which days', () => {
    expect(exportName(facts)).toBe('trailglass-usage_case-042-müller_2026-09-01_2026-10-31.csv');
  });

  it.each([
    [[null], ['intervy-usage_northwind_2026-09-01_2026-10-31.csv'], 'intervy-usage_northwind'],
    [['Acme GmbH'], ['in.zip/intervy-usage_x_2026-09-01_2026-09-30.csv'], 'intervy-usage_acme-gmbh'],
    [['Acme GmbH'], ['usage.csv'], 'trailglass-usage_acme-gmbh'],
    [['Acme', null], ['usage.csv'], 'trailglass-usage_case-042-müller'],
    [['Acme', 'Other'], ['intervy-usage_x_2026-09-01_2026-09-30.csv'], 'intervy-usage_case-042-müller'],
    [
      [null],
      ['intervy-usage_a_2026-09-01_2026-09-30.csv', 'intervy-usage_b_2026-09-01_2026-09-30.csv'],
      'intervy-usage_case-042-müller',
    ],
    [[null], ['../=x-usage_a_2026-09-01_2026-09-30.csv'], 'trailglass-usage_case-042-müller'],
  ])('names usage of %j from %j after its product and organisation', (tenants, files, expected) => {
    const origin = usageOrigin(tenants, files);
    expect(exportName({ ...facts, origin })).toBe(`${expected}_2026-09-01_2026-10-31.csv`);
  });

  it('takes the days of the first and the last event in the zone of the range', () => {
    const filter = { ...EMPTY_FILTER, time: { ...EMPTY_FILTER.time, zone: 'Asia/Tokyo' } };
    expect(exportName({ ...facts, filter })).toBe(
      'trailglass-usage_case-042-müller_2026-09-01_2026-11-01.csv',
    );
  });

  it('takes the days of the filter, both included', () => {
    const filter = { ...EMPTY_FILTER, time: localDateRange('2026-10-20', '2026-10-21', 'Europe/Berlin') };
    expect(exportName({ ...facts, filter, scope: 'audit', format: 'jsonl' })).toBe(
      'audit-log_case-042-müller_2026-10-20_2026-10-21.jsonl',
    );
  });

  it('leaves out what is not known', () => {
    expect(exportName({ ...facts, firstTime: null, lastTime: null, workspace: '', scope: 'all' })).toBe(
      'events.csv',
    );
  });
});

describe('files to import once more', () => {
  const file = (name: string, handle: string) => ({ name, handle: handle as FileHandle, bytes: 1 });
  const entry = (name: string) => ({ name }) as never;

  it('are those at the place of the entry, also when two have one name', () => {
    const files = [file('a.csv', '1'), file('a.csv', '2')];
    expect(
      filesToRetry({ sources: [entry('a.csv'), entry('a.csv')], skipped: [], elapsedMs: 1 }, files, 1),
    ).toEqual([files[1]]);
  });

  it('are those of the name where entries and files do not correspond', () => {
    const files = [file('folder.zip', '1'), file('b.csv', '2')];
    expect(
      filesToRetry(
        { sources: [entry('x'), entry('y'), entry('b.csv')], skipped: [], elapsedMs: 1 },
        files,
        2,
      ),
    ).toEqual([files[1]]);
  });
});
