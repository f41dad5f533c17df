import Database from 'better-sqlite3';
import { decimalNumber } from '../../electron/engine/query/nano-parts.ts';
import { ident, raw, type Sql, sql } from '../../electron/engine/sql.ts';
import { NANO } from '../../shared/domain/decimal.ts';
import { MEASURES, type Measure } from '../../shared/domain/measures.ts';

/** The fields that are summed, in the order their sums stand in a row. */
export const SUMMED = ['requests', 'inputTokens', 'outputTokens', 'credits', 'cost', 'byokCost'] as const;
export type Summed = (typeof SUMMED)[number];

/** The fields whose sums make up a measure; none for the number of events. */
export function summedFor(measure: Measure): readonly Summed[] {
  if (measure === 'events') return [];
  return measure === 'tokens' ? ['inputTokens', 'outputTokens'] : [measure];
}

/** Sums of one group; null where no event of it has a value. */
export type Sums = { readonly [F in Summed]: number | null };

/** Every sum as two columns, see `nano-parts.ts`, each with a comma before it. */
function sumColumns(fields: readonly Summed[], wide: boolean): Sql {
  return fields.reduce((columns, name) => sql`${columns}, ${sumOf(ident(name), wide)}`, raw(''));
}

/** `wide` adds the two parts up apart, which cannot overflow but takes longer. */
function sumOf(value: Sql, wide: boolean): Sql {
  const unit = raw('1000000000');
  return wide
    ? sql`sum(${value} / ${unit}), sum(${value} % ${unit})`
    : sql`sum(${value}) / ${unit}, sum(${value}) % ${unit}`;
}

/**
 * Runs a statement with columns of sums, each led by a comma; once more with wide ones when a sum does not fit
 * 64 bits: credits beyond 9.2 × 10⁹, or token counts that a hostile log made up.
 */
export function withSums<T>(fields: readonly Summed[], run: (sums: Sql) => T): T {
  try {
    return run(sumColumns(fields, false));
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || error.message !== 'integer overflow') throw error;
    return run(sumColumns(fields, true));
  }
}

/** Reads the sums of all {@link SUMMED} fields, the first being at `at`. */
export function readSums(row: readonly unknown[], at: number): Sums {
  const values = SUMMED.map((name, index): [Summed, number | null] => {
    const whole = row[at + 2 * index];
    const rest = row[at + 2 * index + 1];
    return [
      name,
      typeof whole === 'number' && typeof rest === 'number' ? fromParts(name, whole, rest) : null,
    ];
  });
  return Object.fromEntries(values) as Record<Summed, number | null>;
}

/** A measure from the two parts of its sum. */
export function fromParts(measure: Measure, whole: number, rest: number): number {
  return MEASURES[measure].kind === 'decimal' ? decimalNumber(whole, rest) : integerNumber(whole, rest);
}

/** A measure of a row of all {@link SUMMED} fields; null when no event of it has a value. */
export function readMeasure(
  measure: Measure,
  events: number,
  row: readonly unknown[],
  at: number,
): number | null {
  if (measure === 'events') return events;
  let [whole, rest, found] = [0, 0, false];
  for (const name of summedFor(measure)) {
    const place = at + 2 * SUMMED.indexOf(name);
    const [ownWhole, ownRest] = [row[place], row[place + 1]];
    if (typeof ownWhole !== 'number' || typeof ownRest !== 'number') continue;
    whole += ownWhole;
    rest += ownRest;
    found = true;
  }
  return found ? fromParts(measure, whole, rest) : null;
}

/** An integer from its two parts, as the nearest number. */
function integerNumber(whole: number, rest: number): number {
  return Number(BigInt(whole) * NANO + BigInt(rest));
}
