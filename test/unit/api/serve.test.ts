import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Method } from '../../../shared/api/contract.ts';
import { createPortPair } from '../../../shared/api/port-pair.ts';
import type { CallOptions } from '../../../shared/api/remote.ts';
import { serve } from '../../../shared/api/serve.ts';
import type { EventRow } from '../../../shared/domain/event.ts';
import { AppError } from '../../../shared/errors.ts';
import { dispatcherOf, settled } from './echo-engine.ts';

/** Serves one function and collects everything that is sent back. */
function served(run: (method: Method, arg: unknown, options: CallOptions) => unknown) {
  const ports = createPortPair();
  const target = dispatcherOf(run);
  const server = serve(ports.server, target);
  const replies: unknown[] = [];
  ports.client.onMessage((message) => replies.push(message));
  return { ...ports, target, server, replies };
}

const call = (id: unknown, method: unknown, arg: unknown = {}) => ({ type: 'call', id, method, arg });

describe('serve', () => {
  it('answers a call of the contract with its result', async () => {
    const { client, replies } = served((method, arg) => ({ method, arg }));
    client.post(call(1, 'event', { id: 7, further: true }));
    await settled();
    expect(replies).toEqual([{ type: 'done', id: 1, value: { method: 'event', arg: { id: 7 } } }]);
  });

  it.each([
    'nothing',
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    '',
    null,
    7,
    { a: 1 },
    ['rows'],
    undefined,
  ])('refuses the method %j', async (method) => {
    const { client, replies } = served(() => expect.unreachable('it was run'));
    client.post(call(1, method));
    await settled();
    expect(replies).toMatchObject([{ type: 'failed', id: 1, error: { code: 'UNKNOWN_METHOD' } }]);
  });

  it.each([
    ['event', { id: 0 }, 'id'],
    ['event', { id: '1' }, 'id'],
    ['event', null, ''],
    ['rejects', { source: 1, offset: -1, limit: 1 }, 'offset'],
    ['importFiles', { files: ['/etc/passwd'], options: {} }, 'files.0'],
    [
      'summary',
      { filter: { time: { preset: 'all', zone: 'UTC', from: 0.5, to: null }, chips: [] } },
      'filter.time.from',
    ],
    [
      'summary',
      { filter: { time: { preset: 'never', zone: 'UTC', from: null, to: null }, chips: [] } },
      'filter.time.preset',
    ],
  ])('refuses %s(%j), naming "%s"', async (method, arg, path) => {
    const { client, replies } = served(() => expect.unreachable('it was run'));
    client.post(call(1, method, arg));
    await settled();
    expect(replies).toMatchObject([
      { type: 'failed', id: 1, error: { code: 'BAD_ARGUMENT', details: { method, path } } },
    ]);
  });

  it('does not repeat a huge argument or method', async () => {
    const { client, replies } = served(() => expect.unreachable('it was run'));
    const huge = 'x'.repeat(1_000_000);
    client.post(call(1, huge));
    client.post(call(2, 'event', { id: huge }));
    await settled();
    expect(JSON.stringify(replies).length).toBeLessThan(1_000);
  });

  it('refuses a filter nested deeper than any stack', async () => {
    const { client, replies } = served(() => expect.unreachable('it was run'));
    let clause: unknown = { kind: 'group', op: 'and', clauses: [] };
    for (let depth = 0; depth < 500; depth += 1) clause = { kind: 'group', op: 'not', clauses: [clause] };
    const time = { preset: 'all', zone: 'UTC', from: null, to: null };
    client.post(call(1, 'summary', { filter: { time, chips: [{ clause, off: false }] } }));
    await settled();
    expect(replies).toMatchObject([{ type: 'failed', error: { code: 'BAD_ARGUMENT' } }]);
  });

  it('answers every call exactly once, whatever it carries', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.jsonValue(), fc.jsonValue()), { maxLength: 20 }),
        async (calls) => {
          const { client, replies } = served((method) => method);
          calls.forEach(([method, arg], id) => {
            client.post(call(id, method, arg));
          });
          await settled();
          expect(replies.map((reply) => (reply as { id: number }).id).sort((a, b) => a - b)).toEqual(
            calls.map((_, id) => id),
          );
        },
      ),
      { numRuns: 50 },
    );
  });

  it.each([null, 1, 'text', [], {}, { type: 'call' }, { type: 'call', id: 1.5 }, { type: 'other', id: 1 }])(
    'ignores the message %j, to which no answer could be addressed',
    async (message) => {
      const { client, replies } = served(() => 1);
      client.post(message);
      await settled();
      expect(replies).toEqual([]);
    },
  );

  it.each([
    [
      new AppError('UNKNOWN_EVENT', 'No such event.', { id: 3 }),
      { code: 'UNKNOWN_EVENT', message: 'No such event.', details: { id: 3 } },
    ],
    [new TypeError('odd'), { code: 'INTERNAL', message: 'odd' }],
    ['a text', { code: 'INTERNAL', message: 'a text' }],
    [undefined, { code: 'INTERNAL', message: 'undefined' }],
    [null, { code: 'INTERNAL', message: 'null' }],
  ])('answers a handler that throws %s', async (thrown, error) => {
    const { client, replies } = served(() => {
      throw thrown;
    });
    client.post(call(4, 'sources'));
    await settled();
    expect(replies).toEqual([{ type: 'failed', id: 4, error }]);
  });

  it('answers when the result cannot be sent', async () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    for (const value of [1n, circle]) {
      const { client, replies } = served(() => value);
      client.post(call(1, 'sources'));
      await settled();
      expect(replies).toMatchObject([
        {
          type: 'failed',
          id: 1,
          error: { code: 'INTERNAL', message: expect.stringMatching(/^The answer cannot be sent: /) },
        },
      ]);
    }
  });

  it('refuses a second call under the id of a running one', async () => {
    const { client, replies } = served(() => new Promise(() => {}));
    client.post(call(1, 'sources'));
    client.post(call(1, 'sources'));
    await settled();
    expect(replies).toMatchObject([{ type: 'failed', id: 1, error: { code: 'BAD_ARGUMENT' } }]);
  });

  it('thins out progress but keeps each stage and the end', async () => {
    const { client, replies } = served((_method, _arg, { onProgress }) => {
      for (let done = 0; done <= 1_000; done += 1) {
        onProgress?.({ stage: 'Reading', done, total: 1_000, unit: 'bytes', records: null });
      }
      onProgress?.({ stage: 'Sealing', done: 0, total: null, unit: 'batches', records: null });
      return 1;
    });
    client.post(call(1, 'verify'));
    await settled();
    const sent = replies.flatMap((reply) =>
      'progress' in (reply as object)
        ? [(reply as { progress: { stage: string; done: number } }).progress]
        : [],
    );
    expect(sent.length).toBeLessThan(20);
    expect(sent.map(({ stage, done }) => `${stage} ${done}`)).toEqual(
      expect.arrayContaining(['Reading 0', 'Reading 1000', 'Sealing 0']),
    );
    expect(replies.at(-1)).toEqual({ type: 'done', id: 1, value: 1 });
  });

  it('sends the first rows of a search at once', async () => {
    const { client, replies } = served((_method, _arg, { onProgress }) => {
      const progress = { stage: 'Searching', total: 9, unit: 'records', records: null } as const;
      onProgress?.({ ...progress, done: 1, firstRows: [] });
      onProgress?.({ ...progress, done: 2 });
      onProgress?.({ ...progress, done: 3, firstRows: [{ id: 7 } as EventRow] });
      onProgress?.({ ...progress, done: 4, firstRows: [{ id: 7 } as EventRow] });
      return 1;
    });
    client.post(call(1, 'verify'));
    await settled();
    expect(replies.slice(0, -1)).toMatchObject([
      { progress: { done: 1 } },
      { progress: { done: 3, firstRows: [{ id: 7 }] } },
    ]);
  });

  it('cancels what runs when the port closes, and resolves when it has ended', async () => {
    let ended = false;
    const { client, close, server } = served(
      (_method, _arg, { signal }) =>
        new Promise<void>((resolve) => {
          signal?.addEventListener('abort', () =>
            setTimeout(() => {
              ended = true;
              resolve();
            }, 5),
          );
        }),
    );
    client.post(call(1, 'verify'));
    await settled();
    close();
    await server.close();
    expect(ended).toBe(true);
  });

  it('sends events until it is closed', async () => {
    const { target, server, replies } = served(() => 1);
    target.emit({ name: 'changed', revision: 2 });
    await settled();
    await server.close();
    target.emit({ name: 'changed', revision: 3 });
    await settled();
    expect(replies).toEqual([{ type: 'event', event: { name: 'changed', revision: 2 } }]);
  });
});
