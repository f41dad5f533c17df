import { jsonText } from '../normalise/json-text.ts';
import { isAbsent } from '../normalise/numbers.ts';
import { type MemberPath, type Outermost, parseMemberPath, pathReader } from './member-path.ts';

/** A text put together from constant parts and values of a record. */
export type TextTemplate = readonly (string | Placeholder)[];

/** A place in a template that a value fills. */
export interface Placeholder {
  readonly path: MemberPath;
  /** The value at the path. */
  readonly read: (record: Outermost) => unknown;
  readonly edits: readonly Edit[];
}

/** What is taken of a value. */
interface Edit {
  readonly kind: (typeof EDITS)[number];
  readonly by: string;
}

const EDITS = ['before', 'after', 'afterLast', 'or', 'then', 'lower'] as const;
const MAX_PLACEHOLDERS = 10;
/** Longer values are not names. */
export const MAX_VALUE = 8_192;

/** Whether a candidate is a template and not the name of a column. */
export function isTemplate(candidate: string): boolean {
  return candidate.includes('{');
}

/**
 * Reads the written form: `{service.name}.{method|afterLast:/}` joins two values with a dot. Edits stand behind
 * the path: `before:x` takes what stands before the first x and `afterLast:x` what stands after the last, each the
 * whole text when there is no x; `after:x` what stands after the first, nothing when there is no x; `lower` is lower
 * case; `or:x` is x where there is no value, `then:x` is x where there is one. Words for "no value" such as `-` are none.
 * @returns null when the text is no template
 */
export function parseTemplate(text: string): TextTemplate | null {
  const parts: (string | Placeholder)[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{', at);
    const constant = text.slice(at, open < 0 ? text.length : open);
    if (constant.includes('}')) return null;
    if (constant !== '') parts.push(constant);
    if (open < 0) break;
    const close = text.indexOf('}', open);
    const placeholder = close < 0 ? null : parsePlaceholder(text.slice(open + 1, close));
    if (placeholder === null) return null;
    parts.push(placeholder);
    at = close + 1;
  }
  const placeholders = parts.filter((part) => typeof part !== 'string').length;
  return placeholders === 0 || placeholders > MAX_PLACEHOLDERS ? null : parts;
}

function parsePlaceholder(text: string): Placeholder | null {
  const [written = '', ...edits] = text.split('|');
  const path = parseMemberPath(written);
  const parsed = edits.map(parseEdit);
  return path === null || parsed.includes(null)
    ? null
    : { path, read: pathReader(path), edits: parsed.filter((edit) => edit !== null) };
}

function parseEdit(text: string): Edit | null {
  const colon = text.indexOf(':');
  const name = colon < 0 ? text : text.slice(0, colon);
  const kind = EDITS.find((known) => known === name);
  const by = colon < 0 ? '' : text.slice(colon + 1);
  return kind === undefined || (by === '') !== (kind === 'lower') || by.length > 100 ? null : { kind, by };
}

/** The text for a record; null when a value is missing or nothing is left. */
export function fillTemplate(template: TextTemplate, record: Outermost): string | null {
  let text = '';
  for (const part of template) {
    const value = typeof part === 'string' ? part : placeholderText(part, record);
    if (value === null) return null;
    text += value;
  }
  const trimmed = text.trim();
  return trimmed === '' ? null : trimmed;
}

/** The paths a template looks at. */
export function pathsOf(template: TextTemplate): readonly MemberPath[] {
  return template.flatMap((part) => (typeof part === 'string' ? [] : [part.path]));
}

/** What fills a place; null when there is nothing. */
export function placeholderText({ read, edits }: Placeholder, record: Outermost): string | null {
  const found = read(record);
  let text = found === undefined || found === null ? null : jsonText(found);
  if (text !== null && (text.length > MAX_VALUE || isAbsent(text))) text = null;
  for (const edit of edits) {
    if (edit.kind === 'or') text ??= edit.by;
    else if (text !== null) text = edited(text, edit);
    if (text !== null && edit.by !== text && isAbsent(text)) text = null;
  }
  return text;
}

function edited(text: string, { kind, by }: Edit): string | null {
  if (kind === 'lower') return text.toLowerCase();
  if (kind === 'then') return by;
  const at = kind === 'afterLast' ? text.lastIndexOf(by) : text.indexOf(by);
  if (at < 0) return kind === 'after' ? null : text;
  return kind === 'before' ? text.slice(0, at) : text.slice(at + by.length);
}
