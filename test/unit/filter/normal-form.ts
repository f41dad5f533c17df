import { ORDERED_KINDS } from '../../../shared/domain/fields.ts';
import type { Bound, Clause, GroupClause } from '../../../shared/filter/filter.ts';
import { kindOfRef } from '../../../shared/filter/written-names.ts';

/**
 * The form in which clauses that mean the same are equal, as far as the written form cannot tell them apart:
 * groups of one, negated conjunctions, empty clauses, the `literal` of a field's text without wildcards, and a
 * slash of a regular expression with a backslash or without.
 */
export function normalForm(clause: Clause): Clause {
  switch (clause.kind) {
    case 'facet':
      return clause.include.length + clause.exclude.length === 0 ? EVERYTHING : clause;
    case 'text': {
      if (clause.regex === true) return { ...clause, pattern: unescapedSlashes(clause.pattern) };
      const wildcard = /[*?]/.test(clause.pattern);
      if (clause.field === null) return clause;
      if (clause.pattern === '*' && !clause.literal && ORDERED_KINDS.has(kindOfRef(clause.field))) {
        return { kind: 'range', field: clause.field, min: null, max: null };
      }
      return { ...clause, literal: clause.literal && wildcard };
    }
    case 'range':
      return { ...clause, min: plainZero(clause.min), max: plainZero(clause.max) };
    case 'group':
      return normalGroup(clause);
  }
}

function unescapedSlashes(pattern: string): string {
  return pattern.replace(/\\./gs, (pair) => (pair === '\\/' ? '/' : pair));
}

const EVERYTHING: Clause = { kind: 'group', op: 'and', clauses: [] };
const NOTHING: Clause = { kind: 'group', op: 'not', clauses: [] };

function normalGroup(group: GroupClause): Clause {
  const clauses = group.clauses.map(normalForm);
  const [only] = clauses;
  if (only === undefined) return group.op === 'and' ? EVERYTHING : NOTHING;
  if (group.op !== 'not') return clauses.length === 1 ? only : { ...group, clauses };
  if (clauses.length > 1) return { ...group, clauses };
  return { ...group, clauses: only.kind === 'group' && only.op === 'and' ? only.clauses : clauses };
}

function plainZero(bound: Bound | null): Bound | null {
  return bound === null ? null : { ...bound, value: bound.value + 0 };
}

/** {@link normalForm} of clauses joined by AND. */
export function normalForms(clauses: readonly Clause[]): Clause[] {
  return clauses.map(normalForm);
}
