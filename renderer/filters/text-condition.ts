import type { FieldRef } from '../../shared/domain/field-ref.ts';
import type { Clause, TextClause } from '../../shared/filter/filter.ts';

/** How a text is compared. In one field, `whole` is about its whole value and `contains` about a part of it. */
export const TEXT_FORMS = {
  contains: 'Contains',
  whole: 'Is, with * and ?',
  regex: 'Regular expression',
} as const;
export type TextForm = keyof typeof TEXT_FORMS;

/** What the editor of a text clause shows. */
export interface TextCondition {
  /** Null searches everything. */
  readonly field: FieldRef | null;
  readonly pattern: string;
  readonly form: TextForm;
  /** Whether events that match are left out. */
  readonly leftOut: boolean;
}

/** Reads a text clause, or its negation; null for any other clause. */
export function readTextCondition(clause: Clause): TextCondition | null {
  if (clause.kind === 'text') return { ...ofText(clause), leftOut: false };
  const [inner, ...more] = clause.kind === 'group' && clause.op === 'not' ? clause.clauses : [];
  if (inner?.kind !== 'text' || more.length > 0) return null;
  return { ...ofText(inner), leftOut: true };
}

function ofText({ field, pattern, literal, regex }: TextClause): Omit<TextCondition, 'leftOut'> {
  if (regex === true) return { field, pattern, form: 'regex' };
  if (field === null)
    return { field, pattern, form: literal || !/[*?]/.test(pattern) ? 'contains' : 'whole' };
  const inner = /^\*([^*?]+)\*$/.exec(pattern)?.[1];
  return inner === undefined || literal
    ? { field, pattern, form: 'whole' }
    : { field, pattern: inner, form: 'contains' };
}

/** The clause of a condition; null while nothing is written. */
export function clauseOfCondition({ field, pattern, form, leftOut }: TextCondition): Clause | null {
  if (pattern === '') return null;
  const clause = textClause(field, pattern, form);
  return leftOut ? { kind: 'group', op: 'not', clauses: [clause] } : clause;
}

function textClause(field: FieldRef | null, pattern: string, form: TextForm): TextClause {
  if (form === 'regex') return { kind: 'text', field, pattern, literal: false, regex: true };
  const wildcard = /[*?]/.test(pattern);
  if (field === null && (form === 'contains' || !wildcard)) {
    return { kind: 'text', field, pattern, literal: wildcard || /\s/.test(pattern) };
  }
  if (form === 'whole') return { kind: 'text', field, pattern, literal: false };
  // Within one value "contains" is a pattern; a star of the text stands for any character then.
  return { kind: 'text', field, pattern: `*${pattern.replaceAll('*', '?')}*`, literal: false };
}
