import { describe, expect, it } from 'vitest';
import { createClient } from '../../../shared/api/client.ts';
import { type EngineEvent, METHODS, type Method } from '../../../shared/api/contract.ts';
import { createPortPair } from '../../../shared/api/port-pair.ts';
import type { CallOptions } from '../../../shared/api/remote.ts';
import { serve } from '../../../shared/api/serve.ts';
import { AppError } from '../../../shared/errors.ts';
import { dispatcherOf, settled } from './echo-engine.ts';

function connected(run: (method: Method, arg: unknown, options: CallOptions) => unknown) {
  const ports = createPortPair();
  const target = dispatcherOf(run);
  serve(ports.server, target);
  return { client: createClient(ports.client), target, close: ports.close };
}

describe('createClient', () => {
  it('has the methods of the contract and no others', () => {
    const { client } = connected(() => 1);
    expect(Object.keys(client.engine).sort()).toEqual(Object.keys(METHODS).sort());
    expect(Object.isFrozen(client.engine)).toBe(true);
  });

  it('gives each call its own answer, in whatever order they come', async () => {
    const { client } = connected(async (_method, arg) => {
      const { id } = arg as { id: number };
      await new Promise((resolve) => setTimeout(resolve, 20 - id));
      return id;
    });
    const ids = Array.from({ length: 15 }, (_, index) => index + 1);
    expect(await Promise.all(ids.map((id) => client.engine.event({ id })))).toEqual(ids);
  });

  it('turns a refusal into the error that was thrown there', async () => {
    const { client } = connected(() => {
      throw new AppError('UNKNOWN_EVENT', 'No such event.', { id: 9 });
    });
    const refused = client.engine.event({ id: 9 });
    await expect(refused).rejects.toBeInstanceOf(AppError);
    await expect(refused).rejects.toMatchObject({
      code: 'UNKNOWN_EVENT',
      message: 'No such event.',
      details: { id: 9 },
    });
  });

  it('passes progress on to the call it belongs to', async () => {
    const { client } = connected((method, _arg, { onProgress }) => {
      onProgress?.({ stage: method, done: 1, total: 1, unit: 'bytes', records: null });
      return null;
    });
    const seen: string[] = [];
    await Promise.all([
      client.engine.verify({}, { onProgress: ({ stage }) => seen.push(`first ${stage}`) }),
      client.engine.workspace({}, { onProgress: ({ stage }) => seen.push(`second ${stage}`) }),
      client.engine.workspace({}),
    ]);
    expect(seen.sort()).toEqual(['first verify', 'second workspace']);
  });

  it('does not send a call that was cancelled before', async () => {
    const { client } = connected(() => expect.unreachable('it was run'));
    const signal = AbortSignal.abort();
    await expect(client.engine.verify({}, { signal })).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('asks the engine to cancel, and takes its word for the outcome', async () => {
    const { client } = connected(
      (method, _arg, { signal }) =>
        new Promise((resolve, reject) => {
          signal?.addEventListener('abort', () => {
            if (method === 'verify') reject(new AppError('CANCELLED', 'Cancelled.'));
            else resolve('already done');
          });
        }),
    );
    const controller = new AbortController();
    const stopped = client.engine.verify({}, { signal: controller.signal });
    const finished = client.engine.sources({}, { signal: controller.signal });
    await settled();
    controller.abort();
    await expect(stopped).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect(finished).resolves.toBe('already done');
  });

  it('refuses an argument that cannot be sent', async () => {
    const { client } = connected(() => 1);
    const arg = { id: 1n as unknown as number };
    await expect(client.engine.event(arg)).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
  });

  it('tells its listeners of events until they stop listening', async () => {
    const { client, target } = connected(() => 1);
    const seen: EngineEvent[] = [];
    const stop = client.onEvent((event) => seen.push(event));
    target.emit({ name: 'changed', revision: 1 });
    await settled();
    stop();
    target.emit({ name: 'changed', revision: 2 });
    await settled();
    expect(seen).toEqual([{ name: 'changed', revision: 1 }]);
  });

  it('fails every pending and every later call when the engine is lost, and says so once', async () => {
    const { client, close } = connected(() => new Promise(() => {}));
    const pending = [client.engine.verify({}), client.engine.sources({})];
    const outcomes = Promise.allSettled(pending);
    let told = 0;
    client.onLost(() => {
      told += 1;
    });
    await settled();
    close();
    close();
    for (const outcome of await outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'ENGINE_LOST' } });
    await expect(client.engine.sources({})).rejects.toMatchObject({ code: 'ENGINE_LOST' });
    expect(told).toBe(1);
    client.onLost(() => {
      told += 1;
    });
    expect(told).toBe(2);
  });
});
