import { AppError } from '../../../shared/errors.ts';
import type { RangeClause, TimeRange } from '../../../shared/filter/filter.ts';
import { BIG_NULL } from '../columns/column.ts';
import type { FieldColumn } from './field-column.ts';
import type { Checkpoint, LoadedBigs, LoadedColumns, LoadedNumbers, LoadedTexts } from './loaded-columns.ts';
import { clearAll, keepAll, type Narrow, narrowByTest, narrowToCodes, narrowToRange } from './narrow-mask.ts';
import { type IntegerRange, integerRange, rangeInColumn } from './number-bounds.ts';
import { numberOf } from './number-text.ts';

/** Keeps the events of a time range; an undated one lies in none that has a bound. */
export function narrowToTime({ from, to }: TimeRange, columns: LoadedColumns): Narrow {
  if (from === null && to === null) return keepAll;
  const range = { min: from === null ? null : BigInt(from), max: to === null ? null : BigInt(to) - 1n };
  return narrowNumbers(columns.numbers('time'), range);
}

/**
 * Keeps the events whose value lies in a range; without bounds, those that have a value.
 * @throws BAD_ARGUMENT for a field whose values have no order
 */
export function narrowToClauseRange(
  clause: RangeClause,
  field: FieldColumn,
  columns: LoadedColumns,
  checkpoint: Checkpoint,
): Narrow {
  switch (field.kind) {
    case 'integer':
    case 'decimal':
    case 'instant': {
      const range = integerRange(clause, field.kind === 'decimal');
      return narrowNumbers(field.name === null ? null : columns.numbers(field.name), range);
    }
    case 'id': {
      const { min, max } = integerRange(clause, false);
      return narrowByTest((position) => {
        const id = columns.idAt(position);
        return (min === null || id >= min) && (max === null || id <= max);
      });
    }
    case 'extra': {
      const texts = field.name === null ? null : columns.texts(field.name);
      return texts === null ? clearAll : narrowTexts(texts, clause, checkpoint);
    }
    case 'text':
    case 'boolean':
    case 'json':
    case 'source':
      throw new AppError(
        'BAD_ARGUMENT',
        `${field.label} has no order, so it cannot be filtered by a range.`,
        { field: field.ref },
      );
  }
}

function narrowNumbers(numbers: LoadedNumbers | LoadedBigs | null, range: IntegerRange): Narrow {
  if (numbers === null) return clearAll;
  if (numbers.kind === 'number') {
    const { min, max } = rangeInColumn(numbers, range);
    return narrowToRange(numbers, min, max);
  }
  const { values } = numbers;
  const { min, max } = range;
  return narrowByTest((position) => {
    const value = values[position] ?? BIG_NULL;
    return value !== BIG_NULL && (min === null || value >= min) && (max === null || value <= max);
  });
}

/** Every different text is taken for a number once. */
function narrowTexts(texts: LoadedTexts, { min, max }: RangeClause, checkpoint: Checkpoint): Narrow {
  const allowed = new Uint8Array(texts.size + 1);
  for (let code = 1; code <= texts.size; code += 1) {
    if (code % 4_096 === 0) checkpoint.throwIfCancelled();
    const value = numberOf(texts.text(code));
    if (value === null) continue;
    const above = min === null || value > min.value || (min.inclusive && value === min.value);
    const below = max === null || value < max.value || (max.inclusive && value === max.value);
    if (above && below) allowed[code] = 1;
  }
  return narrowToCodes(texts.codes, allowed);
}
