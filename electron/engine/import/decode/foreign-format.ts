import { AppError } from '../../../../shared/errors.ts';

/** Formats that people take for logs, by their first bytes, and what to do with them. */
const FOREIGN_FORMATS: readonly (readonly [magic: string, what: string])[] = [
  ['PK\x03\x04', 'a zip archive inside another file. Unpack the outer one'],
  [
    '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
    'an old Excel workbook (.xls) or one with a password. Save it as .xlsx without a password, or the sheet as CSV',
  ],
  ['SQLite format 3\0', 'a SQLite database. Open it as a workspace, or export its tables as CSV'],
  ['PAR1', 'a Parquet file. Export it as CSV or JSON'],
  ['Obj\x01', 'an Avro file. Export it as JSON'],
  ['ORC', 'an ORC file. Export it as CSV or JSON'],
  ['ARROW1', 'an Arrow file. Export it as CSV or JSON'],
  ['%PDF', 'a PDF document. Export the log as CSV or JSON'],
  ['\x1f\x8b', 'compressed twice. Unpack it once'],
  ['BZh', 'a bzip2 archive. Unpack it'],
  ['\xfd7zXZ', 'an xz archive. Unpack it'],
  ['\x28\xb5\x2f\xfd', 'a zstd archive. Unpack it'],
  ['7z\xbc\xaf\x27\x1c', 'a 7-Zip archive. Unpack it, or pack it as zip or tar.gz'],
  ['Rar!\x1a\x07', 'a RAR archive. Unpack it, or pack it as zip or tar.gz'],
  ['MSCF', 'a cabinet archive. Unpack it'],
  ['ElfFile\0', 'a Windows event log. Export it as CSV or JSON'],
  ['regf', 'a Windows registry file. Export what it holds as text'],
  ['\xff\xfe\0\0', 'text in UTF-32. Save it as UTF-8'],
  ['\0\0\xfe\xff', 'text in UTF-32. Save it as UTF-8'],
];

/** @throws FILE_BINARY for a format that is known and cannot be read, saying what to do */
export function refuseForeignFormat(sample: Buffer, name: string): void {
  const head = sample.toString('latin1', 0, 32);
  const foreign = FOREIGN_FORMATS.find(([magic]) => head.startsWith(magic));
  if (foreign !== undefined) throw new AppError('FILE_BINARY', `${name} is ${foreign[1]}.`);
}

/** @throws FILE_BINARY for what has more control characters than any text */
export function refuseBinary(sample: Buffer, name: string): void {
  const looked = Math.min(sample.length, 64 * 1024);
  let zeros = 0;
  let controls = 0;
  for (let i = 0; i < looked; i += 1) {
    const byte = sample[i] ?? 0;
    if (byte === 0) zeros += 1;
    else if (byte < 0x20 && (byte < 0x09 || byte > 0x0d) && byte !== 0x1b && byte !== 0x1e) controls += 1;
  }
  if (zeros * 200 <= looked && controls * 50 <= looked) return;
  throw new AppError('FILE_BINARY', `${name} is not text. Choose a CSV, TSV, JSON or JSON Lines export.`);
}
