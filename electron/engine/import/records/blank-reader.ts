import type { TextEncoding } from '../decode/text-encoding.ts';
import type { ImportNotes } from '../import-notes.ts';
import { CsvInputs } from '../normalise/csv-inputs.ts';
import type { ProfileMatch } from '../profile/detect-profile.ts';
import type { LineRows } from './blank-rows.ts';
import type { Failure, FoundRecords } from './found-records.ts';
import { type RecordReader, textOf } from './record-reader.ts';

const NO_FIELDS: Failure = { column: null, reason: 'No #Fields line before it names its columns' };

/**
 * Reader for lines whose cells stand between blanks. Directives hold for the records behind them, so blocks have to come
 * in the order of the file.
 */
export function blankReader(
  rows: LineRows,
  columns: readonly string[],
  encoding: TextEncoding,
  match: ProfileMatch,
  notes: ImportNotes,
): RecordReader {
  const inputs = new CsvInputs(columns, match.bindings, match.profile);
  /** Directives behind the last record of a block. */
  let waiting: readonly string[] = [];
  return (block) => {
    const { places, failures, directives } = block.found;
    for (const text of waiting) rows.direct(text);
    const texts = directives.map(({ before, place }) => {
      const from = place.byteOffset - block.byteOffset;
      return { before, text: encoding.decodeRange(block.bytes, from, from + place.byteLength) };
    });
    waiting = texts.filter(({ before }) => before >= places.length).map(({ text }) => text);
    let directed = 0;
    return {
      fill(index, into, extra) {
        for (; (texts[directed]?.before ?? places.length) <= index; directed += 1) {
          rows.direct(texts[directed]?.text ?? '');
        }
        const failure = failures.get(index);
        if (failure !== undefined) return failure;
        const row = rows.read(textOf(block, index, encoding));
        if (row === null) return NO_FIELDS;
        if (!row.regular) notes.ragged(places[index]?.line ?? 0);
        inputs.fill(row.cells, into, extra);
        for (const [name, cell] of row.further) extra.add(name, cell);
        return null;
      },
      events: null,
    };
  };
}

/** Takes all lines of a sample apart, in the order of the file. */
export function* sampledRows(
  found: FoundRecords,
  textAt: (place: FoundRecords['places'][number]) => string,
  rows: LineRows,
): Generator<readonly string[]> {
  let directed = 0;
  for (const [index, place] of found.places.entries()) {
    for (; (found.directives[directed]?.before ?? Number.POSITIVE_INFINITY) <= index; directed += 1) {
      const directive = found.directives[directed];
      if (directive !== undefined) rows.direct(textAt(directive.place));
    }
    if (found.failures.has(index)) continue;
    const row = rows.read(textAt(place));
    if (row !== null) yield row.cells;
  }
}
