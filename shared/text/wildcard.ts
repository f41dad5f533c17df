/**
 * Whether a whole text meets a pattern in which `*` stands for any run of characters and `?` for one, ignoring case.
 * Takes time in proportion to the two lengths multiplied, whatever the pattern.
 */
export function wildcardMatcher(pattern: string): (text: string) => boolean {
  const wanted = [...pattern.toLowerCase()];
  return (text) => matches([...text.toLowerCase()], wanted);
}

/** Goes on behind the last star for as long as something does not fit. */
function matches(text: readonly string[], pattern: readonly string[]): boolean {
  let at = 0;
  let next = 0;
  let star = -1;
  let taken = 0;
  while (at < text.length) {
    if (pattern[next] === '*') {
      star = next;
      taken = at;
      next += 1;
    } else if (next < pattern.length && (pattern[next] === '?' || pattern[next] === text[at])) {
      at += 1;
      next += 1;
    } else if (star >= 0) {
      taken += 1;
      at = taken;
      next = star + 1;
    } else return false;
  }
  while (pattern[next] === '*') next += 1;
  return next === pattern.length;
}

/** The longest run of a pattern that every text meeting it holds. */
export function longestLiteral(pattern: string): string {
  return pattern.split(/[*?]+/).reduce((best, part) => (part.length > best.length ? part : best), '');
}

/** Whether a text is meant as a pattern. */
export function hasWildcard(text: string): boolean {
  return /[*?]/.test(text);
}
