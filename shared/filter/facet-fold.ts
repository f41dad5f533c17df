import type { Clause, FacetClause } from './filter.ts';

/**
 * The one facet clause that says the same as the content of `field:( … )`, or null when it takes more: values
 * joined by OR are included, negated ones excluded, and both may stand side by side.
 */
export function foldFacet(clause: Clause): FacetClause | null {
  const included = foldIncluded(clause);
  if (included !== null) return included;
  const excluded = foldExcluded(clause);
  if (excluded !== null) return excluded;
  if (clause.kind !== 'group' || clause.op !== 'and') return null;
  return foldBoth(clause.clauses);
}

function foldBoth(clauses: readonly Clause[]): FacetClause | null {
  let both: FacetClause | null = null;
  for (const clause of clauses) {
    const part: FacetClause | null = foldIncluded(clause) ?? foldExcluded(clause);
    if (part === null) return null;
    if (both === null) {
      both = part;
      continue;
    }
    // Two lists of included values would have to intersect, which one clause cannot say.
    if (both.include.length > 0 && part.include.length > 0) return null;
    both = {
      ...both,
      include: [...both.include, ...part.include],
      exclude: [...both.exclude, ...part.exclude],
    };
  }
  return both;
}

function foldIncluded(clause: Clause): FacetClause | null {
  if (clause.kind === 'facet') return clause.exclude.length === 0 ? clause : null;
  if (clause.kind !== 'group' || clause.op !== 'or') return null;
  const parts: FacetClause[] = [];
  for (const inner of clause.clauses) {
    const part = foldIncluded(inner);
    if (part === null) return null;
    parts.push(part);
  }
  const [first] = parts;
  return first === undefined ? null : { ...first, include: parts.flatMap((part) => part.include) };
}

function foldExcluded(clause: Clause): FacetClause | null {
  if (clause.kind === 'facet') return clause.include.length === 0 ? clause : null;
  const [inner, ...more] = clause.kind === 'group' && clause.op === 'not' ? clause.clauses : [];
  if (inner === undefined || more.length > 0) return null;
  const included = foldIncluded(inner);
  return included === null ? null : { ...included, include: [], exclude: included.include };
}
