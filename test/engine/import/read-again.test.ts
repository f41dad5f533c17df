import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { exportEvents } from '../../../electron/engine/export/export-events.ts';
import { importFiles } from '../../../electron/engine/import/import-files.ts';
import { restoreSource, withdrawSource } from '../../../electron/engine/import/replace-source.ts';
import { createColumnQueryEngine } from '../../../electron/engine/query/column-query-engine.ts';
import { eventDetail } from '../../../electron/engine/query/event-detail.ts';
import { listRejects } from '../../../electron/engine/store/rejects.ts';
import { listSources, sourceById } from '../../../electron/engine/store/sources.ts';
import { verifyWorkspace } from '../../../electron/engine/store/verify.ts';
import { workspaceInfo } from '../../../electron/engine/store/workspace-info.ts';
import { DEFAULT_IMPORT_OPTIONS, type ImportOptions, NEWEST_FIRST } from '../../../shared/api/contract.ts';
import type { ImportedSource } from '../../../shared/domain/source.ts';
import { AppError } from '../../../shared/errors.ts';
import { EMPTY_FILTER } from '../../../shared/filter/filter.ts';
import { AnalysisBench, csvExport, jsonlExport, steady, timeOf } from '../analyze/analysis-bench.ts';
import { listener } from './import-bench.ts';

/** A log whose columns do not say who acted: the wrong one is taken for the actor. */
const LOG = [
  'When,Approver,User,Action',
  '2026-03-01 10:00:00,lee,dana,login',
  '2026-03-01 11:00:00,lee,kim,logout',
  '2026-03-01 11:30:00,lee,kim,logout',
  'not a time,lee,kim,logout',
].join('\n');

const WRONG = { fields: { time: ['When'], actorName: ['Approver'], action: ['Action'] } };
const RIGHT = { timezone: 'Europe/Berlin', fields: { ...WRONG.fields, actorName: ['User'] } };

class Bench extends AnalysisBench {
  readonly query = createColumnQueryEngine(this.ws);

  async again(
    files: readonly ({ path: string } | { source: number })[],
    options: Partial<ImportOptions>,
    context = listener(),
  ): Promise<readonly ImportedSource[]> {
    const named = files.map((file) => ('path' in file ? { ...file, name: 'log.csv' } : file));
    const chosen = { ...DEFAULT_IMPORT_OPTIONS, ...options };
    return (await importFiles(this.ws, named, chosen, context, true)).sources;
  }

  count(text?: string): number {
    const clause = { kind: 'text' as const, field: null, pattern: text ?? '', literal: true };
    const chips = text === undefined ? [] : [{ clause, off: false }];
    return this.query.summary({ ...EMPTY_FILTER, chips }).events;
  }

  actorsFound(): (string | null)[] {
    const asked = { filter: EMPTY_FILTER, field: 'actor', search: '', limit: 10 };
    return this.query.facetValues(asked).values.map(({ value }) => value);
  }

  holds(): boolean {
    return listSources(this.ws).every(
      ({ id, read, imported, duplicate, rejected }) =>
        read === imported + duplicate + rejected && this.account(id).holds,
    );
  }

  async verified(): Promise<boolean> {
    return (await verifyWorkspace(this.ws, listener())).ok;
  }
}

describe('a file that is read again with other choices', () => {
  it('replaces the source that is there in everything that is asked, and nothing stored changes', async () => {
    const bench = new Bench();
    const path = bench.file('log.csv', LOG);
    const [first] = await bench.job([path], WRONG);
    const before = bench.ws.db.prepare('SELECT * FROM event_data').all();
    expect(bench.actorsFound()).toEqual(['lee']);

    const [second] = await bench.again([{ path }], RIGHT);
    expect(second).toMatchObject({
      status: 'imported',
      read: 4,
      imported: 4,
      duplicate: 0,
      replaces: first?.id,
    });
    expect(listSources(bench.ws)).toMatchObject([
      { id: 1, withdrawn: { inFavourOf: 2, by: expect.stringMatching(/./) }, replaces: null },
      { id: 2, withdrawn: null, replaces: 1 },
    ]);
    expect(bench.ws.db.prepare('SELECT * FROM event_data WHERE source = 1').all()).toEqual(before);

    expect(bench.actorsFound()).toEqual(['kim', 'dana']);
    const { query } = bench;
    expect(query.summary(EMPTY_FILTER)).toMatchObject({ events: 4, firstTime: '2026-03-01T09:00:00.000Z' });
    expect(bench.count('logout')).toBe(3);
    const rows = query.rows({ filter: EMPTY_FILTER, sort: NEWEST_FIRST, offset: 0, limit: 10 });
    expect(rows.rows.map(({ source }) => source)).toEqual([2, 2, 2, 2]);
    expect(query.columns().find(({ ref }) => ref === 'action')?.filled).toBe(4);
    expect(query.columns().map(({ label }) => label)).not.toContain('User'); // a column of the former one only
    expect(query.columns().map(({ label }) => label)).toContain('Approver');
    expect(workspaceInfo(bench.ws)).toMatchObject({
      events: 4,
      sources: 1,
      withdrawn: { sources: 1, events: 4 },
    });
    expect(
      bench
        .actors()
        .actors.map(({ key }) => key)
        .sort(),
    ).toEqual(['dana', 'kim']);
    const lanes = bench.coverage().logs.flatMap((log) => log.lanes);
    expect(lanes.map(({ source }) => source)).toEqual([2]);
    expect(() => bench.compare([1], [2])).toThrow('Source 1 is withdrawn');
    expect(eventDetail(bench.ws, 1).withdrawn).toMatchObject({ inFavourOf: 2 });
    expect(bench.holds()).toBe(true);
    expect(await bench.verified()).toBe(true);
  });

  it('is the same in exports by columns and by rows, and for the sqlite3 shell', async () => {
    const bench = new Bench();
    const path = bench.file('log.csv', LOG);
    await bench.job([path], WRONG);
    await bench.again([{ path }], RIGHT);
    const written = async (name: string): Promise<string> => {
      const target = join(bench.folder, name);
      const request = { filter: EMPTY_FILTER, sort: NEWEST_FIRST, format: 'csv' as const, path: target };
      await exportEvents(bench.ws, bench.query, request, listener());
      return readFileSync(target, 'utf8');
    };
    const byColumns = await written('columns.csv');
    expect(byColumns.trim().split('\r\n')).toHaveLength(5);
    expect(byColumns.split('\r\n')[0]).toContain('Approver');
    bench.ws.db.exec('DELETE FROM index_column; DELETE FROM index_segment');
    expect(await written('rows.csv')).toBe(byColumns);
    const { path: file } = bench.ws;
    const shell = execFileSync('sqlite3', [
      '-readonly',
      file,
      'SELECT DISTINCT sourceId, actor FROM events ORDER BY 2',
    ]);
    expect(shell.toString().trim().split('\n')).toEqual(['2|dana', '2|kim']);
  });

  it('is taken back in one step', async () => {
    const bench = new Bench();
    const path = bench.file('log.csv', LOG);
    await bench.job([path], WRONG);
    await bench.again([{ path }], RIGHT);
    restoreSource(bench.ws, 1);
    expect(bench.actorsFound()).toEqual(['lee']);
    expect(listSources(bench.ws)).toMatchObject([
      { withdrawn: null, replaces: 2 },
      { withdrawn: { inFavourOf: 1 } },
    ]);
    restoreSource(bench.ws, 2);
    expect(bench.actorsFound()).toEqual(['kim', 'dana']);
    expect(() => restoreSource(bench.ws, 2)).toThrow('Source 2 (log.csv) is not withdrawn.');
    expect((await bench.job([path], WRONG))[0]).toMatchObject({ status: 'already-imported', id: 2 });
    expect(await bench.verified()).toBe(true);
  });

  it.each([
    ['plain', (text: string) => Buffer.from(text)],
    ['gzip', (text: string) => gzipSync(text)],
  ])('needs no file: what is stored of it is read (%s)', async (_, packed) => {
    const bench = new Bench();
    const [first] = await bench.job([bench.file('log.csv', packed(LOG))], WRONG);
    const [second] = await bench.again([{ source: 1 }], RIGHT);
    expect(second).toMatchObject({
      name: 'log.csv',
      sha256: first?.sha256,
      bytes: first?.bytes,
      replaces: 1,
    });
    const [former, source] = listSources(bench.ws);
    expect(source).toMatchObject({ compression: former?.compression, sha256: former?.sha256 });
    expect(bench.actorsFound()).toEqual(['kim', 'dana']);
    expect(await bench.verified()).toBe(true);
  });

  it('keeps the former reading when it is cancelled, or cannot be read so', async () => {
    const bench = new Bench();
    const path = bench.file('log.csv', csvExport(steady(60_000, 1)));
    await bench.job([path]);
    let told = 0;
    const cancelling = {
      progress: () => {
        told += 1;
      },
      throwIfCancelled: () => {
        if (told > 3) throw new AppError('CANCELLED', 'Cancelled.');
      },
    };
    await expect(bench.again([{ source: 1 }], {}, cancelling)).rejects.toThrow();
    const [failed] = await bench.again([{ source: 1 }], { recordPath: 'records', format: 'json' });
    expect(failed?.status).toBe('failed');
    expect(bench.count()).toBe(60_000);
    expect(listSources(bench.ws).map(({ withdrawn }) => withdrawn?.inFavourOf ?? null)).toEqual([null, 1]);
    expect(() => restoreSource(bench.ws, 2)).toThrow('was not read to its end');
    const [third] = await bench.again([{ path }], { timezone: 'Asia/Tokyo' });
    expect(third).toMatchObject({ imported: 60_000, duplicate: 0 });
    expect(bench.count()).toBe(60_000);
    expect(bench.holds()).toBe(true);
    expect(await bench.verified()).toBe(true);
  });

  it('leaves rejects of the former reading out, unless they are asked for', async () => {
    const bench = new Bench();
    const lines = [...LOG.split('\n'), '"2026-03-01 12:00:00,lee,x'].join('\n');
    await bench.job([bench.file('log.csv', lines)], WRONG);
    await bench.again([{ source: 1 }], { ...RIGHT });
    const rejects = (source: number | null) => listRejects(bench.ws, { source, offset: 0, limit: 10 });
    expect(rejects(null).rejects.map(({ source }) => source)).toEqual([2]);
    expect(rejects(null).total).toBe(1);
    expect(rejects(1).total).toBe(1);
  });
});

describe('records that overlapping exports share', () => {
  const older = steady(48, 60);
  const newer = steady(48, 60, 24 * 60);

  it('are events of the new reading, and stand for what the other export repeats', async () => {
    const bench = new Bench();
    await bench.job([bench.file('a.csv', csvExport(older)), bench.file('b.csv', csvExport(newer))]);
    const before = bench.coverage();
    await bench.again([{ source: 1 }], {});
    expect(bench.count()).toBe(72);
    expect(listSources(bench.ws).map(({ imported, duplicate }) => [imported, duplicate])).toEqual([
      [48, 0],
      [24, 24],
      [48, 0],
    ]);
    const compared = bench.compare([3], [2]);
    expect(compared).toMatchObject({ unchanged: 24, vanished: { total: 0 }, late: { total: 0 } });
    const after = bench.coverage();
    expect(after.logs).toHaveLength(1);
    expect(after.logs[0]?.overlaps).toMatchObject([{ first: 3, second: 2, same: 24 }]);
    expect(after.logs[0]?.covered).toEqual(before.logs[0]?.covered);
    expect(bench.account(2)).toMatchObject({ holds: true, same: 24 });
    // The other one is read again beside it: its own records stay its own.
    await bench.again([{ source: 2 }], {});
    expect(bench.count()).toBe(72);
    expect(bench.holds()).toBe(true);
  });

  it('are listed where the comparison finds them, also after a re-reading', async () => {
    const bench = new Bench();
    await bench.job([
      bench.file('a.csv', csvExport(older)),
      bench.file('b.csv', csvExport(newer)),
      bench.file('c.csv', csvExport(newer.filter((_, at) => at % 2 === 0))),
    ]);
    await bench.again([{ source: 1 }], {});
    const { vanished } = bench.compare([2], [3]);
    expect(vanished.total).toBe(23); // the last one lies behind the second export
    expect(new Set(vanished.records.map(({ origin }) => origin.sourceName))).toEqual(new Set(['b.csv']));
  });

  it('keep a source from being withdrawn while only it holds them', async () => {
    const bench = new Bench();
    await bench.job([bench.file('a.csv', csvExport(older)), bench.file('b.csv', csvExport(newer))]);
    expect(() => withdrawSource(bench.ws, 1)).toThrow(
      'Source 2 (b.csv) repeats 24 records that are stored as events of Source 1 (a.csv) alone.',
    );
    withdrawSource(bench.ws, 2);
    withdrawSource(bench.ws, 1);
    expect(bench.count()).toBe(0);
    const [again] = await bench.job([join(bench.folder, 'b.csv')]);
    expect(again).toMatchObject({ status: 'imported', imported: 48, duplicate: 0 });
    // It would come back beside a source that was never held against it.
    expect(() => restoreSource(bench.ws, 1)).toThrow('would count twice');
    expect((await bench.again([{ source: 1 }], {}))[0]).toMatchObject({ imported: 24, duplicate: 24 });
    expect(bench.count()).toBe(72);
    expect(sourceById(bench.ws, 1).withdrawn).not.toBeNull();
    expect(await bench.verified()).toBe(true);
  });

  it('are known by their ids as well', async () => {
    const bench = new Bench();
    await bench.job([bench.file('a.jsonl', jsonlExport(older)), bench.file('b.jsonl', jsonlExport(newer))]);
    const [again] = await bench.again([{ source: 1 }, { source: 2 }], { tenant: 'Northwind' });
    expect(again).toMatchObject({ imported: 48, duplicate: 0 });
    expect(bench.count()).toBe(72);
    expect(timeOf(0)).toBe(bench.query.summary(EMPTY_FILTER).firstTime);
    expect(bench.holds()).toBe(true);
  });
});
