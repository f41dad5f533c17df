import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactSum } from '../../../shared/usage/exact.ts';
import { OWN_PARTS, partsOf, type Whole } from '../../../shared/usage/shares.ts';

/** A whole as a breakdown gives it: largest first, groups without the measure last, cut behind the eighth. */
function wholeOf(values: readonly (number | null)[]): Whole {
  const groups = values
    .map((value, at) => ({ key: `k${at}`, label: `K${at}`, value }))
    .sort((a, b) => (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY));
  const measured = values.filter((value) => value !== null);
  return {
    groups: groups.slice(0, OWN_PARTS + 1),
    total: values.length,
    value: measured.length === 0 ? null : exactSum(measured),
  };
}

const names = (values: readonly (number | null)[]) => partsOf(wholeOf(values)).map(({ label }) => label);

describe('parts of a whole', () => {
  it('are all shown up to seven, and beyond that folded behind the seventh', () => {
    expect(names([7, 6, 5, 4, 3, 2, 1])).toEqual(['K0', 'K1', 'K2', 'K3', 'K4', 'K5', 'K6']);
    const folded = partsOf(wholeOf([9, 8, 7, 6, 5, 4, 3, 2, 1]));
    expect(folded.at(-1)).toEqual({
      kind: 'other',
      key: null,
      label: 'Other',
      groups: 2,
      value: 3,
      share: 3 / 45,
    });
  });

  it('tell no value from the others, and nothing measured from 0', () => {
    const parts = partsOf({
      groups: [
        { key: null, label: 'No value', value: 3 },
        { key: 'a', label: 'a', value: 0 },
        { key: 'b', label: 'b', value: null },
      ],
      total: 3,
      value: 3,
    });
    expect(parts.map(({ kind, value, share }) => [kind, value, share])).toEqual([
      ['none', 3, 1],
      ['value', 0, 0],
      ['value', null, null],
    ]);
  });

  it('have nothing in what is folded when none of it has the measure', () => {
    expect(partsOf(wholeOf([7, 6, 5, 4, 3, 2, 1, null, null])).at(-1)?.value).toBeNull();
    expect(partsOf(wholeOf([7, 6, null, null, null, null, null, null])).at(-1)?.value).toBeNull();
    expect(partsOf(wholeOf([7, 6, 5, 4, 3, 2, 1, 0, null])).at(-1)?.value).toBe(0);
  });

  it('have no shares where something was taken back, or nothing is there', () => {
    for (const values of [[10, -4], [5, -5], [0, 0], [null], [9, 8, 7, 6, 5, 4, 3, -50]]) {
      expect(partsOf(wholeOf(values)).map(({ share }) => share)).toEqual(
        partsOf(wholeOf(values)).map(() => null),
      );
    }
  });

  it('add up to the whole, exactly', () => {
    const amount = fc.integer({ min: -10_000_000, max: 10_000_000 }).map((units) => units / 10_000);
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 40 }), (values) => {
        const whole = wholeOf(values);
        const parts = partsOf(whole);
        expect(exactSum(parts.map(({ value }) => value ?? 0))).toBe(whole.value);
        expect(parts.reduce((sum, { groups }) => sum + groups, 0)).toBe(whole.total);
        expect(parts.length).toBeLessThanOrEqual(OWN_PARTS + 1);
      }),
    );
  });
});
