import { AppError, toWireError } from '../../../../shared/errors.ts';
import { readSharedStrings, type SharedStrings } from '../worksheet/shared-strings.ts';
import { openWorkbook, type Workbook, type Worksheet } from '../worksheet/workbook.ts';
import { worksheetText } from '../worksheet/worksheet-text.ts';
import { headOf } from './byte-source.ts';
import { memberName } from './log-names.ts';
import type { Archive, OpenedLog, Opening } from './logs-of-file.ts';
import { asReadError } from './read-error.ts';
import type { SpooledBytes } from './spool.ts';
import type { ZipArchive } from './zip-members.ts';

/** A sheet whose text begins with so many line breaks has no rows worth looking for. */
const EMPTY_START = 2 * 1024 * 1024;

/**
 * The worksheets of an Excel workbook, as text: the one that was chosen, or each that is visible and not empty.
 * @throws BAD_MAPPING when there is no sheet of that name, FILE_UNREADABLE, ARCHIVE_REFUSED, DISK_FULL
 */
export async function* logsOfWorkbook(
  zip: ZipArchive,
  container: Archive,
  opening: Opening,
): AsyncGenerator<OpenedLog> {
  const { sheet, spool } = opening;
  const workbook = await openWorkbook(zip, container.name);
  const strings = await readSharedStrings(workbook.strings, container.name, spool);
  try {
    for (const worksheet of chosenSheets(workbook.worksheets, sheet, container.name)) {
      const name = `${container.name}/${memberName(worksheet.name)}`;
      if (sheet === null && worksheet.hidden) yield { kind: 'skipped', name };
      else yield* logOfWorksheet(workbook, strings, worksheet, name, container, opening);
    }
  } finally {
    await strings.close();
  }
}

async function* logOfWorksheet(
  workbook: Workbook,
  strings: SharedStrings,
  worksheet: Worksheet,
  name: string,
  container: Archive,
  { sheet, spool }: Opening,
): AsyncGenerator<OpenedLog> {
  let text: SpooledBytes;
  try {
    text = await spool.take(worksheetText(workbook, strings, worksheet, container.name), name);
  } catch (error) {
    const known = asReadError(error, name);
    if (known.code === 'DISK_FULL' || known.code === 'DISK_ERROR') throw known;
    yield { kind: 'failure', name, bytes: worksheet.part.bytes, error: toWireError(known) };
    return;
  }
  try {
    const start = await headOf(text, EMPTY_START);
    if (sheet === null && start.every((byte) => byte === LINE_BREAK)) {
      yield { kind: 'skipped', name };
      return;
    }
    const member = memberName(worksheet.name);
    yield {
      kind: 'log',
      file: { name, bytes: text.bytes, source: text, container: { ...container, member }, isWorksheet: true },
    };
  } finally {
    await text.release();
  }
}

const LINE_BREAK = 0x0a;

function chosenSheets(
  worksheets: readonly Worksheet[],
  sheet: string | null,
  name: string,
): readonly Worksheet[] {
  if (sheet === null) return worksheets;
  const chosen = worksheets.filter((worksheet) => worksheet.name === sheet);
  if (chosen.length > 0) return chosen;
  const names = worksheets.slice(0, 20).map((worksheet) => JSON.stringify(worksheet.name));
  throw new AppError(
    'BAD_MAPPING',
    `${name} has no worksheet ${JSON.stringify(sheet)}. It has ${names.join(', ') || 'none'}.`,
    { sheets: worksheets.map((worksheet) => worksheet.name) },
  );
}
