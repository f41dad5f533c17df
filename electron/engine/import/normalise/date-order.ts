import type { DateOrder } from '../../../../shared/domain/source.ts';
import { AppError } from '../../../../shared/errors.ts';
import { numericDate } from './written-time.ts';

/**
 * Decides the order of day and month for a column, from all its values together: a number above 12 cannot be
 * a month. Never decided per value, because then 13/02 and 02/03 of one column would be read differently.
 * @param chosen the order the user stated; used where the values leave it open
 * @returns null when no value of the column depends on it
 * @throws DATE_ORDER_AMBIGUOUS when the values leave it open, or contradict each other, and none was stated
 */
export function decideDateOrder(
  column: string,
  values: Iterable<string>,
  chosen: DateOrder | null,
  file: string,
): DateOrder | null {
  const possible = new Set<DateOrder>(['dmy', 'mdy', 'ymd']);
  const examples: string[] = [];
  let dates = 0;
  for (const value of values) {
    const date = value.length > 100 ? null : numericDate(value.trim());
    if (date === null || date.yearFirst) continue;
    dates += 1;
    if (examples.length < 3 && !examples.includes(value)) examples.push(value);
    if (date.yearLast) possible.delete('ymd');
    if (!isMonthAndDay(date.second, date.first)) possible.delete('dmy');
    if (!isMonthAndDay(date.first, date.second)) possible.delete('mdy');
    if (!isMonthAndDay(date.second, date.third)) possible.delete('ymd');
  }
  if (dates === 0) return null;
  const [only] = possible;
  if (possible.size === 1 && only !== undefined) return only;
  if (chosen !== null) return chosen;
  throw ambiguous(column, possible.size === 0, examples, file);
}

function isMonthAndDay(month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

function ambiguous(
  column: string,
  contradictory: boolean,
  examples: readonly string[],
  file: string,
): AppError {
  const why = contradictory
    ? 'holds dates that no single order of day and month fits'
    : 'does not show which number is the day and which is the month';
  const shown = examples.map((example) => JSON.stringify(example)).join(', ');
  return new AppError(
    'DATE_ORDER_AMBIGUOUS',
    `${file}: column ${JSON.stringify(column)} ${why} (${shown}). State the date order (dmy, mdy or ymd) and import again.`,
    { file, column, examples: [...examples] },
  );
}
