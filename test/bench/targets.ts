import type { Result, Work } from './contend.ts';

/** All results of one data set. */
export interface SizeResults {
  readonly name: string;
  readonly kind: 'usage' | 'records';
  readonly rows: number;
  readonly fileBytes: number;
  readonly results: readonly Result[];
}

/** One number that the product promises, and what became of it. */
export interface Target {
  readonly work: string;
  readonly must: string;
  readonly measured: string;
  /** Null when this run cannot tell. */
  readonly met: boolean | null;
}

const MILLION = 1_000_000;

/** The promised numbers of the sizes that were measured. */
export function targetsOf(size: SizeResults): Target[] {
  const own = size.results.find(({ contender }) => contender === 'trailglass');
  if (own === undefined) return [];
  const duckDb = size.results.find(({ contender }) => contender === 'duckdb');
  const at = (work: string): string => `${work}, ${size.name}`;
  const limit = limits(own);
  const targets = [memory(at('import, memory'), own.peakRssBytes.import, 400)];
  if (size.kind !== 'usage') return targets;
  if (size.rows === MILLION) {
    targets.push(
      ratio(at('import'), own, fasterImport(size.results), 'import', 1, 'the faster peer'),
      ratio(at('import, better'), own, fasterImport(size.results), 'import', 0.8, 'the faster peer'),
      limit(at('dashboard, p95'), 'dashboard', 'p95', 50),
      ratio(at('dashboard'), own, duckDb, 'dashboard', 0.2, 'DuckDB'),
      limit(at('substring, complete, p95'), 'search', 'p95', 400),
      limit(at('substring, first hits, p95'), 'searchFirst', 'p95', 100),
      limit(at('open to first rows'), 'open', 'median', 500),
      ratio(at('extract to CSV'), own, duckDb, 'export', 1.5, 'DuckDB'),
    );
  }
  targets.push(limit(at('page at any depth, p95'), 'page', 'p95', 10));
  if (size.rows === 10 * MILLION) {
    targets.push(
      limit(at('dashboard, p95'), 'dashboard', 'p95', 300),
      limit(at('open to first rows'), 'open', 'median', 2_000),
      memory(at('browsing, memory'), own.peakRssBytes.browse, 1_500),
    );
  }
  return targets;
}

/** What only a browser can show. */
export const SCROLL_TARGET: Target = {
  work: 'scrolling',
  must: 'no frame over 50 ms',
  measured: 'in a browser: node test/bench/scroll.ts FILE.trailglass',
  met: null,
};

function limits(own: Result) {
  return (work: string, of: Work, by: 'median' | 'p95', most: number): Target => {
    const measured = own.ms[of]?.[by];
    const must = `≤ ${most} ms`;
    if (measured === undefined) return { work, must, measured: 'not measured', met: null };
    return { work, must, measured: `${rounded(measured)} ms`, met: measured <= most };
  };
}

function ratio(
  work: string,
  own: Result,
  peer: Result | undefined,
  of: Work,
  most: number,
  whose: string,
): Target {
  const mine = own.ms[of]?.median;
  const theirs = peer?.ms[of]?.median;
  const must = `≤ ${most} × ${whose}`;
  if (mine === undefined || theirs === undefined) return { work, must, measured: 'not measured', met: null };
  const times = mine / theirs;
  const measured = `${times.toFixed(2)} × (${rounded(mine)} : ${rounded(theirs)} ms)`;
  return { work, must, measured, met: times <= most };
}

function memory(work: string, bytes: number | null, most: number): Target {
  const must = `≤ ${most} MB`;
  if (bytes === null) return { work, must, measured: 'not measured', met: null };
  return { work, must, measured: `${Math.round(bytes / 1e6)} MB`, met: bytes <= most * 1e6 };
}

function fasterImport(results: readonly Result[]): Result | undefined {
  const peers = results.filter(({ contender, ms }) => contender !== 'trailglass' && ms.import !== null);
  return peers.sort((a, b) => (a.ms.import?.median ?? 0) - (b.ms.import?.median ?? 0))[0];
}

function rounded(ms: number): string {
  return ms < 10 ? ms.toFixed(1) : Math.round(ms).toLocaleString('en');
}
