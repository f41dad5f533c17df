import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepSeries, leaveOutSeries } from '../../../renderer/histogram/series-filter.ts';
import { seriesLooks } from '../../../renderer/histogram/series-looks.ts';
import {
  barsLine,
  boundsOf,
  cutBars,
  cutText,
  describeBars,
  summaryText,
} from '../../../renderer/histogram/strip-text.ts';
import { histogramCsv, histogramTsv } from '../../../renderer/histogram/table-text.ts';
import { COLOURS, createValueColours } from '../../../renderer/state/value-colours.ts';
import type { Histogram, HistogramSeries } from '../../../shared/api/contract.ts';
import { excludedValues, includedValues } from '../../../shared/filter/edit.ts';
import { EMPTY_FILTER } from '../../../shared/filter/filter.ts';

const series = (kind: HistogramSeries['kind'], key: string | null, value: number): HistogramSeries => ({
  ...{ kind, key, value, events: value },
  label: key ?? (kind === 'other' ? 'Other' : 'No value'),
  groups: kind === 'other' ? 3 : Number(kind === 'value'),
});

const CHART: Histogram = {
  ...{ bucket: 'day', measure: 'events', timezone: 'UTC', undated: 2, by: 'action' },
  series: [
    series('value', 'login', 6),
    series('value', '=cmd()', 2),
    series('other', null, 1),
    series('none', null, 1),
  ],
  points: [
    {
      from: '2026-10-01T00:00:00.000Z',
      to: '2026-10-02T00:00:00.000Z',
      value: 8,
      events: 8,
      values: [6, 2, 0, 0],
    },
    {
      from: '2026-10-02T00:00:00.000Z',
      to: '2026-10-03T00:00:00.000Z',
      value: 2,
      events: 2,
      values: [0, 0, 1, 1],
    },
  ],
};
const [login, , other, none] = CHART.series as [
  HistogramSeries,
  HistogramSeries,
  HistogramSeries,
  HistogramSeries,
];

describe('a series', () => {
  it('is kept by a click and let go by another; with Alt it is left out', () => {
    const kept = keepSeries(EMPTY_FILTER, 'action', login, CHART.series);
    expect(includedValues(kept, 'action')).toEqual(['login']);
    expect(keepSeries(kept, 'action', login, CHART.series)).toEqual(EMPTY_FILTER);
    const without = leaveOutSeries(EMPTY_FILTER, 'action', none, CHART.series);
    expect(excludedValues(without, 'action')).toEqual([null]);
    expect(leaveOutSeries(without, 'action', none, CHART.series)).toEqual(EMPTY_FILTER);
  });

  it('of other values is what is not named', () => {
    const kept = keepSeries(EMPTY_FILTER, 'action', other, CHART.series);
    expect(excludedValues(kept, 'action')).toEqual(['login', '=cmd()', null]);
    const without = leaveOutSeries(EMPTY_FILTER, 'action', other, CHART.series);
    expect(includedValues(without, 'action')).toEqual(['login', '=cmd()', null]);
  });

  it('has a colour; other values are grey, no value is hatched', () => {
    const colours = seriesLooks(CHART, createValueColours()).map(({ colour }) => colour);
    expect(colours).toEqual(['var(--chart-1)', 'var(--chart-2)', 'var(--chart-other)', null]);
  });

  it('is none where there is nothing to tell apart', () => {
    expect(seriesLooks({ by: null, series: [] }, createValueColours())).toEqual([]);
    expect(seriesLooks({ by: 'action', series: [none] }, createValueColours())).toEqual([]);
  });
});

describe('colours of values', () => {
  it('stay with their value, per field, until another workspace', () => {
    const colours = createValueColours();
    expect(colours.together('actor', ['a', 'b', 'c'])).toEqual([1, 2, 3]);
    expect(colours.together('actor', ['c', 'd', 'a'])).toEqual([3, 4, 1]);
    expect(colours.together('action', ['d'])).toEqual([1]);
    expect([colours.known('actor', 'd'), colours.known('actor', 'e')]).toEqual([4, null]);
    colours.reset();
    expect(colours.known('actor', 'd')).toBeNull();
  });

  it('differ among up to eight values that are shown together, whatever was shown before', () => {
    const values = fc.uniqueArray(fc.nat(30).map(String), { maxLength: COLOURS });
    fc.assert(
      fc.property(fc.array(values, { maxLength: 20 }), (charts) => {
        const colours = createValueColours();
        for (const chart of charts) {
          const before = chart.map((value) => colours.known('actor', value));
          const given = colours.together('actor', chart);
          expect(new Set(given).size).toBe(chart.length);
          // Only a value that shares its colour with another of the chart gets a new one.
          for (const [at, colour] of before.entries()) {
            if (colour !== null && before.indexOf(colour) === at) expect(given[at]).toBe(colour);
          }
        }
      }),
    );
  });
});

describe('words of the histogram', () => {
  it('tell amount, share, bounds and parts of a bar, upper parts first', () => {
    const bar = describeBars(CHART, { first: 0, last: 0 });
    expect(bar).toMatchObject({
      amount: '8 events',
      share: '80%',
      bounds: '1 Oct 2026 00:00 – 2 Oct 2026 00:00 UTC',
      series: [
        { label: '=cmd()', amount: '2 events', share: '25%' },
        { label: 'login', amount: '6 events', share: '75%' },
      ],
    });
    expect(bar === null ? '' : barsLine(bar)).toBe(
      '8 events, 80% of all, 1 Oct 2026 00:00 – 2 Oct 2026 00:00 UTC; =cmd() 2 events; login 6 events',
    );
    expect(describeBars(CHART, { first: 0, last: 1 })?.amount).toBe('10 events');
    expect(describeBars({ ...CHART, points: [] }, { first: 0, last: 0 })).toBeNull();
  });

  it('sum it up', () => {
    expect(summaryText(CHART)).toBe(
      '10 events in 2 bars, one per day of UTC, 1 Oct 2026 00:00 – 3 Oct 2026 00:00 UTC. ' +
        'Most: 8 events, 1 Oct 2026 00:00 – 2 Oct 2026 00:00 UTC. ' +
        'By action: login 60%, =cmd() 20%, Other 10%, No value 10%. 2 events without a timestamp not shown.',
    );
    expect(summaryText({ ...CHART, points: [], series: [] })).toBe(
      'No dated events. 2 events without a timestamp not shown.',
    );
  });

  it('say which bars the range cuts', () => {
    const bounds = boundsOf(CHART.points);
    const noon = Date.parse('2026-10-01T12:00:00Z') * 1_000;
    const cuts = (from: number | null, to: number | null) =>
      cutBars(bounds, { preset: 'custom', zone: 'UTC', from, to });
    expect(cutText(cuts(noon, null), 0)).toBe('Part of a bar: the range begins 1 Oct 2026 12:00 UTC');
    expect(cutText(cuts(noon, noon + 1), 0)).toMatch(/begins .*, the range ends /);
    expect(cutText(cuts(noon, null), 1)).toBeNull();
    expect(cuts(bounds[0] ?? 0, bounds[2] ?? 0)).toEqual([]);
    expect(cuts(null, null)).toEqual([]);
    expect(cuts(noon - 1e12, noon + 1e12)).toEqual([]);
  });
});

describe('the histogram as text', () => {
  it('is CSV that no spreadsheet runs', () => {
    expect(histogramCsv(CHART)).toBe(
      "From,To,Events,login,'=cmd(),Other (3),No value\r\n" +
        '2026-10-01T00:00:00.000Z,2026-10-02T00:00:00.000Z,8,6,2,0,0\r\n' +
        '2026-10-02T00:00:00.000Z,2026-10-03T00:00:00.000Z,2,0,0,1,1\r\n',
    );
  });

  it('is lines of cells between tabs', () => {
    const tabbed = { ...CHART, series: [{ ...login, label: 'a\tb\nc' }] };
    expect(histogramTsv(tabbed).split('\n')[0]).toBe('From\tTo\tEvents\ta b c');
  });
});
