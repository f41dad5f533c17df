import type { CivilTime } from './civil-time.ts';

/** Minutes east of UTC of abbreviations that mean one offset: RFC 2822 for North America, and those without a namesake. */
const ABBREVIATIONS: ReadonlyMap<string, number> = new Map([
  ['Z', 0],
  ['UTC', 0],
  ['GMT', 0],
  ['UT', 0],
  ['WET', 0],
  ['WEST', 60],
  ['CET', 60],
  ['MEZ', 60],
  ['CEST', 120],
  ['MESZ', 120],
  ['EET', 120],
  ['EEST', 180],
  ['MSK', 180],
  ['EST', -300],
  ['EDT', -240],
  ['CST', -360],
  ['CDT', -300],
  ['MST', -420],
  ['MDT', -360],
  ['PST', -480],
  ['PDT', -420],
  ['AKST', -540],
  ['AKDT', -480],
  ['HST', -600],
  ['SAST', 120],
  ['JST', 540],
  ['KST', 540],
  ['PKT', 300],
  ['WIB', 420],
  ['SGT', 480],
  ['HKT', 480],
  ['AWST', 480],
  ['ACST', 570],
  ['ACDT', 630],
  ['AEST', 600],
  ['AEDT', 660],
  ['NZST', 720],
  ['NZDT', 780],
]);

/** Abbreviations of several zones: India, Israel and Ireland; Britain and Bangladesh; Atlantic and Arabia … */
const AMBIGUOUS: ReadonlySet<string> = new Set(['IST', 'BST', 'AST', 'ADT', 'SST', 'GST', 'WST', 'ECT']);

/** Stands in {@link CivilTime.zone} for an abbreviation that only the declared zone can settle. */
export const DECLARED_ZONE = '?';

const OFFSET = /^(?:UTC|GMT)?\s?([+\-\u2212])(\d{1,2})(?::?(\d{2}))?(?::?00)?$/i;
const IANA = /^[A-Z][A-Za-z_]{1,20}(?:\/[A-Z][A-Za-z0-9_+-]{1,30}){1,2}$/;
/** `[Europe/Berlin]` behind an offset or alone (RFC 9557), and the comment of a browser: `(Central European Time)`. */
const SUFFIX = /\s*(?:\[!?([^\][]{1,60})\]|\(([^()]{1,60})\))$/;

/**
 * Reads the zone written from `from` to the end into `offsetMinutes` or `zone`. An offset counts before a name
 * beside it.
 * @returns false when it is none
 */
export function readZone(text: string, from: number, into: CivilTime): boolean {
  if (from === text.length - 1 && (text.charCodeAt(from) | 32) === 122) {
    into.offsetMinutes = 0;
    return true;
  }
  const whole = text.slice(from).trim();
  const suffix = SUFFIX.exec(whole);
  if (suffix === null) return readBare(whole, into);
  const bare = whole.slice(0, suffix.index);
  const name = suffix[1];
  if (bare !== '') return readBare(bare, into);
  return name !== undefined && readBare(name, into);
}

function readBare(text: string, into: CivilTime): boolean {
  const offset = OFFSET.exec(text);
  if (offset !== null) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
    if (minutes > 18 * 60) return false;
    into.offsetMinutes = offset[1] === '+' ? minutes : -minutes;
    return true;
  }
  const known = ABBREVIATIONS.get(text.toUpperCase());
  if (known !== undefined) into.offsetMinutes = known;
  else if (AMBIGUOUS.has(text.toUpperCase())) into.zone = DECLARED_ZONE;
  else if (IANA.test(text)) into.zone = text;
  else return false;
  return true;
}
