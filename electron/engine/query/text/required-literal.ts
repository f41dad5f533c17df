/** What a backslash takes literally. */
const PUNCTUATION = /[ -/:-@[-`{-~]/;
/** Escapes that are complete with one letter, and stand for no certain character. */
const CLASS_OR_PLACE = /[dDsSwWbBAznrtfva]/;

/**
 * A text that whatever a regular expression matches has in it, apart from case: the longest run of plain
 * characters of its outermost sequence. Empty when the expression has none that is certain.
 *
 * Cautious: groups, classes, escapes and anything repeated end a run; alternatives at the outermost level and
 * escapes of several characters, such as `\x41` or `\Q`, give none at all.
 */
export function requiredLiteral(pattern: string): string {
  let longest = '';
  let run = '';
  const endRun = (): void => {
    if (run.length > longest.length) longest = run;
    run = '';
  };
  for (let at = 0; at < pattern.length; ) {
    const char = pattern.charAt(at);
    if (char === '|') return '';
    if (char === '(' || char === '[') {
      endRun();
      const end = char === '(' ? endOfGroup(pattern, at) : endOfClass(pattern, at);
      if (end === null) return '';
      at = end;
      continue;
    }
    if (char === '\\') {
      const escaped = pattern.charAt(at + 1);
      if (PUNCTUATION.test(escaped)) run += escaped;
      else if (CLASS_OR_PLACE.test(escaped)) endRun();
      else return '';
      at += 2;
      continue;
    }
    if ('*?{'.includes(char)) {
      // What is repeated may be absent.
      run = run.slice(0, -1);
      endRun();
      const end = char === '{' ? pattern.indexOf('}', at) : at;
      if (end < 0) return '';
      at = end + 1;
      continue;
    }
    if ('+.^$'.includes(char)) endRun();
    else run += char;
    at += 1;
  }
  endRun();
  return longest;
}

/** Where a group ends that begins at a place; null when it does not, or when it is hard to tell. */
function endOfGroup(pattern: string, start: number): number | null {
  let depth = 0;
  for (let at = start; at < pattern.length; ) {
    const char = pattern.charAt(at);
    if (char === '\\') {
      if (pattern.charAt(at + 1) === 'Q') return null;
      at += 2;
      continue;
    }
    if (char === '[') {
      const end = endOfClass(pattern, at);
      if (end === null) return null;
      at = end;
      continue;
    }
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    at += 1;
    if (depth === 0) return at;
  }
  return null;
}

/** Where a class ends that begins at a place; null when it does not. A bracket that stands first is one of its characters. */
function endOfClass(pattern: string, start: number): number | null {
  let at = start + 1;
  if (pattern.charAt(at) === '^') at += 1;
  if (pattern.charAt(at) === ']') at += 1;
  while (at < pattern.length) {
    const char = pattern.charAt(at);
    if (char === ']') return at + 1;
    if (char === '[' && pattern.charAt(at + 1) === ':') {
      const end = pattern.indexOf(':]', at + 2);
      if (end >= 0) {
        at = end + 2;
        continue;
      }
    }
    at += char === '\\' ? 2 : 1;
  }
  return null;
}
