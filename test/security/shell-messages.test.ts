import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { isReasonablySized } from '../../electron/main/ipc/payload-size.ts';
import {
  droppedPaths,
  engineRequest,
  exportSuggestion,
  handle,
  nothing,
} from '../../electron/main/ipc/schemas.ts';
import { refusalOf, type Sender } from '../../electron/main/ipc/sender.ts';

describe('the sender of a message', () => {
  const frame = (url: string, parent: object | null = null) =>
    ({ url, parent }) as NonNullable<Sender['senderFrame']>;
  const page = frame('app://trailglass/');
  const windows = new Set([7]);

  /** A message of a window whose main frame is `main`, sent by `by`. */
  const message = (by: Sender['senderFrame'], main = by, id = 7) =>
    ({ sender: { id, mainFrame: main }, senderFrame: by }) as Sender;

  it('is the main frame of our window on our page', () => {
    expect(refusalOf(message(page), windows)).toBeNull();
  });

  it.each([
    ['a frame that is gone', message(null, page), 'its frame is gone'],
    [
      'an embedded frame of ours',
      message(frame('app://trailglass/', page), page),
      'it comes from an embedded frame',
    ],
    [
      'a main frame of another window',
      message(frame('app://trailglass/'), page),
      'it comes from an embedded frame',
    ],
    ['another page', message(frame('https://example.com/')), 'it comes from another page'],
    ['a look-alike', message(frame('app://trailglass.example.com/')), 'it comes from another page'],
    ['an empty page', message(frame('about:blank')), 'it comes from another page'],
    ['a page without an address', message(frame('')), 'it comes from another page'],
    ['a window we did not open', message(page, page, 8), 'it does not come from a window of this program'],
  ])('is not %s', (_what, sender, refusal) => {
    expect(refusalOf(sender, windows)).toBe(refusal);
  });
});

describe('the size of a message', () => {
  it('is no obstacle to what the program sends', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => isReasonablySized(value)));
  });

  it('is limited in text, count, depth and kind', () => {
    expect(isReasonablySized('x'.repeat(16 * 1024 * 1024 + 1))).toBe(false);
    expect(isReasonablySized({ ['x'.repeat(16 * 1024 * 1024 + 1)]: 1 })).toBe(false);
    expect(isReasonablySized(Array.from({ length: 500_001 }, () => 0))).toBe(false);
    expect(isReasonablySized(new Uint8Array(1))).toBe(false);
    expect(isReasonablySized(new ArrayBuffer(1))).toBe(false);
    let deep: unknown = 1;
    for (let depth = 0; depth < 10_000; depth++) deep = [deep];
    expect(isReasonablySized(deep)).toBe(false);
  });

  it('ends for a value that contains itself', () => {
    const ring: unknown[] = [];
    ring.push(ring);
    expect(isReasonablySized(ring)).toBe(false);
  });
});

describe('the shape of a message', () => {
  it.each([
    ['a handle', handle, 'A'.repeat(43)],
    ['paths', droppedPaths, ['/a/b.csv', '']],
    ['an export', exportSuggestion, { suggestedName: 'events.csv', format: 'csv' }],
    ['no argument', nothing, null],
    ['a call', engineRequest, { type: 'call', id: 1, method: 'rows', arg: {} }],
    ['a cancellation', engineRequest, { type: 'cancel', id: 1 }],
  ])('is taken: %s', (_what, schema, value) => {
    expect(v.is(schema, value)).toBe(true);
  });

  it.each([
    ['a path for a handle', handle, '/etc/passwd'],
    ['a path among objects', droppedPaths, [{ path: '/etc/passwd' }]],
    ['a path too long for any system', droppedPaths, ['a'.repeat(32_768)]],
    ['an unknown format', exportSuggestion, { suggestedName: 'a', format: 'exe' }],
    ['an export without a name', exportSuggestion, { suggestedName: '', format: 'csv' }],
    ['an argument where there is none', nothing, {}],
    ['an unknown kind of request', engineRequest, { type: 'open', path: '/etc/passwd' }],
    ['a call with a fractional id', engineRequest, { type: 'call', id: 1.5, method: 'rows', arg: {} }],
    ['a call without a method', engineRequest, { type: 'call', id: 1, arg: {} }],
    ['a method of absurd length', engineRequest, { type: 'call', id: 1, method: 'x'.repeat(101), arg: {} }],
  ])('is refused: %s', (_what, schema, value) => {
    expect(v.is(schema, value)).toBe(false);
  });
});
