import { describe, expect, it } from 'vitest';
import type { QueryEngine } from '../../../electron/engine/query/query-engine.ts';
import { EMPTY_FILTER, type Filter } from '../../../shared/filter/filter.ts';
import type { TestEvent } from './dataset.ts';
import { at, code, where } from './suite-questions.ts';

/** What every query engine says of events over time. */
export function histogramSuite(engineOver: (events?: readonly TestEvent[]) => QueryEngine): void {
  describe('histogram', () => {
    const histogram = (bucket: 'hour' | 'day' | 'week' | 'month' | null, timezone: string) =>
      engineOver().histogram({ filter: EMPTY_FILTER, bucket, measure: 'credits', timezone });

    it('has no gaps, counts undated events apart and adds exactly', () => {
      const { points, undated } = histogram('day', 'UTC');
      expect(undated).toBe(1);
      expect(points).toEqual([
        { from: '2026-10-25T00:00:00.000Z', to: '2026-10-26T00:00:00.000Z', value: 0.3, events: 2 },
        { from: '2026-10-26T00:00:00.000Z', to: '2026-10-27T00:00:00.000Z', value: 0, events: 0 },
        { from: '2026-10-27T00:00:00.000Z', to: '2026-10-28T00:00:00.000Z', value: 0, events: 2 },
      ]);
    });

    it('puts the day on which the clock goes back at 25 hours, and its hours apart', () => {
      const [day] = histogram('day', 'Europe/Berlin').points;
      expect(day).toMatchObject({
        from: '2026-10-24T22:00:00.000Z',
        to: '2026-10-25T23:00:00.000Z',
        events: 2,
      });
      const hours = histogram('hour', 'Europe/Berlin').points.slice(0, 2);
      // Both are from two to three o'clock on the wall.
      expect(hours.map(({ from, events }) => [from, events])).toEqual([
        ['2026-10-25T00:00:00.000Z', 1],
        ['2026-10-25T01:00:00.000Z', 1],
      ]);
    });

    it('starts weeks on Monday and months on the first, of the zone', () => {
      expect(histogram('week', 'America/New_York').points.map((point) => [point.from, point.events])).toEqual(
        [
          ['2026-10-19T04:00:00.000Z', 2],
          ['2026-10-26T04:00:00.000Z', 2],
        ],
      );
      expect(histogram('month', 'Asia/Kolkata').points).toMatchObject([
        { from: '2026-09-30T18:30:00.000Z', to: '2026-10-31T18:30:00.000Z', events: 4 },
      ]);
    });

    it('chooses a readable bucket, and refuses one that is far too fine', () => {
      expect(histogram(null, 'UTC').bucket).toBe('hour');
      const long = engineOver([
        { fields: { time: 0 }, extra: [] },
        { fields: { time: at('2026-01-01T00:00:00Z') }, extra: [] },
      ]);
      const ask = (bucket: 'minute' | null) =>
        long.histogram({ filter: EMPTY_FILTER, bucket, measure: 'events', timezone: 'UTC' });
      expect(code(() => ask('minute'))).toBe('BAD_ARGUMENT');
      expect(ask(null).points).toHaveLength(673);
    });

    it('is split by the values of a field, which add up', () => {
      const chart = engineOver().histogram({
        ...{ filter: EMPTY_FILTER, bucket: 'day', measure: 'events', timezone: 'UTC', by: 'actor' },
      });
      expect(chart.by).toBe('actor');
      expect(chart.series).toEqual([
        { kind: 'value', key: 'dana@x', label: 'Dana Reyes', groups: 1, value: 2, events: 2 },
        { kind: 'value', key: 'ömer@x', label: 'Ömer', groups: 1, value: 1, events: 1 },
        { kind: 'none', key: null, label: 'No value', groups: 0, value: 1, events: 1 },
      ]);
      expect(chart.points.map(({ value, values }) => [value, values])).toEqual([
        [2, [2, 0, 0]],
        [0, [0, 0, 0]],
        [2, [0, 1, 1]],
      ]);
    });

    it('puts all values beyond the seven largest into one series', () => {
      const events = Array.from({ length: 30 }, (_, index): TestEvent => {
        return { fields: { time: at('2026-10-25T00:30:00Z'), action: `action ${index % 9}` }, extra: [] };
      });
      const { series } = engineOver(events).histogram({
        ...{ filter: EMPTY_FILTER, bucket: 'day', measure: 'events', timezone: 'UTC', by: 'action' },
      });
      expect(series.map(({ label, groups, events: count }) => [label, groups, count])).toEqual([
        ...[0, 1, 2].map((index) => [`action ${index}`, 1, 4]),
        ...[3, 4, 5, 6].map((index) => [`action ${index}`, 1, 3]),
        ['Other', 2, 6],
      ]);
    });

    it('covers the whole range of the filter, in a bucket that is not too fine', () => {
      const filter: Filter = {
        ...EMPTY_FILTER,
        time: {
          preset: 'custom',
          zone: 'UTC',
          from: at('2026-10-20T00:00:00Z'),
          to: at('2026-10-26T00:00:00Z'),
        },
      };
      const ask = (maxPoints: number) =>
        engineOver().histogram({
          ...{ filter, bucket: 'minute', measure: 'events', timezone: 'UTC', maxPoints, wholeRange: true },
        });
      expect(ask(10).bucket).toBe('day');
      expect(ask(10).points.map(({ events }) => events)).toEqual([0, 0, 0, 0, 0, 2]);
      expect(ask(200).bucket).toBe('hour');
      expect(ask(200).points).toHaveLength(144);
      expect(ask(1).bucket).toBe('week');
    });

    it('of undated events alone has no points', () => {
      const { points, undated } = engineOver().histogram({
        filter: where('actor:"System"'),
        bucket: null,
        measure: 'events',
        timezone: 'UTC',
      });
      expect([points, undated]).toEqual([[], 1]);
    });
  });
}
