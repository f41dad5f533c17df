import { extraRef, type FieldRef, parseFieldRef } from '../domain/field-ref.ts';
import type { Clause, Filter } from './filter.ts';

/** The fields and columns that clauses ask about. */
export function refsOf(clauses: readonly Clause[]): ReadonlySet<FieldRef> {
  return new Set(clauses.flatMap(refsIn));
}

function refsIn(clause: Clause): FieldRef[] {
  if (clause.kind === 'group') return clause.clauses.flatMap(refsIn);
  return clause.field === null ? [] : [clause.field];
}

/**
 * A reference that means the same in every workspace: `extra.<column>` for what is no field, which a workspace without
 * that column takes for "no value", where a bare name would be refused.
 */
export function portableRef(ref: FieldRef): FieldRef {
  const target = parseFieldRef(ref);
  return target.kind === 'extra' ? extraRef(target.column) : ref;
}

/** A filter whose references mean the same in every workspace. */
export function withPortableRefs(filter: Filter): Filter {
  return { ...filter, chips: filter.chips.map((chip) => ({ ...chip, clause: portable(chip.clause) })) };
}

function portable(clause: Clause): Clause {
  if (clause.kind === 'group') return { ...clause, clauses: clause.clauses.map(portable) };
  if (clause.kind === 'text') {
    return clause.field === null ? clause : { ...clause, field: portableRef(clause.field) };
  }
  return { ...clause, field: portableRef(clause.field) };
}
