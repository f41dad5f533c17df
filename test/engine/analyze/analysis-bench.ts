import { createAnalysis } from '../../../electron/engine/analyze/analysis.ts';
import { createColumnStore } from '../../../electron/engine/query/column-store.ts';
import type { ActorsPage, Comparison, CoverageReport, SourceAccount } from '../../../shared/api/contract.ts';
import { ImportBench } from '../import/import-bench.ts';

const UNCHECKED = { throwIfCancelled: () => undefined };

/** A workspace with real imports, and the questions about its sources and actors. */
export class AnalysisBench extends ImportBench {
  readonly analysis = createAnalysis(this.ws, createColumnStore(this.ws));

  coverage(timezone = 'UTC'): CoverageReport {
    return this.analysis.coverage({ timezone }, UNCHECKED);
  }

  account(source: number, timezone = 'UTC'): SourceAccount {
    return this.analysis.sourceAccount({ source, timezone }, UNCHECKED);
  }

  compare(
    first: readonly number[],
    second: readonly number[],
    {
      window = null,
      limit = 1_000,
    }: { window?: { from: number | null; to: number | null } | null; limit?: number } = {},
  ): Comparison {
    return this.analysis.compareSources({ first: [...first], second: [...second], window, limit }, UNCHECKED);
  }

  actors(search = ''): ActorsPage {
    return this.analysis.actors({ search, offset: 0, limit: 1_000 }, UNCHECKED);
  }

  resolved(event: number) {
    const { ws, analysis } = this;
    const row = ws.db
      .prepare<[number], Parameters<typeof analysis.resolvedActor>[0]>('SELECT * FROM event WHERE id = ?')
      .get(event);
    if (row === undefined) throw new Error(`There is no event ${event}`);
    return analysis.resolvedActor(row, UNCHECKED);
  }
}

/** A record of the log that tests write: an id, a time, what was done, and by whom. */
export interface TestRecord {
  readonly id: string;
  /** Seconds after 2026-03-02T00:00:00Z, a Monday. */
  readonly at: number;
  readonly action: string;
  readonly who?: string;
}

const START = Date.UTC(2026, 2, 2);

/** The time of a record, ISO 8601. */
export function timeOf(seconds: number): string {
  return new Date(START + seconds * 1_000).toISOString();
}

/** Records as an export of one log without ids of their own. */
export function csvExport(records: readonly TestRecord[]): string {
  const lines = records.map(
    ({ id, at, action, who = 'dana@example.com' }) => `${timeOf(at)},${who},${action},team,${id},{},10.0.0.1`,
  );
  return `timestamp,user_email,action,resource_type,resource_id,detail,ip_address\n${lines.join('\n')}\n`;
}

/** Records as an export of one log whose records have ids of their own. */
export function jsonlExport(records: readonly TestRecord[]): string {
  return records
    .map(({ id, at, action, who = 'dana@example.com' }) =>
      JSON.stringify({
        id,
        timestamp: timeOf(at),
        user_email: who,
        action,
        resource_type: 'team',
        resource_id: `team of ${id}`,
        detail: { method: 'POST', path: `/teams/${id}` },
      }),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** A steady log: a record every so many seconds. */
export function steady(count: number, every: number, from = 0): TestRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `r${from + index * every}`,
    at: from + index * every,
    action: index % 3 === 0 ? 'delete' : 'create',
  }));
}
