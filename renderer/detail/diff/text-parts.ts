import { diffChars, diffWordsWithSpace } from 'diff';

/** A stretch of a text, and whether the other text has it too. */
export interface TextPart {
  readonly text: string;
  readonly own: boolean;
}

/** Two texts, each in stretches. */
export interface TextParts {
  readonly before: readonly TextPart[];
  readonly after: readonly TextPart[];
}

/** Milliseconds that comparing two texts may take. */
const LONGEST = 60;
/** Texts of one word are compared by character up to this length. */
const WORD = 256;
/** Longer runs of characters are cut where they differ. */
const LONGEST_WORD = 64;
/** Longer texts are not looked into between their common start and end. */
const MOST = 200_000;
/** Less in common than this share says that one text replaced the other. */
const ALIKE = 0.3;

/** What two texts have in common, by words or, where they are one word each, by characters; null when hardly anything. */
export function textParts(before: string, after: string): TextParts | null {
  const start = commonStart(before, after);
  const end = commonEnd(before, after, start);
  const [was, is] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  const isWord = !/\s/.test(before + after) && before.length <= WORD && after.length <= WORD;
  const options = { timeout: LONGEST };
  const isLong = was.length + is.length > MOST;
  const compare = isWord ? diffChars : diffWordsWithSpace;
  const steps = isLong ? undefined : compare(was, is, options);
  const middle = steps ?? [
    { value: was, added: false, removed: true },
    { value: is, added: true, removed: false },
  ];
  const common = middle.reduce(
    (sum, { added, removed, value }) => (added || removed ? sum : sum + value.length),
    0,
  );
  const shared = start + end + common;
  if (shared < ALIKE * Math.max(before.length, after.length)) return null;
  const side = (skip: 'added' | 'removed', own: 'added' | 'removed'): TextPart[] =>
    merged([
      { text: before.slice(0, start), own: false },
      ...middle.filter((step) => !step[skip]).map((step) => ({ text: step.value, own: step[own] })),
      { text: before.slice(before.length - end), own: false },
    ]);
  return { before: side('added', 'removed'), after: side('removed', 'added') };
}

/** Ends at a boundary of words, so that what differs is shown as whole words. */
function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  if (at === a.length && at === b.length) return at;
  return at - stepsToBoundary(a, at, -1);
}

function commonEnd(a: string, b: string, from: number): number {
  const most = Math.min(a.length, b.length) - from;
  let count = 0;
  while (count < most && a.charCodeAt(a.length - 1 - count) === b.charCodeAt(b.length - 1 - count))
    count += 1;
  return count - stepsToBoundary(a, a.length - count, 1);
}

/** How far it is to the next boundary of words; where that is far, only as far as keeps characters whole. */
function stepsToBoundary(text: string, from: number, step: 1 | -1): number {
  for (let steps = 0; steps <= LONGEST_WORD; steps += 1) {
    const at = from + step * steps;
    if (at <= 0 || at >= text.length) return steps;
    if (/\s/.test(text.charAt(at - 1)) || /\s/.test(text.charAt(at))) return steps;
  }
  return isLow(text.charCodeAt(from)) ? 1 : 0;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

function merged(parts: readonly TextPart[]): TextPart[] {
  const result: TextPart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (part.text === '') continue;
    if (last?.own === part.own) result[result.length - 1] = { ...last, text: last.text + part.text };
    else result.push(part);
  }
  return result;
}
