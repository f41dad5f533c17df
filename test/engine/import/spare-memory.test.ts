import { describe, expect, it } from 'vitest';
import { SourceParser } from '../../../electron/engine/import/parse/source-parser.ts';
import { giveMemory, takeMemory } from '../../../electron/engine/kernels/spare-memory.ts';
import { DEFAULT_IMPORT_OPTIONS } from '../../../shared/api/contract.ts';
import { flat, type Parsed } from '../../support/both-parsers.ts';

function parsed(text: string): Parsed {
  const bytes = Buffer.from(text);
  const parser = new SourceParser({ name: 'log', bytes, whole: true }, DEFAULT_IMPORT_OPTIONS);
  const blocks = [...parser.take(bytes, true)];
  parser.end();
  return flat(blocks, parser.notes());
}

function csv(rows: number, columns: number): string {
  const header = ['time', 'action', 'user', ...Array.from({ length: columns }, (_, column) => `c${column}`)];
  const lines = Array.from({ length: rows }, (_, row) =>
    [
      `2026-10-24T10:00:${String(row % 60).padStart(2, '0')}Z`,
      ['a', 'b'][row % 2],
      `"u, ${row % 7}"`,
      ...header.slice(3).map((name) => `${name}${row % (name.length + columns)}`),
    ].join(','),
  );
  return [header.join(','), ...lines, ''].join('\n');
}

const JSON_LOG = `[${Array.from({ length: 300 }, (_, n) => `{"time":"2026-10-24T10:00:00Z","action":"a${n % 5}","name${n % 9}":{"id":"${n}"}}`).join(',')}]`;

describe('memory of kernels that one log leaves to the next', () => {
  it('gives each log what it would have in a memory of its own', () => {
    const logs = [csv(3_000, 3), JSON_LOG, csv(500, 12), JSON_LOG.replaceAll('"name', '"other'), csv(40, 1)];
    // Those that were never given back are of their own.
    const held = [takeMemory(), takeMemory()];
    const alone = logs.map((log) => {
      const own = parsed(log);
      held.push(takeMemory(), takeMemory());
      return own;
    });
    for (const log of [...logs, ...logs.toReversed()]) {
      expect(parsed(log)).toEqual(alone[logs.indexOf(log)]);
    }
    expect(new Set(held).size).toBe(held.length);
  });

  it('is used again, with all places free and empty', () => {
    const first = takeMemory();
    const at = first.keep(1_000_000);
    first.bytes.fill(7, at, at + 1_000_000);
    const given = first.take(64);
    first.give(given, 64);
    giveMemory(first);
    const again = takeMemory();
    expect(again).toBe(first);
    expect(again.keep(1_000_000)).toBe(at);
    expect(again.bytes.subarray(at, at + 1_000_000).every((byte) => byte === 0)).toBe(true);
    expect(takeMemory()).not.toBe(first);
  });
});
