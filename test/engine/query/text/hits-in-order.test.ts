import { describe, expect, it } from 'vitest';
import { markTextMatches } from '../../../../electron/engine/query/text/mark-text-matches.ts';
import { AppError } from '../../../../shared/errors.ts';
import { freshWorkspace } from '../../store/fixtures.ts';
import {
  everything,
  found,
  type LogShape,
  marked,
  PLAIN,
  record,
  type SearchedEvent,
  sourceOf,
  unhurried,
  writeLog,
} from './searched-log.ts';

describe('a search shows hits while it goes on', () => {
  const many = Array.from(
    { length: 3_000 },
    (_, at): SearchedEvent =>
      record(`record ${at} ${at % 100 === 0 ? 'needle' : 'straw'}`, {
        time: at % 7 === 0 ? null : 1_000_000 * (at % 2 === 0 ? at : 3_000 - at),
      }),
  );
  const shape: LogShape = { ...PLAIN, blockBytes: 4_096, batch: 500 };

  it('in the order of the log, final, before the end', () => {
    const ws = freshWorkspace();
    writeLog(ws, many, shape);
    const source = sourceOf(ws);
    const told: number[] = [];
    const steps: { hits: number; passed: number }[] = [];
    const marks = markTextMatches(
      source,
      found('needle'),
      everything(source),
      unhurried,
      (positions, passed) => {
        told.push(...positions);
        steps.push({ hits: told.length, passed });
      },
    );
    const timeOf = (at: number) => many[at]?.fields.time as number | null;
    const expected = marked(marks).toSorted((a, b) => {
      const [x, y] = [timeOf(a), timeOf(b)];
      if (x === null || y === null) return x === y ? b - a : x === null ? 1 : -1;
      return y - x || b - a;
    });
    expect(told).toEqual(expected);
    expect(told).toHaveLength(30);
    const firstSeen = steps.find(({ hits }) => hits > 0)?.passed ?? 0;
    expect(firstSeen).toBeLessThan(500);
    expect(steps.at(-1)?.passed).toBe(many.length);
  });

  it('asks whether it was cancelled at every raw block', () => {
    const ws = freshWorkspace();
    writeLog(ws, many, shape);
    const source = sourceOf(ws);
    let asked = 0;
    markTextMatches(source, found('nowhere'), everything(source), {
      throwIfCancelled() {
        asked += 1;
      },
    });
    const blocks = source.blocks(1).length;
    expect(blocks).toBeGreaterThan(10);
    expect(asked).toBeGreaterThan(blocks);
  });

  it('and stops where it is when it is cancelled', () => {
    const ws = freshWorkspace();
    writeLog(ws, many, shape);
    const source = sourceOf(ws);
    let cancelled = false;
    let passed = 0;
    const checkpoint = {
      throwIfCancelled() {
        if (cancelled) throw new AppError('CANCELLED', 'Cancelled.');
      },
    };
    const run = () =>
      markTextMatches(source, found('needle'), everything(source), checkpoint, (positions, so) => {
        passed = so;
        cancelled ||= positions.length > 0;
      });
    expect(run).toThrow('Cancelled.');
    expect(passed).toBeLessThan(1_000);
  });
});
