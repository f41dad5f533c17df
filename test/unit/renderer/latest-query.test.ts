import { describe, expect, it } from 'vitest';
import { LatestQuery, type RunQuery } from '../../../renderer/engine/latest-query.ts';
import type { Progress } from '../../../shared/api/contract.ts';
import { AppError } from '../../../shared/errors.ts';

const SETTLED = { error: null, pending: false, stale: false, progress: null };

interface Held {
  readonly run: (signal: AbortSignal) => Promise<string>;
  readonly answer: (text: string) => Promise<void>;
  readonly refuse: (error: unknown) => Promise<void>;
  readonly signals: AbortSignal[];
}

function held(): Held {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const signals: AbortSignal[] = [];
  const settled = async (): Promise<void> => {
    await promise.catch(() => undefined);
    await Promise.resolve();
  };
  return {
    signals,
    run(signal) {
      signals.push(signal);
      return promise;
    },
    answer(text) {
      resolve(text);
      return settled();
    },
    refuse(error) {
      reject(error);
      return settled();
    },
  };
}

describe('the latest question', () => {
  it('wins over an older one that answers later', async () => {
    const query = new LatestQuery<string>();
    const older = held();
    const newer = held();
    query.ask('older', older.run);
    query.ask('newer', newer.run);
    expect(older.signals[0]?.aborted).toBe(true);
    await newer.answer('new');
    await older.answer('old');
    expect(query.snapshot()).toEqual({ ...SETTLED, data: 'new' });
  });

  it('keeps the answer before it on screen', async () => {
    const query = new LatestQuery<string>();
    const first = held();
    query.ask('first', first.run);
    await first.answer('one');
    query.ask('second', held().run);
    expect(query.snapshot()).toEqual({ ...SETTLED, data: 'one', pending: true, stale: true });
  });

  it('keeps the answer before it beside an error, and may be asked again', async () => {
    const query = new LatestQuery<string>();
    const first = held();
    const second = held();
    query.ask('first', first.run);
    await first.answer('one');
    query.ask('second', second.run);
    await second.refuse(new AppError('DISK_ERROR', 'The disk does not answer.'));
    expect(query.snapshot()).toMatchObject({
      data: 'one',
      pending: false,
      stale: true,
      error: { code: 'DISK_ERROR' },
    });
    const again = held();
    query.ask('second', again.run);
    expect(again.signals).toHaveLength(1);
  });

  it('is asked once per key', () => {
    const query = new LatestQuery<string>();
    const one = held();
    query.ask('same', one.run);
    query.ask('same', one.run);
    expect(one.signals).toHaveLength(1);
  });

  it('is given up and forgotten on request', async () => {
    const query = new LatestQuery<string>();
    const one = held();
    query.ask('one', one.run);
    query.drop();
    await one.answer('late');
    expect(one.signals[0]?.aborted).toBe(true);
    expect(query.snapshot()).toEqual({ ...SETTLED, data: null });
  });

  it('says how far it is, and nothing of an older one', () => {
    const query = new LatestQuery<string>();
    const tell: ((progress: Progress) => void)[] = [];
    const run: RunQuery<string> = (_signal, onProgress) => {
      tell.push(onProgress);
      return new Promise(() => {});
    };
    const progress: Progress = { stage: 'Searching', done: 1, total: 2, unit: 'records', records: null };
    query.ask('older', run);
    tell[0]?.(progress);
    expect(query.snapshot().progress).toEqual(progress);
    query.ask('newer', run);
    tell[0]?.(progress);
    expect(query.snapshot().progress).toBeNull();
    tell[1]?.({ ...progress, done: 2 });
    expect(query.snapshot().progress?.done).toBe(2);
  });

  it('can be cancelled, and asked again', async () => {
    const query = new LatestQuery<string>();
    const first = held();
    const second = held();
    query.ask('first', first.run);
    await first.answer('one');
    query.ask('second', second.run);
    query.cancel();
    expect(second.signals[0]?.aborted).toBe(true);
    await second.refuse(new AppError('CANCELLED', 'Cancelled.'));
    expect(query.snapshot()).toMatchObject({ data: 'one', stale: true, error: { code: 'CANCELLED' } });
    query.ask('second', held().run);
    expect(query.snapshot()).toMatchObject({ pending: true, error: null });
  });
});
