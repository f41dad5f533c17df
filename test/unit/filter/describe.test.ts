import { describe, expect, it } from 'vitest';
import { describeClause, describeFilter, describeTimeRange } from '../../../shared/filter/describe.ts';
import { parseWritten } from '../../../shared/filter/written.ts';
import { localDateRange } from '../../../shared/time/range.ts';

const chip = (written: string): string =>
  parseWritten(written)
    .map((clause) => describeClause(clause))
    .join(' | ');

describe('a chip says', () => {
  it.each([
    ['resource:"gpt-4o"', 'resource gpt-4o'],
    ['-actor:"System"', 'not actor System'],
    ['credits:>10', 'credits > 10'],
    ['credits:10', 'credits = 10'],
    ['credits:[1 TO 5]', 'credits 1 to 5'],
    ['credits:{1 TO 5]', '1 < credits ≤ 5'],
    ['model:("a" OR "b")', 'model a or b'],
    ['model:("a" OR "b" OR "c" OR "d" OR "e")', 'model a, b, c or 2 more'],
    ['model:(("a" OR "b") -"c")', 'model a or b, not model c'],
    ['model:null', 'empty model'],
    ['-model:null', 'not empty model'],
    ['model:*', 'any model'],
    ['byok:true', 'BYOK only'],
    ['byok:false', 'Non-BYOK only'],
    ['apiKey:prod*', 'API key prod*'],
    ['workerx gpt*', 'text workerx | text gpt*'],
    ['"two words"', 'text “two words”'],
    ['extra.Score:>5', 'Score > 5'],
    ['time:>=2026-10-30', 'timestamp ≥ 30 Oct 2026 00:00 UTC'],
    ['a OR (b c)', 'text a or (text b and text c)'],
    ['-dana', 'not text dana'],
    ['*:*', 'everything'],
    ['/gpt \\d/', 'text matches /gpt \\d/'],
    ['-apiKey:/^prod/', 'not API key matches /^prod/'],
  ])('%s → %s', (written, words) => expect(chip(written)).toBe(words));

  it('the name of a value where there is one', () => {
    const [clause] = parseWritten('source:"3"');
    expect(
      clause &&
        describeClause(clause, (field, value) => (field === 'source' && value === '3' ? 'may.csv' : null)),
    ).toBe('source may.csv');
  });
});

describe('the whole filter', () => {
  it('is one line with resolved UTC bounds, without the chips that are off, nothing cut', () => {
    const [on, off] = parseWritten('model:("a" OR "b" OR "c" OR "d") actor:x');
    if (on === undefined || off === undefined) throw new Error('two clauses expected');
    const filter = {
      time: localDateRange('2026-10-24', '2026-10-30', 'Europe/Berlin'),
      chips: [
        { clause: on, off: false },
        { clause: off, off: true },
      ],
    };
    expect(describeFilter(filter)).toBe('23 Oct 2026 22:00 – 30 Oct 2026 23:00 UTC; model a, b, c or d');
  });

  it('names open and exact bounds', () => {
    const range = (from: number | null, to: number | null) => ({
      preset: 'custom' as const,
      zone: 'UTC',
      from,
      to,
    });
    expect(describeTimeRange(range(null, null))).toBe('All time');
    expect(describeTimeRange(range(0, null))).toBe('from 1 Jan 1970 00:00 UTC');
    expect(describeTimeRange(range(null, 1))).toBe('before 1 Jan 1970 00:00:00.000001 UTC');
  });
});
