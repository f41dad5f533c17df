import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClient } from '../../shared/api/client.ts';
import {
  DEFAULT_IMPORT_OPTIONS,
  type EngineEvent,
  METHODS,
  NEWEST_FIRST,
  type Progress,
} from '../../shared/api/contract.ts';
import type { EngineClient, RemoteEngine } from '../../shared/api/remote.ts';
import { EMPTY_FILTER, type Filter } from '../../shared/filter/filter.ts';
import { askedOfSources, expectOfSources } from './accounting-cases.ts';
import { dashboardCases } from './dashboard-cases.ts';
import type { HostUnderTest, StartHost } from './host-under-test.ts';
import { reindexCases } from './reindex-cases.ts';
import { askedOfViews, savedViewCases, VIEW_FILE } from './saved-view-cases.ts';
import { askedOfStatements, statementCases } from './statement-cases.ts';
import { AUDIT_CSV, BROKEN_JSONL, manyRecords, writeLog } from './tiny-logs.ts';
import { askedOfUsage, usageCases } from './usage-cases.ts';

/** What every host must do, whatever lies between it and the engine. */
export function contractSuite(name: string, start: StartHost): void {
  describe(name, () => {
    let folder: string;
    let host: HostUnderTest;
    let client: EngineClient;
    let engine: RemoteEngine;

    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'trailglass-contract-'));
      process.env['TRAILGLASS_PROFILES'] = join(folder, 'profiles');
      host = await start(join(folder, 'case.trailglass'), folder);
      client = createClient(await host.connect());
      engine = client.engine;
    });

    afterEach(async () => {
      await host.close();
      rmSync(folder, { recursive: true, force: true });
    });

    async function importText(fileName: string, text: string) {
      const file = await host.handleOf(writeLog(folder, fileName, text));
      return engine.importFiles({ files: [file], options: DEFAULT_IMPORT_OPTIONS });
    }

    const filter = EMPTY_FILTER;
    const byDana: Filter = {
      ...EMPTY_FILTER,
      chips: [
        { off: false, clause: { kind: 'facet', field: 'actor', include: ['dana@example.com'], exclude: [] } },
      ],
    };

    it('answers every method of the contract', async () => {
      const report = await importText('audit.csv', AUDIT_CSV);
      expect(report.sources).toMatchObject([
        { status: 'imported', profile: 'org-audit', read: 3, imported: 3, duplicate: 0, rejected: 0 },
      ]);
      await importText('broken.jsonl', BROKEN_JSONL);
      const target = await host.exportTarget();
      const mapping = await host.exportTarget();

      const answers = {
        workspace: await engine.workspace({}),
        sources: await engine.sources({}),
        rejects: await engine.rejects({ source: null, offset: 0, limit: 10 }),
        ...(await askedOfSources(engine, (await host.exportTarget()).handle)),
        profiles: await engine.profiles({}),
        columns: await engine.columns({}),
        summary: await engine.summary({ filter: byDana }),
        breakdown: await engine.breakdown({ filter, by: 'actor', measure: 'events', limit: 10 }),
        histogram: await engine.histogram({
          filter: byDana,
          bucket: 'day',
          measure: 'events',
          timezone: 'UTC',
        }),
        rows: await engine.rows({ filter: byDana, sort: NEWEST_FIRST, offset: 0, limit: 10 }),
        facetValues: await engine.facetValues({ filter: byDana, field: 'actor', search: '', limit: 10 }),
        dashboard: await engine.dashboard({
          filter: byDana,
          sort: NEWEST_FIRST,
          offset: 0,
          limit: 1,
          histogram: null,
          breakdowns: [],
        }),
        ...(await askedOfUsage(engine)),
        ...(await askedOfStatements(engine)),
        event: await engine.event({ id: 1 }),
        neighbours: await engine.neighbours({ id: 1, filter, same: 'actor', count: 5, within: null }),
        recordReading: await engine.recordReading({ id: 1 }),
        previewImport: await engine.previewImport({
          file: await host.handleOf(writeLog(folder, 'other.csv', AUDIT_CSV)),
          options: DEFAULT_IMPORT_OPTIONS,
        }),
        saveMapping: await engine.saveMapping({
          options: DEFAULT_IMPORT_OPTIONS,
          target: mapping.handle,
        }),
        saveProfile: await engine.saveProfile({
          file: await host.handleOf(writeLog(folder, 'mine.csv', 'Zeit,Tat\n2026-10-01T10:00:00Z,x\n')),
          options: { ...DEFAULT_IMPORT_OPTIONS, fields: { action: ['Tat'] } },
          id: 'contract-suite',
          title: 'Contract suite',
        }),
        importFiles: report,
        withdrawSource: await engine.withdrawSource({ source: 2 }),
        restoreSource: await engine.restoreSource({ source: 2 }),
        reindex: await engine.reindex({}),
        relaxations: await engine.relaxations({ filter: byDana }),
        ...(await askedOfViews(engine, (await host.exportTarget()).handle, () =>
          host.handleOf(writeLog(folder, 'other.trailglass-view.json', VIEW_FILE)),
        )),
        saveChart: await engine.saveChart({
          content: 'by,requests\r\n',
          encoding: 'text',
          target: (await host.exportTarget()).handle,
        }),
        exportEvents: await engine.exportEvents({
          filter: byDana,
          sort: NEWEST_FIRST,
          format: 'csv',
          target: target.handle,
        }),
        verify: await engine.verify({}),
      };
      expect(Object.keys(answers).sort()).toEqual(Object.keys(METHODS).sort());

      expect(answers.workspace).toMatchObject({
        name: 'case.trailglass',
        events: 5,
        sources: 2,
        rejected: 1,
      });
      expect(answers.sources.map(({ read }) => read)).toEqual([3, 3]);
      expect(answers.rejects).toMatchObject({ total: 1, rejects: [{ line: 2, text: '{"when": oops}' }] });
      expectOfSources(answers);
      expect(answers.profiles.map(({ id }) => id)).toContain('org-audit');
      expect(answers.columns.map(({ ref }) => ref)).toContain('ip');
      expect(answers.summary).toMatchObject({ events: 2, actors: 1, lastTime: '2026-10-02T09:30:00.500Z' });
      expect(answers.breakdown.groups[0]).toMatchObject({ key: 'dana@example.com', events: 2 });
      expect(answers.histogram.points.map(({ events }) => events)).toEqual([1, 1]);
      expect(answers.rows.rows.map(({ id }) => id)).toEqual([2, 1]);
      expect(answers.recordReading).toMatchObject({
        encoding: 'utf-8',
        decoded: null,
        cells: expect.arrayContaining([{ column: 'ip_address', text: '10.0.0.1' }]),
      });
      expect(answers.neighbours).toMatchObject({ order: 'time', before: [], after: [{ id: 2 }] });
      expect(answers.facetValues.values.map(({ value }) => value)).toContain('lee@example.com');
      expect(answers.dashboard).toMatchObject({
        summary: { events: 2 },
        page: { total: 2, rows: [{ id: 2 }] },
      });
      expect(answers.event.raw).toMatchObject({ encoding: 'utf-8', text: AUDIT_CSV.split('\n')[1] });
      expect(answers.previewImport).toMatchObject({
        question: null,
        decisions: { profile: { id: 'org-audit' }, encoding: 'utf-8' },
        looked: 3,
        rejects: [],
      });
      expect(answers.previewImport.records[0]).toMatchObject({
        line: 2,
        event: { id: 1, actor: 'dana@example.com' },
      });
      expect(JSON.parse(await mapping.read())).toEqual({ mapping: 1, timezone: 'UTC' });
      expect(answers.saveProfile).toMatchObject({
        id: 'contract-suite',
        version: 1,
        own: true,
        formats: ['csv'],
      });
      expect(answers.reindex).toMatchObject({ events: 5 });
      expect(answers.relaxations).toMatchObject({ time: null, chips: [{ at: 0, events: 5 }] });
      expect(answers.exportEvents).toMatchObject({ rows: 2, format: 'csv' });
      expect(Buffer.byteLength(await target.read())).toBe(answers.exportEvents.bytes);
      expect(answers.verify).toMatchObject({ ok: true, events: 5 });
    });

    dashboardCases(() => ({ engine, importText }));
    reindexCases(() => ({
      engine,
      importText,
      onEvent: client.onEvent,
      workspace: join(folder, 'case.trailglass'),
    }));

    savedViewCases(() => ({
      engine,
      importText,
      onEvent: client.onEvent,
      exportTarget: () => host.exportTarget(),
      fileWith: (name, text) => host.handleOf(writeLog(folder, name, text)),
    }));

    usageCases(() => ({ engine, importText, onEvent: client.onEvent }));
    statementCases(() => ({ engine, importText, onEvent: client.onEvent }));

    it('tells every connection of a change', async () => {
      const other = createClient(await host.connect());
      const seen: EngineEvent[] = [];
      client.onEvent((event) => seen.push(event));
      other.onEvent((event) => seen.push(event));
      await importText('audit.csv', AUDIT_CSV);
      const revision = (await engine.workspace({}))?.revision;
      await other.engine.workspace({});
      expect(seen).toEqual([
        { name: 'changed', revision },
        { name: 'changed', revision },
      ]);
    });

    it('reports progress of an import up to its end', async () => {
      const file = await host.handleOf(writeLog(folder, 'many.csv', manyRecords(20_000)));
      const seen: Progress[] = [];
      await engine.importFiles(
        { files: [file], options: DEFAULT_IMPORT_OPTIONS },
        { onProgress: (progress) => seen.push(progress) },
      );
      expect(seen.length).toBeGreaterThan(0);
      for (const { done, total } of seen) expect(done).toBeLessThanOrEqual(total ?? Number.POSITIVE_INFINITY);
    });

    it('cancels an import: what is committed stays and holds', async () => {
      const file = await host.handleOf(writeLog(folder, 'many.csv', manyRecords(200_000)));
      const controller = new AbortController();
      const importing = engine.importFiles(
        { files: [file], options: DEFAULT_IMPORT_OPTIONS },
        {
          signal: controller.signal,
          onProgress: ({ records }) => {
            if ((records ?? 0) > 0) controller.abort();
          },
        },
      );
      await expect(importing).rejects.toMatchObject({ code: 'CANCELLED' });
      const [source] = await engine.sources({});
      expect(source).toMatchObject({ status: 'interrupted', rejected: 0 });
      const { events } = await engine.summary({ filter });
      expect(events).toBe(source?.imported);
      expect(events).toBeLessThan(200_000);
      expect((await engine.verify({})).ok).toBe(true);
    });

    it('answers queries while an import runs', async () => {
      await importText('audit.csv', AUDIT_CSV);
      const file = await host.handleOf(writeLog(folder, 'many.csv', manyRecords(100_000)));
      let imported = false;
      const importing = engine.importFiles({ files: [file], options: DEFAULT_IMPORT_OPTIONS }).then(() => {
        imported = true;
      });
      const { rows } = await engine.rows({ filter: byDana, sort: NEWEST_FIRST, offset: 0, limit: 10 });
      expect(imported).toBe(false);
      expect(rows).toHaveLength(2);
      await importing;
      expect((await engine.summary({ filter })).events).toBe(100_003);
    });

    it('refuses every method outside the contract', async () => {
      const port = await host.connect();
      const replies: unknown[] = [];
      const answered = new Promise<void>((resolve) => {
        port.onMessage((reply) => {
          if (replies.push(reply) === methods.length) resolve();
        });
      });
      const methods = ['nothing', 'constructor', '__proto__', 'toString', 'then', 'hasOwnProperty'];
      for (const [id, method] of methods.entries()) port.post({ type: 'call', id, method, arg: {} });
      await answered;
      const refused = { type: 'failed', error: { code: 'UNKNOWN_METHOD' } };
      expect(replies).toMatchObject(methods.map((_, id) => ({ ...refused, id })));
    });

    it('refuses a bad argument, naming the place', async () => {
      const limit = -1;
      await expect(engine.rows({ filter, sort: NEWEST_FIRST, offset: 0, limit })).rejects.toMatchObject({
        name: 'AppError',
        code: 'BAD_ARGUMENT',
        message: expect.stringContaining('"limit"'),
        details: { method: 'rows', path: 'limit' },
      });
    });

    it('refuses forged handles and handles of the other direction', async () => {
      const forged = 'A'.repeat(43) as Awaited<ReturnType<HostUnderTest['handleOf']>>;
      const options = DEFAULT_IMPORT_OPTIONS;
      const { handle: writable } = await host.exportTarget();
      const readable = await host.handleOf(writeLog(folder, 'audit.csv', AUDIT_CSV));
      const exportTo = (target: typeof forged) =>
        engine.exportEvents({ filter, sort: NEWEST_FIRST, format: 'csv', target });
      for (const ask of [
        () => engine.importFiles({ files: [forged], options }),
        () => engine.importFiles({ files: [writable], options }),
        () => engine.previewImport({ file: forged, options }),
        () => engine.previewImport({ file: writable, options }),
        () => engine.saveMapping({ target: readable, options }),
        () => engine.saveChart({ target: readable, content: '', encoding: 'text' }),
        () => engine.saveProfile({ file: forged, options, id: 'x', title: 'X' }),
        () => exportTo(forged),
        () => exportTo(readable),
      ]) {
        await expect(ask()).rejects.toMatchObject({ code: 'UNKNOWN_HANDLE' });
      }
    });

    it('passes errors of the engine on as they are', async () => {
      await expect(engine.event({ id: 99 })).rejects.toMatchObject({ code: 'UNKNOWN_EVENT' });
      const unknown = engine.breakdown({ filter, by: '__proto__', measure: 'events', limit: 1 });
      await expect(unknown).rejects.toMatchObject({ code: 'UNKNOWN_FIELD' });
    });

    it('fails what is pending and what comes later when the connection breaks', async () => {
      const file = await host.handleOf(writeLog(folder, 'many.csv', manyRecords(100_000)));
      const lost = new Promise<void>((resolve) => client.onLost(resolve));
      const importing = engine.importFiles({ files: [file], options: DEFAULT_IMPORT_OPTIONS });
      const failed = expect(importing).rejects.toMatchObject({ code: 'ENGINE_LOST' });
      await host.breakConnections();
      await Promise.all([lost, failed]);
      await expect(engine.sources({})).rejects.toMatchObject({ code: 'ENGINE_LOST' });
    });
  });
}
