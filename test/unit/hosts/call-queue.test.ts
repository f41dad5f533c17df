import { describe, expect, it } from 'vitest';
import { CallQueue } from '../../../electron/hosts/threads/call-queue.ts';

/** A piece of work that ends when told. */
function work() {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const state = { started: false, cancelled: false };
  return {
    state,
    end,
    start: async (signal: { addEventListener(type: 'abort', listener: () => void): void }) => {
      state.started = true;
      signal.addEventListener('abort', () => {
        state.cancelled = true;
        end();
      });
      await ended;
    },
  };
}

const soon = () => new Promise((resolve) => setImmediate(resolve));

describe('CallQueue', () => {
  it('runs one call at a time, in order', async () => {
    const queue = new CallQueue();
    const order: string[] = [];
    const run = (name: string) =>
      queue.run(undefined, async () => {
        order.push(`${name} starts`);
        await soon();
        order.push(`${name} ends`);
        return name;
      });
    expect(await Promise.all([run('a'), run('b'), run('c')])).toEqual(['a', 'b', 'c']);
    expect(order).toEqual(['a starts', 'a ends', 'b starts', 'b ends', 'c starts', 'c ends']);
  });

  it('goes on after a call that failed', async () => {
    const queue = new CallQueue();
    const failed = queue.run(undefined, () => Promise.reject(new Error('no')));
    const next = queue.run(undefined, async () => 'yes');
    await expect(failed).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
  });

  it('never starts a call that was cancelled while it waited', async () => {
    const queue = new CallQueue();
    const first = work();
    const second = work();
    const controller = new AbortController();
    const running = queue.run(undefined, first.start);
    const waiting = queue.run(controller.signal, second.start);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' });
    first.end();
    await running;
    await soon();
    expect(second.state.started).toBe(false);
  });

  it('passes a cancel on to the running call', async () => {
    const queue = new CallQueue();
    const only = work();
    const controller = new AbortController();
    const running = queue.run(controller.signal, only.start);
    await soon();
    controller.abort();
    await running;
    expect(only.state.cancelled).toBe(true);
  });

  it('cancels everything and resolves when the running call has ended', async () => {
    const queue = new CallQueue();
    const first = work();
    const second = work();
    const running = queue.run(undefined, first.start);
    const waiting = queue.run(undefined, second.start);
    const refused = expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' });
    await queue.cancelAll();
    await Promise.all([running, refused]);
    expect(first.state.cancelled).toBe(true);
    expect(second.state.started).toBe(false);
  });
});
