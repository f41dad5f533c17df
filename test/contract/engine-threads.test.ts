import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineThreads } from '../../electron/hosts/threads/engine-threads.ts';
import { DEFAULT_IMPORT_OPTIONS, type EngineEvent, NEWEST_FIRST } from '../../shared/api/contract.ts';
import type { CallOptions } from '../../shared/api/remote.ts';
import { toWireError } from '../../shared/errors.ts';
import { replaceWritten } from '../../shared/filter/edit.ts';
import { EMPTY_FILTER } from '../../shared/filter/filter.ts';
import { parseWritten } from '../../shared/filter/written.ts';
import { AUDIT_CSV, manyRecords, writeLog } from './tiny-logs.ts';

const filter = EMPTY_FILTER;

describe('EngineThreads', () => {
  let folder: string;
  let threads: EngineThreads;
  let crashes: string[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'trailglass-threads-'));
    crashes = [];
    threads = new EngineThreads({
      entry: new URL('./crashing-lane-thread.ts', import.meta.url),
      onCrash: (lane, reason) => crashes.push(`${lane}: ${reason.message}`),
    });
  });

  afterEach(async () => {
    await threads.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const path = (name: string) => join(folder, name);

  function importing(name: string, text: string, tenant: string | null = null) {
    const { handle } = threads.issue(writeLog(folder, name, text), 'read');
    return threads.engine.importFiles({ files: [handle], options: { ...DEFAULT_IMPORT_OPTIONS, tenant } });
  }

  const searching = (search: string) =>
    threads.engine.facetValues({ filter, field: 'actor', search, limit: 10 });

  describe('without a workspace', () => {
    it('says so, but knows its profiles', async () => {
      expect(await threads.engine.workspace({})).toBeNull();
      expect(await threads.engine.profiles({})).not.toEqual([]);
      await expect(threads.engine.summary({ filter })).rejects.toMatchObject({ code: 'NO_WORKSPACE' });
    });
  });

  describe('opens and closes', () => {
    it('telling every view', async () => {
      const seen: EngineEvent[] = [];
      threads.onEvent((event) => seen.push(event));
      const workspace = await threads.open(path('a.trailglass'), { create: true });
      await threads.open(path('a.trailglass'), { create: false });
      await threads.close();
      expect(workspace).toMatchObject({ name: 'a.trailglass', events: 0 });
      expect(seen).toEqual([
        { name: 'workspace', workspace },
        { name: 'workspace', workspace: null },
      ]);
      expect(await threads.engine.workspace({})).toBeNull();
    });

    it('another workspace in place of the first, which is free again', async () => {
      await threads.open(path('a.trailglass'), { create: true });
      await importing('audit.csv', AUDIT_CSV);
      expect(await threads.open(path('b.trailglass'), { create: true })).toMatchObject({ events: 0 });
      const other = new EngineThreads();
      expect(await other.open(path('a.trailglass'), { create: false })).toMatchObject({ events: 3 });
      await other.close();
    });

    it('keeping the first when the second cannot be opened', async () => {
      await threads.open(path('a.trailglass'), { create: true });
      writeFileSync(
        path('foreign.trailglass'),
        'not a workspace, but long enough to look at it twice'.repeat(40),
      );
      const open = (name: string) => threads.open(path(name), { create: false });
      await expect(open('foreign.trailglass')).rejects.toMatchObject({ code: 'WORKSPACE_FOREIGN' });
      await expect(open('missing.trailglass')).rejects.toMatchObject({ code: 'WORKSPACE_MISSING' });
      expect(await threads.engine.workspace({})).toMatchObject({ name: 'a.trailglass' });
    });

    it('refused while another program has it', async () => {
      await threads.open(path('a.trailglass'), { create: true });
      const other = new EngineThreads();
      const refused = other.open(path('a.trailglass'), { create: false });
      await expect(refused).rejects.toMatchObject({ code: 'WORKSPACE_BUSY' });
    });

    it('cancelling the import that runs', async () => {
      await threads.open(path('a.trailglass'), { create: true });
      const stopped = expect(importing('many.csv', manyRecords(200_000))).rejects.toMatchObject({
        code: 'CANCELLED',
      });
      await new Promise((resolve) => setTimeout(resolve, 100));
      await threads.close();
      await stopped;
      expect(await threads.open(path('a.trailglass'), { create: false })).not.toBeNull();
      expect((await threads.engine.verify({})).ok).toBe(true);
    });
  });

  describe('a cancel', () => {
    const search = (query: string, options: CallOptions = {}) =>
      threads.engine.dashboard(
        {
          filter: replaceWritten(EMPTY_FILTER, parseWritten(query)),
          sort: NEWEST_FIRST,
          offset: 0,
          limit: 100,
          histogram: { bucket: null, measure: 'events', timezone: 'UTC' },
          breakdowns: [{ by: 'actor', measure: 'events', limit: 10 }],
        },
        options,
      );

    it('reaches the search that keeps its thread busy, and no call after it', async () => {
      await threads.open(path('a.trailglass'), { create: true });
      await importing('many.csv', manyRecords(200_000));
      await search('warm');
      const begun = performance.now();
      expect((await search('/no [s]uch thing/')).summary.events).toBe(0);
      const whole = performance.now() - begun;

      const waits: number[] = [];
      for (const part of [0.05, 0.1, 0.2, 0.3, 0.5]) {
        const controller = new AbortController();
        const running = search(`/no [s]uch thing ${part}/`, { signal: controller.signal });
        await new Promise((resolve) => setTimeout(resolve, whole * part));
        const cancelledAt = performance.now();
        controller.abort();
        const code = await running.then(
          () => 'answered before the cancel came',
          (error: unknown) => toWireError(error).code,
        );
        if (code === 'CANCELLED') waits.push(performance.now() - cancelledAt);
      }
      // A thread that does not hear of it would answer: it takes no messages while it searches.
      expect(waits.length).toBeGreaterThan(0);
      expect(Math.min(...waits)).toBeLessThan(whole / 4);
      expect((await search('user7@example')).summary.events).toBe(4_000);
    });

    it('of a call that waits never lets it begin', async () => {
      await threads.open(path('a.trailglass'), { create: true });
      await importing('many.csv', manyRecords(100_000));
      const controllers = Array.from({ length: 20 }, () => new AbortController());
      const calls = controllers.map(({ signal }, at) => search(`/no [s]uch thing ${at}/`, { signal }));
      const refused = calls.map((call) => expect(call).rejects.toMatchObject({ code: 'CANCELLED' }));
      for (const controller of controllers) controller.abort();
      await Promise.all(refused);
      expect((await search('user7@example')).summary.events).toBe(2_000);
    });
  });

  describe('when a thread crashes', () => {
    beforeEach(async () => {
      await threads.open(path('a.trailglass'), { create: true });
      await importing('audit.csv', AUDIT_CSV);
    });

    it.each(['exit', 'throw'])(
      'by %s, fails the running call and goes on with those that wait',
      async (fault) => {
        const lost = expect(searching(fault)).rejects.toMatchObject({ code: 'ENGINE_LOST' });
        const waiting = threads.engine.rows({ filter, sort: NEWEST_FIRST, offset: 0, limit: 10 });
        if (fault === 'exit') await lost;
        else await Promise.allSettled([lost]); // the call may have been answered before the error escaped
        expect((await waiting).total).toBe(3);
        expect(await searching('dana')).toMatchObject({ total: 1 });
        expect(crashes).toHaveLength(1);
        expect(crashes[0]).toMatch(fault === 'exit' ? /^query: / : /^query: a fault$/);
      },
    );

    it('in the middle of an import, keeps what was committed and can import again', async () => {
      const { handle } = threads.issue(
        writeLog(folder, 'after.csv', AUDIT_CSV.replaceAll('2026', '2025')),
        'read',
      );
      const lost = importing('many.csv', manyRecords(300_000), 'exit');
      await expect(lost).rejects.toMatchObject({ code: 'ENGINE_LOST' });
      expect(crashes).toHaveLength(1);
      const report = await threads.engine.importFiles({ files: [handle], options: DEFAULT_IMPORT_OPTIONS });
      expect(report.sources).toMatchObject([{ status: 'imported', imported: 3 }]);
      const sources = await threads.engine.sources({});
      expect(sources.map(({ status }) => status)).not.toContain('importing');
      expect(await threads.engine.verify({})).toMatchObject({ ok: true });
    });

    it('and cannot be started again, says why to each call', async () => {
      rmSync(path('a.trailglass'));
      await expect(searching('exit')).rejects.toMatchObject({ code: 'ENGINE_LOST' });
      await expect(searching('dana')).rejects.toMatchObject({ code: 'WORKSPACE_MISSING' });
      await expect(searching('dana')).rejects.toMatchObject({ code: 'WORKSPACE_MISSING' });
    });
  });
});
