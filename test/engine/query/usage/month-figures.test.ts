import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createColumnQueryEngine } from '../../../../electron/engine/query/column-query-engine.ts';
import type { MonthFigure } from '../../../../shared/api/contract.ts';
import { parseInstant } from '../../../../shared/time/format.ts';
import { freshWorkspace } from '../../store/fixtures.ts';
import { NEVER_CANCELLED } from '../aggregate/array-columns.ts';
import { type TestEvent, writeEvents } from '../dataset.ts';

const HOUR = 3_600_000_000;
const NANO = 1_000_000_000n;
const ZONES = [
  ...['UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Auckland', 'Pacific/Kiritimati'],
  ...['Asia/Kolkata', 'America/Sao_Paulo', 'Africa/Casablanca', 'America/Scoresbysund'],
];
/** Turns of months and years, and changes of clocks: in Berlin and Scoresbysund on 31 March and at a turn of month. */
const MOMENTS = [
  ...['2024-03-01T00:00:00Z', '2024-03-31T01:00:00Z', '2024-04-01T00:00:00Z', '2024-10-27T01:00:00Z'],
  ...['2024-10-31T23:30:00Z', '2024-11-03T06:00:00Z', '2024-12-31T23:59:59Z', '2025-01-01T00:00:00Z'],
  ...['2024-02-29T12:00:00Z', '2024-09-28T14:00:00Z', '2024-09-30T11:00:00Z'],
].map((iso) => parseInstant(iso, 'UTC'));

const instant = fc
  .tuple(fc.constantFrom(...MOMENTS), fc.integer({ min: -80, max: 80 }), fc.integer({ min: -1, max: 1 }))
  .map(([moment, quarters, micros]) => moment + (quarters * HOUR) / 4 + micros);

const actor = fc.constantFrom(
  ...[
    { actor: 'dana@example.com', actorKind: 'user' },
    { actor: 'lee@example.com', actorKind: 'user' },
    { actor: 'Unknown user', actorKind: 'unknown' },
    { actor: 'System', actorKind: 'system' },
    { actor: 'etl', actorKind: 'service' },
    { actor: 'key-1', actorKind: 'apiKey' },
    { actor: 'of no kind', actorKind: null },
    { actor: null, actorKind: null },
  ],
);
const event: fc.Arbitrary<TestEvent['fields']> = fc
  .record({
    time: fc.option(instant, { nil: null, freq: 12 }),
    family: fc.constantFrom('usage', 'usage', 'usage', 'audit'),
    credits: fc.constantFrom(null, 0n, 3n * NANO, -2n * NANO, NANO / 10n),
    who: actor,
  })
  .map(({ who, ...fields }) => ({ ...fields, ...who }));

const CALENDARS = new Map(
  ZONES.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('en-US', { timeZone, calendar: 'gregory', year: 'numeric', month: 'numeric' }),
  ]),
);

/** Year and month of an instant on the clocks of a zone, as the platform's calendar has it. */
function calendarMonth(time: number, zone: string): number {
  const parts = CALENDARS.get(zone)?.formatToParts(new Date(Math.floor(time / 1_000))) ?? [];
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return 12 * of('year') + of('month');
}

/** A month figured out event by event. */
function naiveMonth(events: readonly TestEvent['fields'][], month: number, zone: string) {
  const own = events.filter(
    ({ time, family }) =>
      family === 'usage' && typeof time === 'number' && calendarMonth(time, zone) === month,
  );
  const credits = own.flatMap(({ credits: amount }) => (typeof amount === 'bigint' ? [amount] : []));
  const members = own.filter(
    ({ actor: who, actorKind }) =>
      who !== null && actorKind !== 'system' && actorKind !== 'service' && actorKind !== 'apiKey',
  );
  return {
    credits: credits.length === 0 ? null : Number(credits.reduce((sum, one) => sum + one, 0n)) / 1e9,
    events: own.length,
    activeMembers: new Set(members.map(({ actor: who }) => who)).size,
  };
}

describe('calendar months', () => {
  it('are those of "as of" on the clocks of the zone, whatever these do; System, services and keys are no members', () => {
    const asked = fc.array(fc.tuple(instant, fc.constantFrom(...ZONES)), { minLength: 25, maxLength: 25 });
    fc.assert(
      fc.property(
        fc.array(event, { minLength: 1, maxLength: 120, size: 'max' }),
        asked,
        (events, questions) => {
          const ws = freshWorkspace();
          writeEvents(
            ws,
            events.map((fields) => ({ fields, extra: [] })),
          );
          const engine = createColumnQueryEngine(ws);
          for (const [asOf, timezone] of questions) {
            const found = engine.usage.monthFigures({ asOf, timezone }, NEVER_CANCELLED);
            const month = calendarMonth(asOf, timezone);
            const figures = ({ credits, events: calls, activeMembers }: MonthFigure) => {
              return { credits, events: calls, activeMembers };
            };
            expect(figures(found.thisMonth)).toEqual(naiveMonth(events, month, timezone));
            expect(figures(found.lastMonth)).toEqual(naiveMonth(events, month - 1, timezone));
            expect(found.lastMonth.to).toBe(found.thisMonth.from);
            const [from, to] = [found.thisMonth.from, found.thisMonth.to].map((iso) =>
              parseInstant(iso, 'UTC'),
            );
            expect(calendarMonth(from ?? 0, timezone)).toBe(month);
            expect(calendarMonth((to ?? 0) - 1, timezone)).toBe(month);
            expect(calendarMonth((from ?? 0) - 1, timezone)).toBe(month - 1);
            expect(calendarMonth(to ?? 0, timezone)).toBe(month + 1);
          }
          ws.close();
        },
      ),
      { numRuns: 12 },
    );
  });
});
