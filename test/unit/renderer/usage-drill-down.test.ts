import { describe, expect, test } from 'vitest';
import {
  allOfSubject,
  auditOfSubject,
  ofSubject,
  onlySubject,
} from '../../../renderer/usage/drill-down/subject-filters.ts';
import { atLeast, ofBurst } from '../../../renderer/usage/tabs/details/hint-filters.ts';
import { heatOf } from '../../../renderer/usage/tabs/matrix/heat-colours.ts';
import { heatMove } from '../../../renderer/usage/tabs/matrix/heat-keys.ts';
import { keepCell, leaveOutCell } from '../../../renderer/usage/tabs/matrix/matrix-filter.ts';
import type { MatrixLine, UsageBurst, UsageMatrix } from '../../../shared/api/contract.ts';
import { includeValue, setTime } from '../../../shared/filter/edit.ts';
import { activeClauses, EMPTY_FILTER, type Filter } from '../../../shared/filter/filter.ts';
import { printWritten } from '../../../shared/filter/written.ts';

const OCTOBER = { preset: 'custom', zone: 'UTC', from: 1_000_000, to: 2_000_000 } as const;
const inOctober = setTime(EMPTY_FILTER, OCTOBER);
const written = (filter: Filter): string => printWritten(activeClauses(filter));

describe('filters of a drill-down', () => {
  const gpt = { field: 'model', key: 'gpt-4o' } as const;

  test('it is about what passes the filter of the view and has the value', () => {
    const filter = includeValue(includeValue(inOctober, 'model', 'gpt-4o'), 'model', 'o1');
    expect(written(ofSubject(filter, { field: 'actor', key: 'dana@x.test' }))).toBe(
      'model:("gpt-4o" OR "o1") actor:"dana@x.test"',
    );
    expect(ofSubject(filter, gpt).time).toEqual(OCTOBER);
  });

  test('the way to its details makes it the only value of its field and keeps the period', () => {
    const filter = includeValue(inOctober, 'model', 'o1');
    expect(written(onlySubject(filter, gpt))).toBe('model:"gpt-4o"');
    expect(onlySubject(filter, gpt).time).toEqual(OCTOBER);
  });

  test('ever means all time and nothing else', () => {
    const filter = allOfSubject(includeValue(inOctober, 'reason', 'Chat'), gpt);
    expect(filter.time).toEqual(EMPTY_FILTER.time);
    expect(written(filter)).toBe('model:"gpt-4o"');
  });

  test('the audit log is asked about the same window and the resource; what only usage has is switched off', () => {
    const filter = includeValue(includeValue(inOctober, 'reason', 'Chat'), 'tenant', 'eu-prod');
    const audit = auditOfSubject(filter, gpt);
    expect(audit.time).toEqual(OCTOBER);
    expect(written(audit)).toBe('tenant:"eu-prod" resource:"gpt-4o"');
    expect(audit.chips.filter(({ off }) => off)).toHaveLength(1);
    const member = auditOfSubject(filter, { field: 'actor', key: 'dana@x.test' });
    expect(written(member)).toBe('tenant:"eu-prod" (actor:"dana@x.test" OR resource:"dana@x.test")');
  });
});

describe('filters of hints', () => {
  test('a cluster is its stretch of time and who ran', () => {
    const burst = {
      subject: { by: 'worker', key: 'CV Screener', label: 'CV Screener' },
      from: '1970-01-01T00:00:01.500Z',
      to: '1970-01-01T00:00:01.750Z',
    } as UsageBurst;
    const filter = ofBurst(inOctober, burst);
    expect(filter.time).toEqual({ ...OCTOBER, from: 1_500_000, to: 1_750_000 });
    expect(written(filter)).toBe('worker:"CV Screener"');
  });

  test('another threshold takes the place of the one before', () => {
    const filter = atLeast(atLeast(inOctober, 'credits', 10), 'credits', 2.5);
    expect(written(filter)).toBe('credits:>=2.5');
  });
});

describe('a cell of the matrix', () => {
  const line = (kind: MatrixLine['kind'], key: string | null): MatrixLine => ({
    ...{ kind, key, label: key ?? '', groups: 1, value: 1, events: 1 },
  });
  const matrix = {
    rows: [line('value', 'dana'), line('other', null)],
    columns: [line('value', 'Screener'), line('none', null)],
  } as unknown as UsageMatrix;
  const fields = { rows: 'actor', columns: 'worker' } as const;

  test('is kept by both its values, and left out by the two together', () => {
    expect(written(keepCell(inOctober, { ...fields, row: 0, column: 0 }, matrix))).toBe(
      'actor:"dana" worker:"Screener"',
    );
    expect(written(leaveOutCell(inOctober, { ...fields, row: 0, column: 0 }, matrix))).toBe(
      '-(actor:"dana" worker:"Screener")',
    );
  });

  test('of the others is everybody who has no line; of no value is what names none', () => {
    const kept = keepCell(inOctober, { ...fields, row: 1, column: 1 }, matrix);
    expect(activeClauses(kept)).toEqual([
      { kind: 'facet', field: 'actor', include: [], exclude: ['dana', null] },
      { kind: 'facet', field: 'worker', include: [null], exclude: [] },
    ]);
  });

  test('the keyboard reaches cells and headings, and never the corner', () => {
    const press = (key: string, altKey = false) => ({
      ...{ key, altKey, ctrlKey: false, metaKey: false, shiftKey: false },
    });
    const size = { rows: 2, columns: 3 };
    const from = (row: number, column: number, key: string) => heatMove(press(key), { row, column }, size);
    expect(from(0, 0, 'ArrowUp')).toEqual({ kind: 'go', to: { row: -1, column: 0 } });
    expect(from(-1, 0, 'ArrowLeft')).toEqual({ kind: 'go', to: { row: -1, column: 0 } });
    expect(from(0, -1, 'ArrowUp')).toEqual({ kind: 'go', to: { row: 0, column: -1 } });
    expect(from(1, 2, 'ArrowDown')).toEqual({ kind: 'go', to: { row: 1, column: 2 } });
    expect(from(1, 2, 'Enter')).toEqual({ kind: 'use', at: { row: 1, column: 2 }, leaveOut: false });
    expect(heatMove(press('Enter', true), { row: 1, column: 2 }, size)).toMatchObject({ leaveOut: true });
  });
});

describe('the paint of a cell', () => {
  const light = { ground: '#ffffff', text: '#1a202b', more: '#0072b2', less: '#8a5300' };

  test('is stronger for more; nothing has none, and the least differs from it', () => {
    expect(heatOf(null, 100, light).fill).toBe('#ffffff');
    expect(heatOf(0, 100, light).fill).toBe('#ffffff');
    expect(heatOf(0.001, 100, light).fill).not.toBe('#ffffff');
    expect(heatOf(100, 100, light)).toEqual({ fill: '#0072b2', text: '#ffffff' });
    expect(heatOf(-100, 100, light).fill).toBe('#8a5300');
    expect(heatOf(50, 100, { ...light, ground: '#fff' })).toEqual(heatOf(50, 100, light));
  });

  test('leaves every value readable in both themes', () => {
    const dark = { ground: '#14171c', text: '#e3e7ed', more: '#4ea3dc', less: '#eeb457' };
    for (const tokens of [light, dark]) {
      for (let value = 0; value <= 100; value += 1) {
        const { fill, text } = heatOf(value, 100, tokens);
        expect(contrastOf(fill, text), `${value} on ${fill}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });
});

function contrastOf(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((one, other) => other - one);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
