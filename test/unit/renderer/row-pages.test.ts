import { describe, expect, it } from 'vitest';
import { type ReadRows, RowPages } from '../../../renderer/engine/row-pages.ts';
import type { RowsPage } from '../../../shared/api/contract.ts';
import type { EventRow } from '../../../shared/domain/event.ts';
import { FIELD_NAMES } from '../../../shared/domain/fields.ts';
import { AppError } from '../../../shared/errors.ts';

/** A request waiting for the test to answer it. */
interface Asked {
  readonly offset: number;
  readonly signal: AbortSignal;
  readonly answer: (total: number) => Promise<void>;
  readonly refuse: (error: AppError) => Promise<void>;
}

function row(id: number): EventRow {
  const fields = Object.fromEntries(FIELD_NAMES.map((name) => [name, null]));
  return { ...fields, id, source: 1, extra: [] } as unknown as EventRow;
}

/** An engine whose answers come when the test says so. Ids of rows are `question` × 1,000,000 + place. */
function slowEngine(question: number): { read: ReadRows; asked: Asked[] } {
  const asked: Asked[] = [];
  const read: ReadRows = (offset, limit, signal) =>
    new Promise((resolve, reject) => {
      const settle = async (): Promise<void> => {
        await Promise.resolve();
        await Promise.resolve();
      };
      asked.push({
        offset,
        signal,
        async answer(total) {
          const count = Math.max(0, Math.min(limit, total - offset));
          const rows = Array.from({ length: count }, (_, at) => row(question * 1_000_000 + offset + at));
          const page: RowsPage = { total, offset, revision: 1, rows };
          resolve(page);
          await settle();
        },
        async refuse(error) {
          reject(error);
          await settle();
        },
      });
    });
  return { read, asked };
}

function at<T>(items: readonly T[], index: number): T {
  const item = items.at(index);
  if (item === undefined) throw new Error(`There is no item ${index} of ${items.length}.`);
  return item;
}

describe('pages of rows', () => {
  it('are read as they come into sight, at most two at once, and kept', async () => {
    const pages = new RowPages();
    const { read, asked } = slowEngine(1);
    pages.ask('a', read);
    pages.show(0, 40);
    expect(asked.map(({ offset }) => offset)).toEqual([0]);
    expect(pages.row(7)).toBeUndefined();
    await at(asked, 0).answer(100_000);
    expect(pages.row(7)?.id).toBe(1_000_007);
    expect(pages.snapshot()).toMatchObject({ total: 100_000, stale: false, pending: false, error: null });

    pages.show(50_000, 50_210);
    expect(asked.slice(2).every(({ offset }) => offset >= 50_000)).toBe(true);
    expect(asked.filter(({ signal }) => !signal.aborted).length).toBeLessThanOrEqual(3);
    pages.show(0, 40);
    expect(pages.row(7)?.id).toBe(1_000_007);
  });

  it('give up requests that went out of sight', async () => {
    const pages = new RowPages();
    const { read, asked } = slowEngine(1);
    pages.ask('a', read);
    await at(asked, 0).answer(1_000_000);
    pages.show(500_000, 500_040);
    const far = at(asked, -1);
    pages.show(100, 140);
    expect(far.signal.aborted).toBe(true);
  });

  it('of an older question never replace those of a newer one', async () => {
    const pages = new RowPages();
    const first = slowEngine(1);
    const second = slowEngine(2);
    pages.ask('first', first.read);
    pages.ask('second', second.read);
    expect(at(first.asked, 0).signal.aborted).toBe(true);
    await at(second.asked, 0).answer(10);
    await at(first.asked, 0).answer(999);
    expect(pages.snapshot().total).toBe(10);
    expect(pages.row(3)?.id).toBe(2_000_003);
  });

  it('stay readable until the new question has an answer', async () => {
    const pages = new RowPages();
    const first = slowEngine(1);
    const second = slowEngine(2);
    pages.ask('first', first.read);
    await at(first.asked, 0).answer(50);
    pages.ask('second', second.read);
    expect(pages.row(3)?.id).toBe(1_000_003);
    expect(pages.snapshot()).toMatchObject({ stale: true, pending: true, total: 50 });
    await at(second.asked, 0).answer(5);
    expect(pages.row(3)?.id).toBe(2_000_003);
    expect(pages.row(30)).toBeUndefined();
    expect(pages.snapshot()).toMatchObject({ stale: false, pending: false, total: 5 });
  });

  it('are asked for once per question', () => {
    const pages = new RowPages();
    const { read, asked } = slowEngine(1);
    pages.ask('same', read);
    pages.ask('same', read);
    expect(asked).toHaveLength(1);
  });

  it('are forgotten beyond sixty-four, but never those in sight', async () => {
    const pages = new RowPages();
    const { read, asked } = slowEngine(1);
    pages.ask('a', read);
    await at(asked, 0).answer(1_000_000);
    for (let page = 0; page < 90; page += 1) {
      pages.show(page * 100, page * 100 + 40);
      while (asked.some(({ signal }) => !signal.aborted) && pages.row(page * 100) === undefined) {
        for (const request of [...asked]) await request.answer(1_000_000);
      }
    }
    expect(pages.row(8_900)).toBeDefined();
    expect(pages.row(0)).toBeUndefined();
  });

  it('say what went wrong, and are read again on request', async () => {
    const pages = new RowPages();
    const { read, asked } = slowEngine(1);
    pages.ask('a', read);
    await at(asked, 0).refuse(new AppError('DISK_ERROR', 'The disk does not answer.'));
    expect(pages.snapshot().error?.message).toBe('The disk does not answer.');
    expect(asked).toHaveLength(1);
    pages.retry();
    expect(asked).toHaveLength(2);
    await at(asked, 1).answer(3);
    expect(pages.snapshot()).toMatchObject({ error: null, total: 3 });
  });

  it('tell whoever listens, until they stop listening', async () => {
    const pages = new RowPages();
    const { read, asked } = slowEngine(1);
    let heard = 0;
    const stop = pages.subscribe(() => {
      heard += 1;
    });
    pages.ask('a', read);
    await at(asked, 0).answer(3);
    const before = heard;
    expect(before).toBeGreaterThan(0);
    stop();
    pages.ask('b', read);
    expect(heard).toBe(before);
  });

  it('are given up when closed', () => {
    const pages = new RowPages();
    const { read, asked } = slowEngine(1);
    pages.ask('a', read);
    pages.close();
    expect(at(asked, 0).signal.aborted).toBe(true);
    pages.ask('a', read);
    expect(asked).toHaveLength(2);
  });
});
