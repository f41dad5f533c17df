import { FIELD_NAMES, fieldSpec } from '../../../../shared/domain/fields.ts';
import type { TextClause } from '../../../../shared/filter/filter.ts';
import type { SearchedEvent } from './searched-log.ts';

/** The meaning of a text clause without a field, written down as plainly as possible. */
export function isFound(clause: TextClause, event: SearchedEvent): boolean {
  const search = clause.regex === true ? new RegExp(clause.pattern, 'iu') : anywhere(clause);
  const fold = clause.regex === true ? (text: string) => text : folded;
  return textsOf(event).some((text) => search.test(fold(text)));
}

/** The meaning of a text clause on a field of text. */
export function isValue(clause: TextClause, text: string | null): boolean {
  if (text === null) return false;
  if (clause.regex === true) return new RegExp(clause.pattern, 'iu').test(text);
  return new RegExp(`^(?:${anywhere(clause).source})$`, 'u').test(folded(text));
}

function textsOf(event: SearchedEvent): string[] {
  const names = FIELD_NAMES.filter((name) => fieldSpec(name).searched === true);
  const fields = names.map((name) => event.fields[name]).filter((value) => typeof value === 'string');
  const json = [event.fields.detail, event.fields.changes].filter((value) => typeof value === 'string');
  return [...fields, ...json, ...json.map(unescaped), ...event.extra.map(([, value]) => value), event.raw];
}

/** JSON text, every escape in it replaced by what it stands for. */
function unescaped(json: string): string {
  return json.replace(/\\(?:u[0-9a-f]{4}|.)/g, (written) => JSON.parse(`"${written}"`));
}

function folded(text: string): string {
  return text.toLowerCase().replaceAll('ς', 'σ');
}

function anywhere({ pattern, literal }: TextClause): RegExp {
  const plain = folded(pattern).replace(
    /[.*+?^${}()|[\]\\/-]/g,
    (char) => `\\u{${char.charCodeAt(0).toString(16)}}`,
  );
  const wild = literal
    ? plain
    : plain
        .replaceAll('\\u{2a}', '(?:.|\\n|\\r|\\u2028|\\u2029)*')
        .replaceAll('\\u{3f}', '(?:.|\\n|\\r|\\u2028|\\u2029)');
  return new RegExp(wild, 'u');
}
