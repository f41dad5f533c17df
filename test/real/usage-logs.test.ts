import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { formatNano, parseNano } from '../../shared/domain/decimal.ts';
import { ImportBench } from '../engine/import/import-bench.ts';
import { type FileFacts, REAL_LOGS, realFiles } from './facts.ts';

const files = realFiles(['ai_usage']);
const AZURE = 'ai_usage/AzureLLMInferenceTrace_code.csv';
const MOONCAKE = 'ai_usage/mooncake_conversation_trace.jsonl';

function factsOf(path: string): FileFacts['facts'] {
  const found = files?.find((file) => file.path === path);
  if (found === undefined) throw new Error(`facts.json says nothing of ${path}`);
  return found.facts;
}

/** Imports a file into a workspace of its own. */
async function take(path: string) {
  const bench = new ImportBench();
  const [source] = await bench.job([join(REAL_LOGS, path)]);
  if (source === undefined) throw new Error('The job reported no source');
  return { bench, source };
}

/** Sums over all events, exact. */
function totals(bench: ImportBench, where = '1') {
  const row = bench.ws.db
    .prepare<[], Record<'events' | 'requests' | 'inputTokens' | 'outputTokens' | 'cost', bigint | null>>(
      `SELECT count(*) AS events, sum(requests) AS requests, sum(inputTokens) AS inputTokens,
              sum(outputTokens) AS outputTokens, sum(cost) AS cost FROM event WHERE ${where}`,
    )
    .safeIntegers()
    .get();
  const whole = (value: bigint | null | undefined) => Number(value ?? 0n);
  return {
    events: whole(row?.events),
    requests: whole(row?.requests),
    inputTokens: whole(row?.inputTokens),
    outputTokens: whole(row?.outputTokens),
    cost: formatNano(row?.cost ?? 0n),
  };
}

/** The three most frequent values are those of the facts; of equally frequent ones, any. */
function expectTop(bench: ImportBench, field: 'model' | 'action', where: string, wanted: unknown): void {
  const counts = bench.ws.db
    .prepare<[], [string, number]>(
      `SELECT ${field}, count(*) FROM event WHERE ${where} GROUP BY 1 ORDER BY 2 DESC`,
    )
    .raw()
    .all();
  const pairs = wanted as [string, number][];
  expect(counts).toEqual(expect.arrayContaining(pairs));
  expect(counts.slice(0, pairs.length).map(([, count]) => count)).toEqual(pairs.map(([, count]) => count));
}

describe.skipIf(files === null)('real usage logs', () => {
  it('an inference trace has its tokens, times to the microsecond, one request per row', async () => {
    const { bench, source } = await take(AZURE);
    const facts = factsOf(AZURE);
    expect(source).toMatchObject({ profile: 'azure-llm-trace', read: facts['rows'], undated: 0 });
    expect(totals(bench)).toEqual({
      events: facts['rows'],
      requests: facts['rows'],
      inputTokens: facts['sum_ContextTokens'],
      outputTokens: facts['sum_GeneratedTokens'],
      cost: '0',
    });
    expect(source.firstTime).toBe('2023-11-16T18:17:03.979960Z');
    expect(source.lastTime).toBe('2023-11-16T19:14:19.928016Z');
  });

  it('offsets from an unknown start are no times: undated, in order, kept as a column', async () => {
    const { bench, source } = await take(MOONCAKE);
    const facts = factsOf(MOONCAKE);
    expect(source).toMatchObject({
      profile: 'mooncake-trace',
      read: facts['rows'],
      undated: facts['rows'],
      firstTime: null,
    });
    expect(totals(bench)).toMatchObject({
      inputTokens: facts['sum_input_length'],
      outputTokens: facts['sum_output_length'],
    });
    const offsets = bench.events().map((event) => Number(event.extra['timestamp']));
    expect(offsets[0]).toBe(facts['min_timestamp_rel_ms']);
    expect(offsets.at(-1)).toBe(facts['max_timestamp_rel_ms']);
    expect(offsets.every((offset, index) => index === 0 || offset >= (offsets[index - 1] ?? 0))).toBe(true);
  });

  it.each(['ai_usage/aider_analytics_part1.jsonl.gz', 'ai_usage/aider_sample-analytics_snapshot.jsonl'])(
    '%s counts messages as requests, with exact tokens and costs',
    async (path) => {
      const { bench, source } = await take(path);
      const facts = factsOf(path);
      expect(source).toMatchObject({
        profile: 'aider-analytics',
        read: facts['rows'],
        undated: 0,
        rejected: 0,
      });
      const sums = totals(bench);
      expect(sums).toMatchObject({
        events: facts['rows'],
        inputTokens: facts['sum_prompt_tokens'],
        outputTokens: facts['sum_completion_tokens'],
      });
      // The facts are rounded to six decimals.
      expect(Number(sums.cost)).toBeCloseTo(Number(facts['sum_cost_usd']), 6);
      expect(sums.cost).toBe(exactCost(path));
      expect(totals(bench, "action = 'message_send'").events).toBe(facts['message_send_rows']);
      expectTop(bench, 'action', '1', facts['top3_event']);
      expectTop(bench, 'model', "action = 'message_send'", facts['top3_main_model']);
      const [users] = bench.ws.db
        .prepare<[], [number, number]>('SELECT count(DISTINCT actorId), sum(actorId IS NULL) FROM event')
        .raw()
        .all();
      expect(users).toEqual([facts['distinct_user_id'], facts['rows_with_null_user_id']]);
    },
  );

  it('lines of a snapshot that another file has are found again, those it repeats stay', async () => {
    const bench = new ImportBench();
    const paths = [
      'ai_usage/aider_analytics_part1.jsonl.gz',
      'ai_usage/aider_sample-analytics_snapshot.jsonl',
    ];
    const [, snapshot] = await bench.job(paths.map((path) => join(REAL_LOGS, path)));
    const lines = readFileSync(join(REAL_LOGS, paths[1] ?? ''), 'utf8')
      .trimEnd()
      .split('\n');
    // The first file has each line once.
    const distinct = new Set(lines).size;
    expect(snapshot).toMatchObject({ read: 1000, imported: lines.length - distinct, duplicate: distinct });
  });
});

/** Sum of the costs as their digits stand in the file, without arithmetic on doubles. */
function exactCost(path: string): string {
  const bytes = readFileSync(join(REAL_LOGS, path));
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const costs = [...text.matchAll(/"cost": ([0-9.eE+-]+)/g)].map((match) => parseNano(match[1] ?? '') ?? 0n);
  return formatNano(costs.reduce((sum, cost) => sum + cost, 0n));
}
