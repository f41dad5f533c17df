import { linesOf } from './generate-text.ts';
import { type Random, randomNumbers } from './random-numbers.ts';
import { ZipWriter } from './zip-writer.ts';

/** Workbooks of one large sheet, as spreadsheet programs write them. ECMA-376 part 1, §18. */

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const NAMES = ['time', 'user', 'action', 'resource', 'session', 'request', 'tokens', 'credits'] as const;
const START_DAY = 46_023; // 2026-01-01
const DAY_MS = 86_400_000;
/** The one cell style that shows date and clock. */
const DATE_STYLE = 1;

/** A cell by its column: a number, or a text. */
type Cell = number | string;

function cellsOf(row: number, random: Random): Cell[] {
  return [
    START_DAY + (row * 1_700) / DAY_MS,
    `user-${random.hex(16)}`,
    random.skewed(['document.read', 'document.updated', 'member.invited']),
    `res/${random.hex(30)}`,
    random.hex(32),
    random.hex(32),
    random.below(4_000),
    random.below(90_000) / 1_000,
  ];
}

/** Writes a workbook of `rows` rows in which texts stand in the cells. */
export async function generateInlineWorkbook(path: string, rows: number): Promise<void> {
  const zip = await begin(path);
  const text = (cell: string): string => `t="inlineStr"><is><t>${cell}</t></is></c>`;
  await zip.add('xl/worksheets/sheet1.xml', sheetText(rows, text));
  await zip.end();
}

/** Writes a workbook of `rows` rows in which texts stand apart and cells name them by number. */
export async function generateSharedWorkbook(path: string, rows: number): Promise<void> {
  const zip = await begin(path);
  const numbers = new Map<string, number>();
  let count = 0;
  const number = (cell: string): number => {
    const known = numbers.get(cell);
    if (known !== undefined) return known;
    // Only texts that come again need to be remembered.
    if (numbers.size < 64 && cell.length < 20) numbers.set(cell, count);
    count += 1;
    return count - 1;
  };
  await zip.add(
    'xl/worksheets/sheet1.xml',
    sheetText(rows, (cell) => `t="s"><v>${number(cell)}</v></c>`),
  );
  await zip.add('xl/sharedStrings.xml', sharedText(rows));
  await zip.end();
}

async function begin(path: string): Promise<ZipWriter> {
  const zip = new ZipWriter(path, 1);
  await zip.add('[Content_Types].xml', ['<Types/>']);
  await zip.add('_rels/.rels', [relations([['officeDocument', 'xl/workbook.xml']])]);
  await zip.add('xl/workbook.xml', [
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Events" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ]);
  await zip.add('xl/_rels/workbook.xml.rels', [
    relations([
      ['worksheet', 'worksheets/sheet1.xml'],
      ['styles', 'styles.xml'],
      ['sharedStrings', 'sharedStrings.xml'],
    ]),
  ]);
  await zip.add('xl/styles.xml', [
    `<styleSheet xmlns="${MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>`,
  ]);
  return zip;
}

function relations(parts: readonly (readonly [type: string, target: string])[]): string {
  const listed = parts.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}">${listed.join('')}</Relationships>`;
}

function* sheetText(rows: number, text: (cell: string) => string): Generator<string> {
  const random = randomNumbers(20_260_206);
  const row = (number: number, cells: readonly Cell[]): string =>
    `<row r="${number}">${cells.map((cell, at) => `<c r="${String.fromCharCode(65 + at)}${number}" ${inner(cell, at)}`).join('')}</row>`;
  const inner = (cell: Cell, at: number): string =>
    typeof cell === 'string' ? text(cell) : `${at === 0 ? `s="${DATE_STYLE}"` : ''}><v>${cell}</v></c>`;
  yield `<worksheet xmlns="${MAIN}"><sheetData>${row(1, NAMES)}`;
  yield* linesOf(rows, (at) => row(at + 2, cellsOf(at, random)));
  yield '</sheetData></worksheet>';
}

/** The texts of the same cells, in the order in which the sheet names them. */
function* sharedText(rows: number): Generator<string> {
  const random = randomNumbers(20_260_206);
  const written = new Set<string>();
  const item = (cell: Cell): string => {
    if (typeof cell === 'number' || written.has(cell)) return '';
    if (written.size < 64 && cell.length < 20) written.add(cell);
    return `<si><t>${cell}</t></si>`;
  };
  yield `<sst xmlns="${MAIN}">${NAMES.map(item).join('')}`;
  yield* linesOf(rows, (row) => cellsOf(row, random).map(item).join(''));
  yield '</sst>';
}
