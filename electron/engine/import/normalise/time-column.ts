import type { TimeFormat } from '../../../../shared/domain/import-choices.ts';
import { type EpochUnit, unitBySize, type WrittenNumber, writtenNumber } from './epoch-time.ts';
import { isLikelySerial } from './spreadsheet-time.ts';
import { isLikelyDay, type TimeForm } from './time-text.ts';

/** How many values of a column are looked at. */
const JUDGED_VALUES = 1_000;

/** What the values of a column say of its times. */
export interface TimeJudgement {
  readonly form: TimeForm;
  /** Numbers that count from a start the file does not name, so that none of them is a time. */
  readonly relative: boolean;
  /** What was assumed of numbers that could mean something else, in words; null when nothing was. */
  readonly assumed: string | null;
}

const FIXED: Readonly<Partial<Record<TimeFormat, TimeForm['numbers']>>> = {
  'epoch-s': 'epoch-s',
  'epoch-ms': 'epoch-ms',
  'epoch-us': 'epoch-us',
  'epoch-ns': 'epoch-ns',
  'excel-1900': 'excel-1900',
  'excel-1904': 'excel-1904',
};

/**
 * Decides for a column, from all its values together, what its numbers mean: seconds in one row and milliseconds
 * in the next would put one column into two centuries.
 * @param name of the column
 * @param chosen the format the user stated
 */
export function judgeTimes(
  name: string,
  values: readonly string[],
  chosen: TimeFormat | null,
): TimeJudgement {
  if (chosen !== null) return judged({ format: chosen, numbers: FIXED[chosen] ?? null });
  const looked = values.slice(0, JUDGED_VALUES).map((value) => value.trim());
  const numbers = looked.flatMap((value) => writtenNumber(value) ?? []);
  if (numbers.length === 0 || numbers.length * 10 < looked.length * 9) return judged(bySize(numbers));
  const sized = numbers.filter((number) => unitBySize(number) !== null);
  if (sized.length * 2 >= numbers.length) return judged(bySize(sized));
  if (looked.every((value) => isLikelyDay(value))) {
    return judged({ format: null, numbers: 'days' }, 'dates without separators');
  }
  if (numbers.every(isLikelySerial) && (numbers.some(hasClock) || /date|datum|fecha|day/i.test(name))) {
    return judged({ format: null, numbers: 'excel-1900' }, 'days of a spreadsheet (system of 1900)');
  }
  return { form: { format: null, numbers: null }, relative: true, assumed: null };
}

/** One unit for the column when all its numbers agree on one. */
function bySize(numbers: readonly WrittenNumber[]): TimeForm {
  const units = new Set<EpochUnit | null>(numbers.map(unitBySize));
  const [unit] = units;
  return { format: null, numbers: units.size === 1 && unit !== undefined ? unit : null };
}

/** A time of day is a fraction of some digits. */
function hasClock({ fraction }: WrittenNumber): boolean {
  return fraction.length >= 3;
}

function judged(form: TimeForm, assumed: string | null = null): TimeJudgement {
  return { form, relative: false, assumed };
}
