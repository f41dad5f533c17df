import type { ZipArchive } from '../open/zip-members.ts';

/** Members that tell what kind of document a zip file is, and what to do with those that cannot be read. */
const MARKERS: ReadonlyMap<string, string | null> = new Map([
  ['xl/workbook.xml', null],
  ['xl/workbook.bin', 'a binary Excel workbook (.xlsb). Save it as .xlsx or CSV'],
  ['content.xml', 'an OpenDocument file (.ods). Save the sheet as .xlsx or CSV'],
  ['word/document.xml', 'a Word document. Export the log as CSV, JSON or .xlsx'],
  ['ppt/presentation.xml', 'a presentation. Export the log as CSV, JSON or .xlsx'],
]);

/** `workbook`, a plain archive, or what else it is. */
export type OfficeKind = 'workbook' | 'archive' | { readonly refused: string };

/** What a zip file is: office documents are zip files with parts of known names. */
export async function officeKind(zip: ZipArchive): Promise<OfficeKind> {
  let isPackage = false;
  let found: string | null | undefined;
  for await (const { name } of zip.entries()) {
    if (name === '[Content_Types].xml' || name === 'mimetype') isPackage = true;
    if (MARKERS.has(name)) found = MARKERS.get(name);
    // Excel's own services call it otherwise, such as xl/workbook2.xml.
    else if (/^xl\/workbook\d*\.xml$/.test(name)) found = null;
  }
  if (!isPackage || found === undefined) return 'archive';
  return found === null ? 'workbook' : { refused: found };
}
