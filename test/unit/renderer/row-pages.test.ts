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

/** The answer to a question: its first rows. */
function firstPage(question: number, total: number, { offset = 0, revision = 1 } = {}): RowsPage {
  const count = Math.max(0, Math.min(100, total - offset));
  const rows = Array.from({ length: count }, (_, place) => row(question * 1_000_000 + offset + place));
  return { total, offset, revision, rows };
}

/** An engine whose answers come when the test says so. Ids of rows are `question` × 1,000,000 + place. */
function slowEngine(question: number, revision = 1): { read: ReadRows; asked: Asked[] } {
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
          const page: RowsPage = { total, offset, revision, rows };
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
  it('tell of rows read by themselves when it is time to draw; the next are asked for at once', async () => {
    const waiting: (() => void)[] = [];
    const pages = new RowPages(undefined, (then) => waiting.push(then));
    const { read, asked } = slowEngine(1);
    pages.ask('a', read);
    pages.take(firstPage(1, 100_000));
    pages.show(5_000, 5_350);
    let told = 0;
    pages.subscribe(() => {
      told += 1;
    });
    expect(asked).toHaveLength(2);
    await at(asked, 0).answer(100_000);
    expect(told).toBe(0);
    expect(pages.row(5_001)?.id).toBe(1_005_001);
    expect(asked).toHaveLength(3);
    for (const then of waiting.splice(0)) then();
    expect(told).toBe(1);
  });

  it('begin with the rows of the answer; others are read as they come into sight, at most two at once', async () => {
    const pages = new RowPages();
    const { read, asked } = slowEngine(1);
    pages.ask('a', read);
    pages.show(0, 40);
    expect(asked).toEqual([]);
    expect(pages.row(7)).toBeUndefined();
    pages.take(firstPage(1, 100_000));
    expect(pages.row(7)?.id).toBe(1_000_007);
    expect(pages.snapshot()).toMatchObject({ total: 100_000, stale: false, pending: false, error: null });
    expect(asked).toEqual([]);
    pages.show(20, 60);
    expect(asked.map(({ offset }) => offset)).toEqual([100]);
    expect(pages.snapshot().pending).toBe(false);

    pages.show(50_000, 50_210);
    expect(asked.slice(1).every(({ offset }) => offset >= 50_000)).toBe(true);
    expect(asked.filter(({ signal }) => !signal.aborted).length).toBeLessThanOrEqual(3);
    expect(pages.snapshot().pending).toBe(true);
    pages.show(0, 40);
    expect(pages.row(7)?.id).toBe(1_000_007);
  });

  it('come several at once when several are in sight', () => {
    const pages = new RowPages();
    const { read, asked } = slowEngine(1);
    pages.ask('a', read);
    pages.show(140, 230);
    expect(pages.sight()).toEqual({ offset: 100, limit: 200 });
    const rows = Array.from({ length: 150 }, (_, place) => row(place));
    pages.take({ total: 250, offset: 100, revision: 1, rows });
    expect(pages.row(100)?.id).toBe(0);
    expect(pages.row(249)?.id).toBe(149);
    expect(pages.snapshot().pending).toBe(false);
    expect(asked.map(({ offset }) => offset)).toEqual([0]);
  });

  it('give up requests that went out of sight', () => {
    const pages = new RowPages();
    const { read, asked } = slowEngine(1);
    pages.ask('a', read);
    pages.take(firstPage(1, 1_000_000));
    pages.show(500_000, 500_040);
    const far = at(asked, -1);
    pages.show(100, 140);
    expect(far.signal.aborted).toBe(true);
  });

  it('of an older question never replace those of a newer one', async () => {
    const pages = new RowPages();
    const first = slowEngine(1);
    const second = slowEngine(2);
    pages.show(0, 60);
    pages.ask('first', first.read);
    pages.take(firstPage(1, 999));
    const late = at(first.asked, 0);
    pages.ask('second', second.read);
    expect(late.signal.aborted).toBe(true);
    pages.take(firstPage(2, 150));
    await late.answer(999);
    expect(pages.snapshot().total).toBe(150);
    expect(pages.row(120)).toBeUndefined();
    expect(pages.row(3)?.id).toBe(2_000_003);
  });

  it('stay readable until the new question has an answer', () => {
    const pages = new RowPages();
    pages.ask('first', slowEngine(1).read);
    pages.take(firstPage(1, 50));
    pages.ask('second', slowEngine(2).read);
    expect(pages.row(3)?.id).toBe(1_000_003);
    expect(pages.snapshot()).toMatchObject({ stale: true, pending: true, total: 50 });
    pages.take(firstPage(2, 5));
    expect(pages.row(3)?.id).toBe(2_000_003);
    expect(pages.row(30)).toBeUndefined();
    expect(pages.snapshot()).toMatchObject({ stale: false, pending: false, total: 5 });
  });

  it('stay, as those of an older question, when the new one was given up', () => {
    const pages = new RowPages();
    pages.ask('first', slowEngine(1).read);
    pages.take(firstPage(1, 50));
    pages.ask('second', slowEngine(2).read);
    pages.stop();
    expect(pages.row(3)?.id).toBe(1_000_003);
    expect(pages.snapshot()).toMatchObject({ stale: true, pending: false, total: 50 });
  });

  it('found while a search goes on are shown at once, until the answer replaces them', () => {
    const pages = new RowPages();
    const { read, asked } = slowEngine(2);
    pages.ask('first', slowEngine(1).read);
    pages.take(firstPage(1, 50));
    pages.ask('second', read);
    pages.found([]);
    expect(pages.snapshot()).toMatchObject({ stale: true, partial: false });
    pages.found([row(7), row(8)]);
    expect(pages.row(1)?.id).toBe(8);
    expect(pages.row(2)).toBeUndefined();
    expect(pages.snapshot()).toMatchObject({ total: 2, stale: false, partial: true, pending: true });
    pages.show(0, 1);
    expect(asked).toEqual([]);
    pages.take(firstPage(2, 90));
    expect(pages.row(80)?.id).toBe(2_000_080);
    expect(pages.snapshot()).toMatchObject({ total: 90, partial: false, pending: false });
    pages.found([row(9)]);
    expect(pages.row(0)?.id).toBe(2_000_000);
  });

  it('of another revision than the answer are never mixed in: the question is asked anew', async () => {
    let moved = 0;
    const pages = new RowPages(() => {
      moved += 1;
    });
    const { read, asked } = slowEngine(1, 2);
    pages.ask('a', read);
    pages.show(0, 60);
    pages.take(firstPage(1, 1_000));
    await at(asked, 0).answer(1_000);
    expect(moved).toBe(0); // not in sight: nobody sees that it is missing
    pages.show(500, 540);
    await at(asked, 1).answer(1_003);
    await at(asked, 2).answer(1_003);
    expect(moved).toBe(1);
    expect(pages.row(500)).toBeUndefined();
    expect(pages.snapshot()).toMatchObject({ total: 1_000, pending: true });
    pages.take(firstPage(1, 1_003, { offset: 500, revision: 2 }));
    expect(pages.row(500)?.id).toBe(1_000_500);
    expect(pages.row(3)).toBeUndefined();
    expect(pages.snapshot()).toMatchObject({ total: 1_003, pending: false });
  });

  it('are kept when the same question is answered again at the same revision', () => {
    const pages = new RowPages();
    const { read, asked } = slowEngine(1);
    pages.ask('same', read);
    pages.show(0, 60);
    pages.take(firstPage(1, 1_000));
    pages.ask('same', read);
    pages.take(firstPage(1, 1_000, { offset: 100 }));
    expect(pages.row(3)?.id).toBe(1_000_003);
    expect(asked).toHaveLength(1);
  });

  it('are forgotten beyond sixty-four, but never those in sight', async () => {
    const pages = new RowPages();
    const { read, asked } = slowEngine(1);
    pages.ask('a', read);
    pages.take(firstPage(1, 1_000_000));
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
    pages.show(0, 60);
    pages.take(firstPage(1, 150));
    await at(asked, 0).refuse(new AppError('DISK_ERROR', 'The disk does not answer.'));
    expect(pages.snapshot().error?.message).toBe('The disk does not answer.');
    expect(asked).toHaveLength(1);
    pages.retry();
    expect(asked).toHaveLength(2);
    await at(asked, 1).answer(150);
    expect(pages.snapshot()).toMatchObject({ error: null, total: 150 });
    expect(pages.row(149)?.id).toBe(1_000_149);
  });

  it('tell whoever listens, until they stop listening', () => {
    const pages = new RowPages();
    const { read } = slowEngine(1);
    let heard = 0;
    const stop = pages.subscribe(() => {
      heard += 1;
    });
    pages.ask('a', read);
    pages.take(firstPage(1, 3));
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
    pages.show(0, 60);
    pages.take(firstPage(1, 500));
    pages.close();
    expect(at(asked, 0).signal.aborted).toBe(true);
    pages.ask('a', read);
    pages.take(firstPage(1, 500));
    expect(asked).toHaveLength(2);
  });
});
