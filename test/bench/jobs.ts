import * as v from 'valibot';

/**
 * Jobs run in processes of their own, so that peak memory is theirs alone and no contender profits from what another
 * left behind. Times are taken inside, from opening to closing; the start of the process counts for nobody.
 */

export const CONTENDERS = ['trailglass', 'duckdb', 'sqlite3'] as const;
export type ContenderName = (typeof CONTENDERS)[number];

const order = v.object({
  contender: v.picklist(CONTENDERS),
  job: v.picklist(['version', 'import', 'open', 'browse', 'export']),
  data: v.object({ kind: v.picklist(['usage', 'records']), file: v.string(), folder: v.string() }),
  /** Rows of the data set. */
  rows: v.number(),
  /** Timed runs, after `warmUps` uncounted ones. An import or opening runs once. */
  runs: v.number(),
  warmUps: v.number(),
  /** Whether our own code records its spans. */
  spans: v.boolean(),
});
/** What a process is started for. */
export type Order = v.InferOutput<typeof order>;

const milliseconds = v.array(v.number());
const report = v.object({
  version: v.optional(v.string()),
  /** By question; an import and an opening have one time under their own name. */
  ms: v.record(v.string(), milliseconds),
  /** Rows found or written, by question: contenders that did the same work agree. */
  rows: v.record(v.string(), v.number()),
  peakRssBytes: v.nullable(v.number()),
  /** Time of all cores for an import; null when other programs did it. */
  cpuMs: v.nullable(v.number()),
  /** Size of the database. */
  bytes: v.nullable(v.number()),
  spans: v.array(v.object({ name: v.string(), ms: v.number(), times: v.number() })),
});
/** What it came to. */
export type Report = v.InferOutput<typeof report>;

export function parseOrder(text: string | undefined): Order {
  return v.parse(order, JSON.parse(text ?? ''));
}

export function parseReport(text: string): Report {
  return v.parse(report, JSON.parse(text));
}
