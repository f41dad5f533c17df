import { FIELD_NAMES, FIELDS } from '../../shared/domain/fields.ts';

/** A field name offered while a query is typed. */
export interface Completion {
  /** What is put in, with its colon. */
  readonly insert: string;
  readonly about: string;
}

/** The word before the cursor that could become a field name. */
export interface WordAtCursor {
  readonly from: number;
  readonly word: string;
}

const ALSO: readonly Completion[] = [
  { insert: 'workspace:', about: FIELDS.workspaceName.about },
  { insert: 'source:', about: 'Number of the source the event came from' },
];

const FIELD_COMPLETIONS: readonly Completion[] = [
  ...FIELD_NAMES.map((name) => ({ insert: `${name}:`, about: FIELDS[name].about })),
  ...ALSO,
];

const OFFERED = 8;

/** Quoted text and regular expressions that are closed: nothing in them is a name or a beginning. */
const CLOSED = /"(?:[^"\\]|\\.)*"|(?<=^|[\s(:+-])\/(?:[^/\\]|\\.)+\//gu;

/** Whether the cursor stands in what may become a regular expression: behind a slash where a term begins. */
export function inPattern(text: string, cursor: number): boolean {
  const before = text.slice(0, cursor).replaceAll(CLOSED, ' ');
  return /(?:^|[\s(:+-])\/[^/"]*$/u.test(before);
}

/** The beginning of a name just before the cursor; null inside quotes, after a colon, or where no word is. */
export function wordAtCursor(text: string, cursor: number): WordAtCursor | null {
  const before = text.slice(0, cursor);
  const quotes = before.replaceAll(CLOSED, ' ').match(/(?<!\\)"/g)?.length ?? 0;
  if (quotes % 2 === 1 || inPattern(text, cursor)) return null;
  const match = /(?:^|[\s(])[-+]?([\p{L}_][\p{L}\p{N}_.]*)$/u.exec(before);
  const word = match?.[1];
  return word === undefined ? null : { from: cursor - word.length, word };
}

/** Field names that begin with the word, then those that contain it. */
export function completionsFor(word: string): readonly Completion[] {
  const wanted = word.toLowerCase();
  const starting = FIELD_COMPLETIONS.filter(({ insert }) => insert.toLowerCase().startsWith(wanted));
  const containing = FIELD_COMPLETIONS.filter(
    (completion) => !starting.includes(completion) && completion.insert.toLowerCase().includes(wanted),
  );
  return [...starting, ...containing].slice(0, OFFERED);
}

/** The text with a completion in place of the word, and where the cursor stands then. */
export function complete(
  text: string,
  { from, word }: WordAtCursor,
  { insert }: Completion,
): { readonly text: string; readonly cursor: number } {
  return {
    text: text.slice(0, from) + insert + text.slice(from + word.length),
    cursor: from + insert.length,
  };
}
