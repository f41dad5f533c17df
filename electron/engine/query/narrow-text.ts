import type { TextClause } from '../../../shared/filter/filter.ts';
import type { StoredColumns } from './column-store.ts';
import type { FieldColumn } from './field-column.ts';
import type { Checkpoint } from './loaded-columns.ts';
import { clearAll, type Narrow, narrowToCodes } from './narrow-mask.ts';
import { textTests } from './text/text-test.ts';

/**
 * Keeps the events whose text of a field matches, where texts repeat: each is compared once. Null for fields whose
 * text is better read event by event.
 * @throws BAD_ARGUMENT for a regular expression that cannot be read
 */
export function narrowToText(
  clause: TextClause,
  { kind, name }: FieldColumn,
  columns: StoredColumns,
  checkpoint: Checkpoint,
): Narrow | null {
  const { text: test } = textTests(clause);
  if (kind !== 'text' && kind !== 'extra') return null;
  if (name === null) return clearAll;
  if (!columns.repeats(name)) return null;
  const texts = columns.texts(name);
  if (texts === null) return clearAll;
  const isAnything = clause.pattern === '*' && !clause.literal && clause.regex !== true;
  const allowed = new Uint8Array(texts.size + 1);
  for (let code = 1; code <= texts.size; code += 1) {
    if (code % 256 === 0) checkpoint.throwIfCancelled();
    if (isAnything || test.holds(texts.text(code))) allowed[code] = 1;
  }
  return narrowToCodes(texts.codes, allowed);
}
