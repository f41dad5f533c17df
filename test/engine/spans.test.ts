import { afterEach, describe, expect, it } from 'vitest';
import {
  addSpans,
  recordSpans,
  span,
  spansRecorded,
  takeSpans,
  waitSpan,
} from '../../electron/engine/spans.ts';

const busy = (ms: number): void => {
  const end = performance.now() + ms;
  while (performance.now() < end);
};

const names = (): string[] => takeSpans().map(({ name }) => name);

afterEach(() => {
  takeSpans();
});

describe('spans', () => {
  it('give the result of the work, recorded or not', () => {
    expect(span('a', () => 7)).toBe(7);
    expect(takeSpans()).toEqual([]);
    expect(spansRecorded()).toBe(false);
    recordSpans();
    expect(span('a', () => 7)).toBe(7);
    expect(spansRecorded()).toBe(true);
    expect(takeSpans()).toMatchObject([{ name: 'a', times: 1 }]);
  });

  it('count each millisecond under the innermost span alone', () => {
    recordSpans();
    span('outer', () => {
      span('inner', () => busy(20));
      span('inner', () => busy(20));
      busy(5);
    });
    const [inner, outer] = takeSpans();
    expect([inner?.name, outer?.name]).toEqual(['inner', 'outer']);
    expect(inner?.times).toBe(2);
    expect(inner?.ms).toBeGreaterThanOrEqual(40);
    expect(outer?.ms).toBeGreaterThanOrEqual(5);
    expect(outer?.ms).toBeLessThan(inner?.ms ?? 0);
  });

  it('count work that fails', () => {
    recordSpans();
    expect(() =>
      span('a', () => {
        throw new RangeError('no');
      }),
    ).toThrow('no');
    span('b', () => undefined);
    expect(names().sort()).toEqual(['a', 'b']);
  });

  it('count waiting, and what other threads spent', async () => {
    recordSpans();
    expect(await waitSpan('read', Promise.resolve('x'))).toBe('x');
    addSpans([{ name: 'parse', ms: 50, times: 3 }], 'worker: ');
    addSpans([{ name: 'parse', ms: 50, times: 3 }], 'worker: ');
    expect(takeSpans()[0]).toEqual({ name: 'worker: parse', ms: 100, times: 6 });
  });
});
