import type { CsvChoices } from '../../../shared/domain/import-choices.ts';
import type { TextEncoding } from './decode/text-encoding.ts';
import type { ImportNotes } from './import-notes.ts';
import type { SampleColumns } from './profile/sample-columns.ts';
import { type CsvShape, sniffCsv } from './records/csv-dialect.ts';
import { CsvSplitter } from './records/csv-splitter.ts';
import { describeCsv } from './records/describe-csv.ts';
import type { StartPosition } from './records/found-records.ts';
import { sampleCsv } from './records/read-sample.ts';
import { csvReader } from './records/record-reader.ts';
import type { Layout, Sample } from './source-plan.ts';

/** What the start of a CSV file shows. */
export interface CsvLook {
  readonly shape: CsvShape;
  readonly sample: SampleColumns;
}

/**
 * Looks at the start of a CSV file.
 * @throws BAD_MAPPING when a choice cannot be used on this file
 */
export function lookAtCsv(
  { bytes, whole, name }: Sample,
  encoding: TextEncoding,
  choices: CsvChoices,
): CsvLook {
  const shape = sniffCsv(bytes, whole, encoding, choices, name);
  return { shape, sample: sampleCsv(bytes, whole, encoding, shape) };
}

/** How a CSV file is laid out. */
export function csvLayout({ shape, sample }: CsvLook, encoding: TextEncoding, notes: ImportNotes): Layout {
  noteHead(shape, notes);
  const newSplitter = (start: StartPosition) => new CsvSplitter(shape.dialect, start, encoding.unitBytes);
  return {
    format: 'csv',
    dialect: describeCsv(shape),
    delimiter: shape.dialect.delimiter,
    columns: shape.columns,
    sample,
    splitter: newSplitter(shape.start),
    envelope: () => shape.preamble?.text ?? null,
    reader: (match) => csvReader(shape, encoding, match, notes),
    csv: { shape, newSplitter },
    recordPath: null,
  };
}

function noteHead(shape: CsvShape, notes: ImportNotes): void {
  const { preamble, hasHeader, headerRows, repaired } = shape;
  if (preamble !== null) {
    const lines = preamble.rows === 1 ? '1 line' : `${preamble.rows} lines`;
    const what = hasHeader ? 'the header' : 'the first record';
    notes.add('PREAMBLE', `${lines} before ${what} were set aside; they are kept with the source.`);
  }
  if (!hasHeader) {
    notes.add('NO_HEADER', 'The file has no header; its columns are called column 1, column 2 and so on.');
  }
  if (headerRows > 1) {
    notes.add('HEADER_JOINED', `The header has ${headerRows} lines; the names above each other were joined.`);
  }
  if (repaired > 0) {
    notes.add('HEADER_REPAIRED', `${repaired} empty or repeated column names were given distinct ones.`);
  }
}
