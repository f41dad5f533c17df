import { type FieldRef, parseFieldRef } from '../domain/field-ref.ts';
import { toIso } from '../time/format.ts';
import type { Bound, Clause, FacetClause, GroupClause, RangeClause, TextClause } from './filter.ts';
import { holdsNumbers, kindOfRef, resolveWrittenName } from './written-names.ts';

/** A clause that lets everything through, and its negation. */
const EVERYTHING = '*:*';
const NOTHING = '-*:*';

/** Writes clauses so that `parseWritten` reads the same clauses again. No clause gives an empty text. */
export function printWritten(clauses: readonly Clause[]): string {
  const plain = clauses.map(unwrapped);
  const [only] = plain;
  if (plain.length === 1 && only?.kind === 'group' && only.op === 'or') return printAlternatives(only);
  return plain.map(printClause).join(' ');
}

/** Without what the written form does not show: groups of one, facets without values, layers inside NOT. */
function unwrapped(clause: Clause): Clause {
  if (clause.kind === 'facet' && clause.include.length + clause.exclude.length === 0) {
    return { kind: 'group', op: 'and', clauses: [] };
  }
  if (clause.kind !== 'group') return clause;
  const clauses = clause.clauses.map(unwrapped);
  const [only] = clauses;
  if (only === undefined) return { ...clause, op: clause.op === 'or' ? 'not' : clause.op, clauses };
  if (clauses.length > 1) return { ...clause, clauses };
  if (clause.op !== 'not') return only;
  return { ...clause, clauses: only.kind === 'group' && only.op === 'and' ? only.clauses : clauses };
}

function printClause(clause: Clause): string {
  switch (clause.kind) {
    case 'facet':
      return printFacet(clause);
    case 'text':
      return printText(clause);
    case 'range':
      return printRange(clause);
    case 'group':
      return printGroup(clause);
  }
}

function printGroup(group: GroupClause): string {
  if (group.clauses.length === 0) return group.op === 'and' ? EVERYTHING : NOTHING;
  if (group.op === 'or') return `(${printAlternatives(group)})`;
  return group.op === 'and' ? `(${printAll(group)})` : printNot(group);
}

function printAll(group: GroupClause): string {
  return group.clauses.map(printClause).join(' ');
}

function printAlternatives(group: GroupClause): string {
  return group.clauses.map(printClause).join(' OR ');
}

/** Parentheses keep `-(field:"x")`, a negated clause, apart from `-field:"x"`, an excluded value. */
function printNot(group: GroupClause): string {
  const [only] = group.clauses;
  const standsAlone =
    only?.kind === 'text' || only?.kind === 'range' || (only?.kind === 'group' && only.op === 'or');
  return group.clauses.length === 1 && standsAlone ? `-${printAll(group)}` : `-(${printAll(group)})`;
}

function printFacet({ field, include, exclude }: FacetClause): string {
  const name = printFieldName(field);
  if (exclude.length === 0) return `${name}:${printValues(include)}`;
  if (include.length === 0) return `-${name}:${printValues(exclude)}`;
  return `${name}:(${printValues(include)} -${printValues(exclude)})`;
}

function printValues(values: readonly (string | null)[]): string {
  const printed = values.map(printValue);
  return printed.length === 1 ? printed.join('') : `(${printed.join(' OR ')})`;
}

/** One exact value, as it stands behind `field:`. */
export function printValue(value: string | null): string {
  return value === null ? 'null' : quote(value);
}

function printText({ field, pattern, literal, regex }: TextClause): string {
  if (regex === true) return `${field === null ? '' : `${printFieldName(field)}:`}${printRegex(pattern)}`;
  if (field === null) return literal ? quote(pattern) : printBareWord(pattern);
  return `${printFieldName(field)}:${printValueWord(field, pattern, literal)}`;
}

/** A slash gets a backslash, unless it has one, which means the same; so does a backslash that escapes nothing. */
function printRegex(pattern: string): string {
  const printed = pattern.replace(/\\.|[\\/]/gs, (part) => (part.length === 2 ? part : `\\${part}`));
  return `/${printed}/`;
}

/** A word that begins with a slash and is no regular expression whatever follows it, such as `/v1/chat`. */
const PATH = /^\/[^/\\]+\/[^\s)]/;

function printBareWord(pattern: string): string {
  const word = pattern
    .replace(/[\s()":\\]/g, '\\$&')
    .replace(/^-/, '\\-')
    .replace(/^\/(?=[^/])/, (slash, _, whole: string) => (PATH.test(whole) ? slash : `\\${slash}`));
  return /^(?:AND|OR|NOT)$/.test(word) ? `\\${word}` : word;
}

/** A word after `field:`. A backslash in it says "text" where the field would read a number or a boolean. */
function printValueWord(field: FieldRef, pattern: string, literal: boolean): string {
  const special = literal ? /[\s()"\\*?]/g : /[\s()"\\]/g;
  const word = pattern.replace(special, '\\$&').replace(/^(?:[<>[{]|\/)/, '\\$&');
  const wildcard = !literal && /[*?]/.test(pattern);
  const readAsText =
    word.includes('\\') || wildcard || kindOfRef(field) === 'text' || kindOfRef(field) === 'json';
  return word === 'null' || !readAsText ? `\\${word}` : word;
}

function printRange({ field, min, max }: RangeClause): string {
  const name = printFieldName(field);
  if (min === null && max === null) return holdsNumbers(field) ? `${name}:*` : `${name}:[* TO *]`;
  if (max === null && min !== null) return `${name}:>${min.inclusive ? '=' : ''}${printBound(field, min)}`;
  if (min === null && max !== null) return `${name}:<${max.inclusive ? '=' : ''}${printBound(field, max)}`;
  const from = printBound(field, min);
  const to = printBound(field, max);
  if (from === to && min?.inclusive === true && max?.inclusive === true && holdsNumbers(field)) {
    return `${name}:${from}`;
  }
  return `${name}:${min?.inclusive === true ? '[' : '{'}${from} TO ${to}${max?.inclusive === true ? ']' : '}'}`;
}

function printBound(field: FieldRef, bound: Bound | null): string {
  if (bound === null) return '*';
  return kindOfRef(field) === 'instant' ? toIso(Math.round(bound.value)) : String(bound.value + 0);
}

/** A field name as it is when nothing in it could be misread, else in quotation marks. */
export function printFieldName(field: FieldRef): string {
  const plain = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(field) && !/^(?:AND|OR|NOT)$/.test(field);
  const meansItself = parseFieldRef(field).kind !== 'extra' || resolveWrittenName(field) === field;
  return plain && meansItself ? field : quote(field);
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
