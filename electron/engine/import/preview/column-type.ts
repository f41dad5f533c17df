import type { ColumnType } from '../../../../shared/domain/import-preview.ts';
import { parseContainer } from '../normalise/details.ts';
import { readFlag } from '../normalise/event-builder.ts';
import { isAbsent, looksLikeNumber } from '../normalise/numbers.ts';
import { looksLikeTime } from '../normalise/time-text.ts';

/** Share of the values that has to agree. */
const MOST = 0.9;

const WHOLE = /^[+-]?\d{1,3}(?:[,.'_ ]?\d{3})*$/;

/** Tests from the narrowest to the widest; epoch numbers look like times and like integers, so names decide there. */
const TESTS: readonly (readonly [ColumnType, (value: string, name: string) => boolean])[] = [
  ['json', (value) => /^\s*[[{]/.test(value) && parseContainer(value.trim()) !== undefined],
  ['boolean', (value) => readFlag(value.trim()) !== null && !/^[01]$/.test(value.trim())],
  ['time', (value, name) => looksLikeTime(value) && (!looksLikeNumber(value) || TIME_WORDS.test(name))],
  ['integer', (value) => looksLikeNumber(value) && WHOLE.test(value.trim())],
  ['decimal', (value) => looksLikeNumber(value)],
];

const TIME_WORDS = /time|date|when|stamp|_at$|At$/i;

/** What most values of a column look like. */
export function columnType(name: string, values: readonly string[], container: boolean): ColumnType {
  if (container) return 'json';
  const stated = values.filter((value) => !isAbsent(value));
  if (stated.length === 0) return 'empty';
  const fits = TESTS.find(
    ([, test]) => stated.filter((value) => test(value, name)).length >= stated.length * MOST,
  );
  return fits?.[0] ?? 'text';
}
