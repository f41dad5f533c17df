/**
 * How text is compared in a filter: ignoring case, with `*` for any run of characters and `?` for one. Done
 * here rather than by SQL's LIKE, which knows the case of ASCII only and stops at a NUL character, behind which
 * a hostile log could hide text.
 */

/** A text pattern, ready to be compared. */
export interface Matcher {
  /** Whether the pattern occurs anywhere in the text. */
  contains(text: string): boolean;
  /** Whether the pattern is the whole text. */
  matches(text: string): boolean;
  /** Whether the pattern has wildcards, so that a match may span more than its own characters. */
  readonly wildcard: boolean;
}

/** A matcher of a pattern; `literal` takes `*` and `?` for themselves. */
export function createMatcher(pattern: string, literal: boolean): Matcher {
  const needle = foldCase(pattern);
  if (literal || !/[*?]/.test(needle)) {
    return {
      wildcard: false,
      contains: (text) => foldCase(text).includes(needle),
      matches: (text) => foldCase(text) === needle,
    };
  }
  const rarest = longestPart(needle);
  const fits = (text: string, glob: string) => {
    const folded = foldCase(text);
    return folded.includes(rarest) && globMatches(folded, glob);
  };
  return {
    wildcard: true,
    contains: (text) => fits(text, `*${needle}*`),
    matches: (text) => fits(text, needle),
  };
}

/** Lower case in which every spelling of a letter is the same, the Greek final sigma too. */
export function foldCase(text: string): string {
  return text.toLowerCase().replaceAll('ς', 'σ');
}

/** A part that must occur for the pattern to match: most texts are told apart by it alone. */
export function longestPart(pattern: string): string {
  return pattern
    .split(/[*?]+/)
    .reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

/**
 * Whether a glob is the whole text. Only the last `*` is ever taken back, so the time is at most the product
 * of the two lengths, whatever the text.
 */
function globMatches(text: string, glob: string): boolean {
  let at = 0;
  let inGlob = 0;
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    const wanted = glob.charCodeAt(inGlob);
    if (wanted === STAR) {
      star = inGlob;
      starAt = at;
      inGlob += 1;
    } else if (inGlob < glob.length && wanted === QUESTION) {
      at += characterLength(text, at);
      inGlob += 1;
    } else if (inGlob < glob.length && wanted === text.charCodeAt(at)) {
      at += 1;
      inGlob += 1;
    } else if (star >= 0) {
      starAt += characterLength(text, starAt);
      at = starAt;
      inGlob = star + 1;
    } else {
      return false;
    }
  }
  while (glob.charCodeAt(inGlob) === STAR) inGlob += 1;
  return inGlob === glob.length;
}

const STAR = 0x2a;
const QUESTION = 0x3f;

/** UTF-16 units of the character at a place: two for a surrogate pair. */
function characterLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

/**
 * Whether a pattern occurs in JSON text, as written or with its escapes resolved: a log may spell `gpt` as
 * `\u0067pt`.
 */
export function occursInJson(matcher: Pick<Matcher, 'contains'>, json: string): boolean {
  return matcher.contains(json) || (json.includes('\\') && matcher.contains(unescapeJson(json)));
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['b', '\b'],
  ['f', '\f'],
]);

function unescapeJson(json: string): string {
  return json.replace(
    /\\(?:u([0-9a-fA-F]{4})|(.))/g,
    (_, hex: string | undefined, char: string | undefined) =>
      hex === undefined
        ? (ESCAPES.get(char ?? '') ?? char ?? '')
        : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
