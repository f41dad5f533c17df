import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNano } from '../../../shared/domain/decimal.ts';
import { codes, ImportBench } from './import-bench.ts';

const LITELLM = 'request_id,call_type,spend,startTime,endTime,model,prompt_tokens,completion_tokens\n';
const call = (id: number, spend: string) =>
  `r${id},acompletion,${spend},2026-10-01T10:00:00Z,2026-10-01T10:00:01Z,gpt-4o,20,10\n`;

function costs(bench: ImportBench): string[] {
  return bench.events().map((event) => formatNano(BigInt(String(event['cost']))));
}

describe('costs', () => {
  it.each([
    [
      'as floats of Python, in CSV',
      'a.csv',
      LITELLM + ['1.2e-05', '0.0', '0', '0.0123'].map((s, i) => call(i, s)).join(''),
    ],
    [
      'as numbers, in JSON Lines',
      'a.jsonl',
      ['1.2e-05', '0.0', '0', '0.0123']
        .map((spend, i) => {
          const rest = `"call_type":"acompletion","startTime":"2026-10-01T10:00:00Z","endTime":"2026-10-01T10:00:01Z"`;
          return `{"request_id":"r${i}",${rest},"model":"gpt-4o","spend":${spend}}\n`;
        })
        .join(''),
    ],
  ])('%s are read exactly', async (_how, name, text) => {
    const bench = new ImportBench();
    const source = await bench.take(name, text);
    expect(source).toMatchObject({ profile: 'litellm-spend', imported: 4 });
    expect(codes(source.warnings)).not.toContain('VALUE_UNREADABLE');
    expect(costs(bench)).toEqual(['0.000012', '0', '0', '0.0123']);
  });

  it('in cents become whole units, digit by digit', async () => {
    const amounts = ['123.78912', '0', '5', '0.0405', '-12.5', '1e2'];
    const results = amounts.map((amount, i) => ({ currency: 'usd', amount, description: `item ${i}` }));
    const bench = new ImportBench();
    const span = { starting_at: '2026-10-01T00:00:00Z', ending_at: '2026-10-02T00:00:00Z', results };
    const source = await bench.take('costs.json', JSON.stringify({ data: [span] }));
    expect(source.profile).toBe('anthropic-costs');
    expect(costs(bench)).toEqual(['1.2378912', '0', '0.05', '0.000405', '-0.125', '1']);
    expect(bench.events().map((event) => event['currency'])).toEqual(amounts.map(() => 'USD'));
    expect(bench.events().every((event) => event['requests'] === null)).toBe(true);
  });

  it('that are no numbers are told and kept', async () => {
    const bench = new ImportBench();
    const results = [
      { currency: 'USD', amount: '1', description: 'x' },
      { currency: 'USD', amount: 'a lot', description: 'y' },
    ];
    const span = { starting_at: '2026-10-01T00:00:00Z', ending_at: '2026-10-02T00:00:00Z', results };
    const source = await bench.take('costs.json', JSON.stringify({ data: [span] }));
    expect(source.warnings.find(({ code }) => code === 'VALUE_UNREADABLE')?.message).toContain('"a lot"');
    expect(bench.events()[1]).toMatchObject({ cost: null, line: 1 });
  });
});

interface Line {
  readonly message: number;
  readonly block: number;
  readonly input: number;
  readonly output: number;
}

/** A line of a transcript about one block of a message. */
function line({ message, block, input, output }: Line, session = 's1'): string {
  return JSON.stringify({
    type: 'assistant',
    sessionId: session,
    uuid: `00000000-0000-4000-8000-${String(message * 1000 + block).padStart(12, '0')}`,
    requestId: `req_${message}`,
    timestamp: '2026-10-01T10:00:00.000Z',
    message: {
      id: `msg_${message}`,
      role: 'assistant',
      model: 'claude-sonnet-4-5',
      content: [{ type: 'text', text: `${message}.${block}` }],
      usage: { input_tokens: input, cache_read_input_tokens: 100, output_tokens: output },
    },
  });
}

function sums(bench: ImportBench): { requests: number; input: number; output: number } {
  const events = bench.events();
  const sum = (field: string) => events.reduce((total, event) => total + Number(event[field] ?? 0), 0);
  return { requests: sum('requests'), input: sum('inputTokens'), output: sum('outputTokens') };
}

describe('a request that several lines state', () => {
  const first = { message: 1, block: 0, input: 4, output: 7 };
  const last = { message: 1, block: 1, input: 4, output: 120 };

  it('is counted once, with its highest figures, and every line stays an event', async () => {
    const bench = new ImportBench();
    const other = { message: 2, block: 0, input: 6, output: 9 };
    const source = await bench.take('t.jsonl', [first, other, last].map((each) => line(each)).join('\n'));
    expect(source).toMatchObject({ profile: 'claude-code', read: 3, imported: 3, duplicate: 0 });
    expect(sums(bench)).toEqual({ requests: 2, input: 104 + 106, output: 120 + 9 });
    expect(bench.events().map((event) => event['outputTokens'])).toEqual([7, 9, 113]);
    expect(bench.events()[2]?.extra).toMatchObject({ 'message.usage.output_tokens': '120' });
    expect(source.warnings.find(({ code }) => code === 'REPEATED_FIGURES')?.message).toMatch(/^1 record has/);
  });

  it('is not counted again when the session goes on in another file', async () => {
    const bench = new ImportBench();
    const more = { message: 3, block: 0, input: 1, output: 2 };
    await bench.take('one.jsonl', [first, last].map((each) => line(each)).join('\n'));
    const again = await bench.take('two.jsonl', [first, last, more].map((each) => line(each)).join('\n'));
    expect(again).toMatchObject({ imported: 1, duplicate: 2 });
    // A resumed session repeats its history under an id of its own.
    const resumed = await bench.take('three.jsonl', [first, last].map((each) => line(each, 's2')).join('\n'));
    expect(resumed).toMatchObject({ imported: 0, duplicate: 2 });
    expect(codes(resumed.warnings)).toContain('CONFLICTS');
    expect(sums(bench)).toEqual({ requests: 2, input: 104 + 101, output: 122 });
  });

  it('comes to the highest figures, however its lines are mixed with others', async () => {
    const lines = fc.array(
      fc.record({
        message: fc.integer({ min: 1, max: 4 }),
        input: fc.integer({ min: 0, max: 9 }),
        output: fc.integer({ min: 1, max: 9 }),
      }),
      { minLength: 1, maxLength: 15 },
    );
    await fc.assert(
      fc.asyncProperty(lines, async (parts) => {
        const bench = new ImportBench();
        const all = parts.map((part, block) => ({ ...part, block }));
        await bench.take('t.jsonl', all.map((each) => line(each)).join('\n'), { profile: 'claude-code' });
        const highest = (figure: 'input' | 'output') =>
          [1, 2, 3, 4].map((id) =>
            Math.max(0, ...all.filter((each) => each.message === id).map((each) => each[figure])),
          );
        const met = new Set(all.map((each) => each.message)).size;
        expect(sums(bench)).toEqual({
          requests: met,
          input: highest('input').reduce((a, b) => a + b, 0) + 100 * met,
          output: highest('output').reduce((a, b) => a + b, 0),
        });
      }),
      { numRuns: 12 },
    );
  });
});
