import { AppError } from '../../../shared/errors.ts';
import { activeClauses, type Clause, type Filter, type TextClause } from '../../../shared/filter/filter.ts';
import { MAX_CLAUSE_DEPTH } from '../../../shared/filter/written-parser.ts';
import type { StoredColumns } from './column-store.ts';
import { type CountedMatches, countMatches } from './counted-matches.ts';
import type { FieldColumns } from './field-column.ts';
import type { Checkpoint } from './loaded-columns.ts';
import { narrowToFacet, type SourcesNamed } from './narrow-facet.ts';
import {
  clearAll,
  keepAll,
  maskOf,
  type Narrow,
  narrowByAll,
  narrowByAny,
  narrowByNot,
  narrowWhole,
  subtract,
} from './narrow-mask.ts';
import { narrowToClauseRange, narrowToTime } from './narrow-range.ts';
import { narrowToText } from './narrow-text.ts';

/** What a filter is evaluated over. */
export interface Evaluation {
  readonly columns: StoredColumns;
  readonly fields: FieldColumns;
  readonly sourcesNamed: SourcesNamed;
  /**
   * Marks the events among the given ones that a text clause finds; leaves the given mask as it is. `isLast` when
   * what it finds are the events of the filter.
   */
  readonly markText: (clause: TextClause, among: Uint8Array, isLast: boolean) => Uint8Array;
  readonly checkpoint: Checkpoint;
}

/**
 * A part of a filter. `narrow` decides a stretch in a few steps per event; `whole` reads text, so it looks only at
 * events that are left, and gives those of them that match.
 */
type Part = { readonly narrow: Narrow } | { readonly whole: Whole };

/** `isLast` when what it gives are the events of the filter. */
type Whole = (among: Uint8Array, isLast: boolean) => Uint8Array;

/**
 * The events of a filter. An absent value fulfils no comparison, so NOT of a comparison holds for it. Text is
 * compared last, and only with what everything else leaves.
 * @throws UNKNOWN_FIELD, BAD_ARGUMENT, CANCELLED
 */
export function evaluateFilter(filter: Filter, evaluation: Evaluation): CountedMatches {
  const { columns, checkpoint } = evaluation;
  const time: Part = { narrow: narrowToTime(filter.time, columns) };
  const clauses = activeClauses(filter).map((clause) => partOf(clause, evaluation, 1));
  const { quick, slow } = sorted([time, ...clauses]);
  const mask = maskOf(columns.count, narrowByAll(quick, checkpoint), checkpoint);
  return countMatches(inTurn(slow, mask, true));
}

/** A filter as it is asked of just some events. */
export interface FilterParts {
  /** Whether it has to read texts. */
  readonly readsText: boolean;
  /** What it leaves of a mask, which stays as it is. */
  readonly among: (events: Uint8Array) => Uint8Array;
}

/**
 * A filter, made ready to be asked of some events.
 * @throws UNKNOWN_FIELD, BAD_ARGUMENT; CANCELLED when asked
 */
export function filterParts(filter: Filter, evaluation: Evaluation): FilterParts {
  const time: Part = { narrow: narrowToTime(filter.time, evaluation.columns) };
  const whole = joined(
    [time, ...activeClauses(filter).map((clause) => partOf(clause, evaluation, 1))],
    evaluation.checkpoint,
  );
  if ('whole' in whole) return { readsText: true, among: (events) => whole.whole(events, false) };
  return {
    readsText: false,
    among(events) {
      const mask = events.slice();
      narrowWhole(mask, whole.narrow, evaluation.checkpoint);
      return mask;
    },
  };
}

function partOf(clause: Clause, evaluation: Evaluation, depth: number): Part {
  if (depth > MAX_CLAUSE_DEPTH) {
    throw new AppError('BAD_ARGUMENT', `A filter nests at most ${MAX_CLAUSE_DEPTH} groups deep.`);
  }
  const { columns, fields, sourcesNamed, markText, checkpoint } = evaluation;
  switch (clause.kind) {
    case 'facet':
      return { narrow: narrowToFacet(clause, fields.resolve(clause.field), columns, sourcesNamed) };
    case 'range':
      return { narrow: narrowToClauseRange(clause, fields.resolve(clause.field), columns, checkpoint) };
    case 'text': {
      const field = clause.field === null ? null : fields.resolve(clause.field);
      const narrow = field === null ? null : narrowToText(clause, field, columns, checkpoint);
      return narrow === null ? { whole: (among, isLast) => markText(clause, among, isLast) } : { narrow };
    }
    case 'group': {
      const parts = clause.clauses.map((inner) => partOf(inner, evaluation, depth + 1));
      if (clause.op === 'or') return eitherOf(parts, checkpoint);
      const all = joined(parts, checkpoint);
      return clause.op === 'and' ? all : without(all);
    }
  }
}

/** Everything that is quick as one, and everything that reads text. */
function sorted(parts: readonly Part[]): {
  quick: Narrow[];
  slow: Whole[];
} {
  return {
    quick: parts.flatMap((part) => ('narrow' in part ? [part.narrow] : [])),
    slow: parts.flatMap((part) => ('whole' in part ? [part.whole] : [])),
  };
}

function joined(parts: readonly Part[], checkpoint: Checkpoint): Part {
  const { quick, slow } = sorted(parts);
  const narrow = quick.length === 0 ? keepAll : narrowByAll(quick, checkpoint);
  if (slow.length === 0) return { narrow };
  return {
    whole(among, isLast) {
      const mask = among.slice();
      narrowWhole(mask, narrow, checkpoint);
      return inTurn(slow, mask, isLast);
    },
  };
}

/** What all of them leave of a mask. */
function inTurn(parts: readonly Whole[], mask: Uint8Array, isLast: boolean): Uint8Array {
  return parts.reduce((left, whole, index) => whole(left, isLast && index === parts.length - 1), mask);
}

function eitherOf(parts: readonly Part[], checkpoint: Checkpoint): Part {
  const { quick, slow } = sorted(parts);
  const narrow = quick.length === 0 ? clearAll : narrowByAny(quick, checkpoint);
  if (slow.length === 0) return { narrow };
  return {
    whole(among) {
      const rest = among.slice();
      const kept = among.slice();
      narrowWhole(kept, narrow, checkpoint);
      subtract(rest, kept);
      for (const whole of slow) subtract(rest, whole(rest, false));
      // What is still in the rest was found by none.
      const found = among.slice();
      subtract(found, rest);
      return found;
    },
  };
}

function without(part: Part): Part {
  if ('narrow' in part) return { narrow: narrowByNot(part.narrow) };
  return {
    whole(among) {
      const rest = among.slice();
      subtract(rest, part.whole(among, false));
      return rest;
    },
  };
}
