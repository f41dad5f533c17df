import type { LoadedBigs, LoadedColumns, LoadedNumbers } from '../loaded-columns.ts';
import { numberFacts, once } from './column-facts.ts';
import { gatherQuarters, takePresent } from './gather-numbers.ts';
import type { StretchRoom } from './stretch-room.ts';
import { SUMMED, type Summed } from './summed-fields.ts';

/**
 * How the measures are added up: as *lanes*, each a whole number per event that is added in floating point.
 *
 * No sum loses a unit, whatever the order of the events: a lane's magnitude times the number of events of the
 * workspace is at most 2⁵³, so every partial sum is a whole number that a double holds exactly. A column whose values
 * are too large for that is cut into several lanes, digits of base 2ᵇ of the value: lane `k` counts `2^(b·k)` times.
 * The sums of the lanes are put together with big integers.
 */
export interface MeasureLanes {
  readonly name: Summed;
  /** The first lane, of `weights.length`. */
  readonly first: number;
  /** Units (10⁻⁹ of decimals) that one of each lane stands for. */
  readonly weights: readonly number[];
  /** Whether lanes are of the value, rather than of the number that is stored for it. */
  readonly ofValue: boolean;
  /** What every event has, when all have the same; there are no lanes then. */
  readonly constant: number | null;
  /** The bit that tells that a group has a value; 0 when every event has one. */
  readonly bit: number;
}

/** The measures of a workspace that have values, and how many lanes they take. */
export interface LanePlan {
  readonly measures: readonly MeasureLanes[];
  readonly lanes: number;
}

/** How the measures of these columns are added up. */
export function lanePlan(columns: LoadedColumns): LanePlan {
  return once(columns, 'lanes', () => {
    const measures: MeasureLanes[] = [];
    let lanes = 0;
    let bit = 1;
    for (const name of SUMMED) {
      const column = columns.numbers(name);
      if (column === null) continue;
      const split = splitOf(column, columns.count);
      if (split === null) continue;
      const { weights, ofValue, constant } = split;
      measures.push({ name, weights, ofValue, constant, first: lanes, bit: split.nullable ? bit : 0 });
      lanes += split.weights.length;
      if (split.nullable) bit *= 2;
    }
    return { measures, lanes };
  });
}

type Split = Pick<MeasureLanes, 'weights' | 'ofValue' | 'constant'> & { readonly nullable: boolean };

/** Sixteen bits each: exact for 2³⁷ events. */
const QUARTERS = [1, 2 ** 16, 2 ** 32, 2 ** 48];

/** Null when the column has no value at all. */
function splitOf(column: LoadedNumbers | LoadedBigs, count: number): Split | null {
  if (column.kind === 'big') return { weights: QUARTERS, ofValue: true, constant: null, nullable: true };
  const { base, scale } = column;
  const { min, max, nulls } = numberFacts(column, count);
  if (min > max) return null;
  const nullable = nulls > 0;
  const [least, greatest] = [base + min * scale, base + max * scale];
  if (min === max && !nullable) return { weights: [], ofValue: true, constant: least, nullable };
  if (base === 0 && isExact(min, max, count))
    return { weights: [scale], ofValue: false, constant: null, nullable };
  const bits = laneBits(count);
  const lanes = isExact(least, greatest, count) ? 1 : Math.ceil(54 / bits);
  const weights = Array.from({ length: lanes }, (_, k) => 2 ** (bits * k));
  return { weights, ofValue: true, constant: null, nullable };
}

/** Whether numbers between two can be added up so often in one lane. */
function isExact(min: number, max: number, count: number): boolean {
  return Math.max(Math.abs(min), Math.abs(max)) * count <= Number.MAX_SAFE_INTEGER;
}

/** Bits of a lane of a column that is cut: with as many bits for the number of events they are at most 53. */
function laneBits(count: number): number {
  return 52 - Math.ceil(Math.log2(count + 1));
}

/** A measure with its column. */
export interface MeasureColumn {
  readonly measure: MeasureLanes;
  readonly column: LoadedNumbers | LoadedBigs;
}

/** The columns of the measures that have lanes. */
export function measureColumns(columns: LoadedColumns, plan: LanePlan): MeasureColumn[] {
  return plan.measures.flatMap((measure) => {
    const column = measure.weights.length === 0 ? null : columns.numbers(measure.name);
    return column === null ? [] : [{ measure, column }];
  });
}

/** Fills the lanes of measures for the events of a stretch. */
export function gatherLanes(measures: readonly MeasureColumn[], room: StretchRoom): void {
  const { found, lanes, positions, present } = room;
  if (measures.some(({ measure }) => measure.bit !== 0)) present.fill(0, 0, found);
  for (const { measure, column } of measures) {
    const { bit } = measure;
    const [first, ...more] = lanes.slice(measure.first, measure.first + measure.weights.length);
    if (first === undefined) continue;
    if (column.kind === 'number' && !measure.ofValue) {
      // Without a bit there is no event without a value.
      if (bit === 0) room.gatherNumbers(column, measure.first);
      else room.gatherPresent(column, bit, measure.first);
      continue;
    }
    if (column.kind === 'big') gatherQuarters(column, Number.NaN, positions, found, [first, ...more]);
    else room.gatherNumbers(column, measure.first);
    // Digits are cut while NaN still tells the absent ones.
    if (column.kind === 'number') cutDigits(column, measure.weights[1] ?? 1, found, first, more);
    if (bit !== 0) takePresent(first, found, bit, present);
  }
}

/** Cuts the values in `first` into digits: the lowest stays, the highest is signed. Absent ones have 0 in the others. */
function cutDigits(
  { base, scale }: LoadedNumbers,
  radix: number,
  found: number,
  first: Float64Array,
  more: readonly Float64Array[],
): void {
  for (let i = 0; i < found; i += 1) first[i] = base + (first[i] ?? 0) * scale;
  let digits = first;
  for (const next of more) {
    for (let i = 0; i < found; i += 1) {
      const value = digits[i] ?? 0;
      const high = Math.floor(value / radix);
      digits[i] = value - high * radix;
      next[i] = Number.isNaN(high) ? 0 : high;
    }
    digits = next;
  }
}
