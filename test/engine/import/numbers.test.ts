import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  currencyIn,
  numberStyleOf,
  readDecimal,
  readInteger,
} from '../../../electron/engine/import/normalise/numbers.ts';
import { formatNano, parseNano } from '../../../shared/domain/decimal.ts';

const decimal = (text: string, style: 'point' | 'comma' = 'point') => {
  const nano = readDecimal(text, style);
  return nano === undefined ? undefined : formatNano(nano);
};

describe('numbers', () => {
  it.each([
    ['0', '0'],
    ['12.5', '12.5'],
    ['$0.0123', '0.0123'],
    ['-$1,234.50', '-1234.5'],
    ['1 234,5 €', undefined],
    ['€1,234', '1234'],
    ['(12.00)', '-12'],
    ['2.7e-7', '0.00000027'],
    ['1.2e-05', '0.000012'],
    ['-2.25E-06', '-0.00000225'],
    ['1e2', '100'],
    ['0.0', '0'],
    ['0E-12', '0'],
    ['0.8958740000000000', '0.895874'],
    ['0.0000130500000000000000000000000000000', '0.00001305'],
    ['1e400', undefined],
    ['0.0365310000000001', '0.036531'],
    ['.5', '0.5'],
    ['USD 3', '3'],
    ['3 credits', '3'],
    ['1,23', undefined],
    ['1.2.3', undefined],
    ['abc', undefined],
    ['', undefined],
  ])('%s is %s', (text, expected) => {
    expect(decimal(text)).toBe(expected);
  });

  it('reads decimal commas where the column has them', () => {
    expect(decimal('1.234,5', 'comma')).toBe('1234.5');
    expect(decimal('0,0123', 'comma')).toBe('0.0123');
    expect(decimal('1.234e-05', 'comma')).toBe('0.00001234');
    expect(decimal('1,2e-05', 'comma')).toBe('0.000012');
    expect(readInteger('1.234', 'comma')).toBe(1234);
  });

  it('decides the style of a column from all its values', () => {
    expect(numberStyleOf(['1,234', '0,5'], null)).toBe('comma');
    expect(numberStyleOf(['1,234', '12.5'], ';')).toBe('point');
    expect(numberStyleOf(['1,234'], ',')).toBe('point');
    expect(numberStyleOf(['1,234'], ';')).toBe('comma');
  });

  it.each([
    ['12', 12],
    ['1,234,567', 1_234_567],
    ['12.0', 12],
    ['12.5', undefined],
    ['0x10', undefined],
    ['9007199254740993', undefined],
    ['-3', -3],
  ])('%s as a whole number is %s', (text, expected) => {
    expect(readInteger(text, 'point')).toBe(expected);
  });

  it('agrees with exact arithmetic on every plain decimal', () => {
    const digits = fc.integer({ min: 0, max: 999_999_999 });
    fc.assert(
      fc.property(
        digits,
        fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 12 }),
        (whole, fraction) => {
          const text = fraction === '' ? `${whole}` : `${whole}.${fraction}`;
          expect(readDecimal(text, 'point')).toBe(parseNano(text));
        },
      ),
    );
  });

  it('do not take long text apart slowly', () => {
    const started = performance.now();
    const long = `1${' '.repeat(200_000)}1`;
    expect([decimal(long), readInteger(long, 'comma')]).toEqual([undefined, undefined]);
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('knows currencies by sign and by name', () => {
    expect(['$1', '1 €', 'gbp 2', '3'].map(currencyIn)).toEqual(['USD', 'EUR', 'GBP', null]);
  });
});
