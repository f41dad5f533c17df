import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { refsOf, withPortableRefs } from '../../../shared/filter/clause-refs.ts';
import { type Filter, TIME_PRESETS, type TimePreset } from '../../../shared/filter/filter.ts';
import { REVIEW_CADENCES } from '../../../shared/views/cadence.ts';
import { keptFilter, SCOPES, type ViewContent } from '../../../shared/views/saved-view.ts';
import { MAX_VIEW_FILE_BYTES, printViewFile, readViewFile } from '../../../shared/views/view-file.ts';
import { anyClause, hostileText } from '../filter/clause-arbitrary.ts';
import { normalForms } from '../filter/normal-form.ts';

const instant = fc.integer({ min: 0, max: 4_000_000_000_000_000 });

const anyTime: fc.Arbitrary<Filter['time']> = fc.oneof(
  fc
    .constantFrom(...(Object.keys(TIME_PRESETS) as TimePreset[]).filter((preset) => preset !== 'custom'))
    .map((preset) => ({ preset, zone: 'Europe/Berlin', from: null, to: null })),
  fc
    .tuple(instant, fc.integer({ min: 1, max: 1_000_000_000 }))
    .map(([from, length]) => ({ preset: 'custom' as const, zone: 'UTC', from, to: from + length })),
  instant.map((to) => ({ preset: 'custom' as const, zone: 'UTC', from: null, to })),
);

const anyView: fc.Arbitrary<ViewContent> = fc
  .record({
    name: hostileText,
    description: hostileText,
    scope: fc.constantFrom(...SCOPES),
    time: anyTime,
    chips: fc.array(fc.record({ clause: anyClause, off: fc.boolean() }), { maxLength: 4 }),
    sort: fc.record({ field: fc.constantFrom('time', 'extra.Score'), descending: fc.boolean() }),
    columns: fc.option(fc.array(fc.constantFrom('time', 'actor', 'extra.x'), { maxLength: 3 })),
    histogram: fc.option(
      fc.record({
        bucket: fc.constantFrom('day' as const, null),
        by: fc.constant(null),
        shown: fc.boolean(),
        table: fc.boolean(),
        zoomedFrom: fc.constant(null),
      }),
    ),
    cadence: fc.constantFrom(...REVIEW_CADENCES),
  })
  .map(({ time, chips, name, ...rest }) => ({
    ...rest,
    name: name.trim().slice(0, 200).trim() || 'x',
    filter: withPortableRefs({ time, chips }),
  }));

/**
 * Chips about sources and events come switched off; nothing else changes. What a clause is about is taken from what was
 * read: a choice of nothing is not written, and is about nothing.
 */
const elsewhere = (given: Filter, read: Filter): boolean[] =>
  read.chips.map(({ clause }, at) => {
    const refs = refsOf([clause]);
    return given.chips[at]?.off === true || refs.has('id') || refs.has('source');
  });

describe('the file of a saved view', () => {
  it('holds everything about the view, whatever its texts', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const text = printViewFile(view);
        fc.pre(Buffer.byteLength(text) <= MAX_VIEW_FILE_BYTES);
        const { view: read } = readViewFile(text, 'x.json');
        const { filter, ...rest } = read;
        const { filter: given, ...others } = view;
        expect(rest).toEqual(others);
        expect(filter.time).toEqual(keptFilter(given).time);
        expect(filter.chips.map(({ off }) => off)).toEqual(elsewhere(given, filter));
        expect(filter.chips).toHaveLength(given.chips.length);
        for (const [at, { clause }] of filter.chips.entries()) {
          expect(normalForms([clause])).toEqual(
            normalForms(given.chips.slice(at, at + 1).map((c) => c.clause)),
          );
        }
      }),
    );
  });

  it('is refused with one line, or read, whatever it says', () => {
    const hostile = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((text) => `{"trailglassView":1,"name":"x","chips":${text}}`),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        try {
          readViewFile(text, 'x.json');
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
          expect(error).toMatchObject({ code: 'BAD_VIEW' });
          expect((error as AppError).message).not.toMatch(/\n/);
        }
      }),
    );
  });

  it.each(['__proto__', 'constructor', 'toString'])('takes a member called %s for an unknown one', (name) => {
    const text = `{"trailglassView":1,"name":"x","scope":"all","time":{"preset":"all","zone":"UTC"},"chips":[],"sort":{"field":"time","descending":true},"${name}":{"polluted":1}}`;
    expect(readViewFile(text, 'x.json').remarks).toEqual([
      `Not known to this version and left out: "${name}".`,
    ]);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});
