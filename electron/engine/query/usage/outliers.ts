import type {
  OutlierReason,
  SubjectField,
  UsageOutlier,
  UsageOutliers,
  UsageOutliersArg,
} from '../../../../shared/api/contract.ts';
import type { EventRow } from '../../../../shared/domain/event.ts';
import { actorNames } from '../aggregate/actor-names.ts';
import { askedCosts } from '../aggregate/cost-currencies.ts';
import { type GroupField, type GroupNames, groupField } from '../aggregate/group-field.ts';
import { unitsAt } from '../aggregate/number-at.ts';
import { nearestNumber } from '../aggregate/summed-fields.ts';
import type { Checkpoint, LoadedColumns, Matches } from '../loaded-columns.ts';
import { type Amounts, amountsInOrder } from './amounts.ts';
import { groupPositions } from './grouped-positions.ts';
import { LEAST_COMPARED, OUTLIER_RULE, outlierBound } from './outlier-rule.ts';
import { type UsualAmount, usualAmount } from './usual-range.ts';

/** What is asked of unusually large events. */
export type OutliersQuestion = Omit<UsageOutliersArg, 'filter'>;

/**
 * Finds events that consumed far more than is usual for their own subjects. Amounts are sorted once; grouped by a field
 * they stay in order, so that the median of every group is read off. Costs are compared within their currency only.
 * @param read gives the rows of positions
 * @throws UNKNOWN_FIELD, CANCELLED
 */
export function usageOutliers(
  columns: LoadedColumns,
  matches: Matches,
  { by, measure, limit }: OutliersQuestion,
  names: GroupNames,
  read: (positions: readonly number[]) => EventRow[],
  checkpoint: Checkpoint,
): Omit<UsageOutliers, 'revision'> {
  const column = columns.numbers(measure);
  const about = { measure, rule: OUTLIER_RULE };
  if (column === null) return { ...about, total: 0, outliers: [] };
  const isCost = measure === 'cost' || measure === 'byokCost';
  const currencies = isCost ? askedCosts(columns, matches, checkpoint) : null;
  const codes = currencies?.known.codes ?? null;
  const apart = { codes, size: currencies?.known.all.length ?? 0 };
  const lists = amountsInOrder(columns.count, matches, column, apart, checkpoint);
  const fields = by.map((name) => ({ by: name, field: groupField(columns, name, names) }));
  const marks = { beyond: new Uint8Array(columns.count), times: new Float64Array(columns.count) };
  const compared = [...lists].map(([currency, amounts]) => ({
    currency,
    bases: fields.map((one) => basisOf(amounts, one, marks, checkpoint)),
  }));
  const found = ranked(marks, checkpoint);
  const shown = found.subarray(0, limit);
  const rows = readInParts(shown, read, checkpoint);
  const actors = fields.flatMap(({ by: name, field }) =>
    name === 'actor' ? [...shown].map((position) => field.codes?.[position] ?? 0) : [],
  );
  const labels = actorNames(columns, matches, [...new Set(actors)], checkpoint);
  const currencyOf = (position: number) => codes?.[position] ?? 0;
  const outliers = rows.flatMap((row, at): UsageOutlier[] => {
    const position = shown[at] ?? 0;
    const units = unitsAt(column, position);
    const basis = compared.find(({ currency }) => currency === currencyOf(position));
    if (units === null || basis === undefined) return [];
    const value = nearestNumber(measure, units);
    const currency = isCost ? (row.currency ?? null) : null;
    const reasons = basis.bases.flatMap((one) => one.reason(position, value, labels) ?? []);
    return [{ row, value, currency, reasons }];
  });
  return { ...about, total: found.length, outliers };

  /** What is usual for every value of a field, and a mark at each event beyond it. */
  function basisOf(amounts: Amounts, one: Compared, into: Marks, asked: Checkpoint): Basis {
    return compare(amounts, one, into, (value) => nearestNumber(measure, value), asked);
  }
}

interface Compared {
  readonly by: SubjectField;
  readonly field: GroupField;
}

/** By position: beyond the bounds of how many of its subjects an event is, and how many times the furthest of them. */
interface Marks {
  readonly beyond: Uint8Array;
  readonly times: Float64Array;
}

interface Basis {
  /** Why an event is beyond; null where it is not. `value` as a plain number. */
  reason(position: number, value: number, names: ReadonlyMap<number, string>): OutlierReason | null;
}

function compare(
  { positions, amounts }: Amounts,
  { by, field }: Compared,
  marks: Marks,
  plain: (units: number) => number,
  checkpoint: Checkpoint,
): Basis {
  const { codes, size } = field;
  if (codes === null) return { reason: () => null };
  checkpoint.throwIfCancelled();
  const { starts, members } = groupPositions(positions, codes, size, checkpoint);
  const everything = usualAmount(amounts.length, (place) => amounts[place] ?? 0, checkpoint);
  const known = new Map<number, UsualAmount>();
  const usual = (code: number): UsualAmount => {
    const before = known.get(code);
    if (before !== undefined) return before;
    const found = usualOfGroup(code);
    known.set(code, found);
    return found;
  };
  const usualOfGroup = (code: number): UsualAmount => {
    const start = starts[code] ?? 0;
    const count = (starts[code + 1] ?? 0) - start;
    if (count < LEAST_COMPARED) return everything;
    return usualAmount(count, (place) => amounts[members[start + place] ?? 0] ?? 0, checkpoint);
  };
  for (let code = 1; code <= size; code += 1) {
    if (code % 4_096 === 0) checkpoint.throwIfCancelled();
    if (starts[code] === starts[code + 1]) continue;
    const range = usual(code);
    if (range.count < LEAST_COMPARED) continue; // nothing to compare with
    const bound = outlierBound(range);
    for (let at = (starts[code + 1] ?? 0) - 1; at >= (starts[code] ?? 0); at -= 1) {
      const place = members[at] ?? 0;
      const amount = amounts[place] ?? 0;
      if (amount <= bound) break;
      const position = positions[place] ?? 0;
      marks.beyond[position] = (marks.beyond[position] ?? 0) + 1;
      marks.times[position] = Math.max(marks.times[position] ?? 0, amount / bound);
    }
  }
  return {
    reason(position, value, names) {
      const code = codes[position] ?? 0;
      const range = usual(code);
      if (code === 0 || range.count < LEAST_COMPARED) return null;
      const bound = plain(outlierBound(range));
      if (value <= bound) return null;
      const median = plain(range.median);
      const usualOf = range === everything ? 'all' : 'subject';
      const label = (by === 'actor' ? names.get(code) : undefined) ?? field.label(code);
      const whose = usualOf === 'subject' ? label : `all, because ${label} has too few`;
      const why =
        `${text(value)} is ${text(value / median)} times the median ${text(median)} of ${whose}. Half of ` +
        `${COUNT.format(range.count)} are within ${text(range.factor)} times that; more than ${text(bound)} is unusual.`;
      return {
        subject: { by, key: field.key(code) ?? '', label },
        ...{ median, factor: range.factor, bound, compared: range.count, usualOf, why },
      };
    },
  };
}

/** Rows read between two looks at the checkpoint. */
const READ_AT_ONCE = 200;

function readInParts(
  positions: Uint32Array,
  read: (some: readonly number[]) => EventRow[],
  checkpoint: Checkpoint,
): EventRow[] {
  const rows: EventRow[] = [];
  for (let from = 0; from < positions.length; from += READ_AT_ONCE) {
    checkpoint.throwIfCancelled();
    rows.push(...read([...positions.subarray(from, from + READ_AT_ONCE)]));
  }
  return rows;
}

/** Marked positions: beyond the bounds of most subjects first, then by how far, then by place. */
function ranked({ beyond, times }: Marks, checkpoint: Checkpoint): Uint32Array {
  const found: number[] = [];
  for (let position = 0; position < beyond.length; position += 1) {
    if (position % 65_536 === 0) checkpoint.throwIfCancelled();
    if (beyond[position] !== 0) found.push(position);
  }
  found.sort((a, b) => (beyond[b] ?? 0) - (beyond[a] ?? 0) || (times[b] ?? 0) - (times[a] ?? 0) || a - b);
  return Uint32Array.from(found);
}

const COUNT = new Intl.NumberFormat('en');
const SHORT = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });

function text(value: number): string {
  return SHORT.format(value);
}
