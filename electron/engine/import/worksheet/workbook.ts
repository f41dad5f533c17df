import { posix } from 'node:path';
import { AppError } from '../../../../shared/errors.ts';
import type { ZipArchive, ZipMember } from '../open/zip-members.ts';
import { type DateFormat, dateFormatOf } from './date-format.ts';
import { readXml, type XmlHandlers } from './xml-elements.ts';

/** A worksheet as the workbook lists it. */
export interface Worksheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: ZipMember;
}

/** What all worksheets of a workbook share. ECMA-376 part 1, §18.2. */
export interface Workbook {
  readonly worksheets: readonly Worksheet[];
  /** The part that holds the texts which cells name by number; null when there is none. */
  readonly strings: ZipMember | null;
  /** What each cell style makes of numbers, by its index. */
  readonly styles: readonly DateFormat[];
  readonly is1904: boolean;
}

interface Relation {
  readonly type: string;
  readonly target: string;
}

/** Most parts of a workbook that are remembered; sheets and what they need come first in real ones. */
const MAX_PARTS = 20_000;

/**
 * Opens an Excel workbook.
 * @param name as the user knows it
 * @throws FILE_UNREADABLE when it is not sound
 */
export async function openWorkbook(zip: ZipArchive, name: string): Promise<Workbook> {
  const parts = new Map<string, ZipMember>();
  for await (const entry of zip.entries()) if (parts.size < MAX_PARTS) parts.set(entry.name, entry);
  const top = await relationsOf(parts, '', name);
  const main =
    [...top.values()].find(({ type }) => type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml';
  const { sheets, is1904 } = await readBook(partAt(parts, main, name), name);
  const relations = await relationsOf(parts, main, name);
  const worksheets = sheets.flatMap(({ title, id, hidden }): Worksheet[] => {
    const relation = relations.get(id);
    // Charts and macro sheets have no rows.
    if (relation === undefined || !relation.type.endsWith('/worksheet')) return [];
    return [{ name: title, hidden, part: partAt(parts, relation.target, name) }];
  });
  const partOf = (type: string): ZipMember | undefined => {
    const relation = [...relations.values()].find((candidate) => candidate.type.endsWith(`/${type}`));
    return relation === undefined ? undefined : parts.get(relation.target);
  };
  const [styles, strings] = [partOf('styles'), partOf('sharedStrings')];
  return {
    worksheets,
    is1904,
    styles: styles === undefined ? [] : await readStyles(styles, name),
    strings: strings ?? null,
  };
}

function partAt(parts: ReadonlyMap<string, ZipMember>, path: string, name: string): ZipMember {
  const part = parts.get(path);
  if (part !== undefined && part.refused === null) return part;
  throw new AppError(
    'FILE_UNREADABLE',
    `${name} cannot be read: its part ${path} ${part?.refused ?? 'is missing'}. Open it in Excel and save it again, or save the sheet as CSV.`,
  );
}

/** Where the parts are that a part names, by id. `xl/workbook.xml` has its relations in `xl/_rels/workbook.xml.rels`. */
async function relationsOf(
  parts: ReadonlyMap<string, ZipMember>,
  owner: string,
  name: string,
): Promise<Map<string, Relation>> {
  const folder = owner === '' ? '' : posix.dirname(owner);
  const part = parts.get(posix.join(folder, '_rels', `${posix.basename(owner)}.rels`));
  const relations = new Map<string, Relation>();
  if (part === undefined) return relations;
  await readWhole(part, name, {
    opened(tag, attribute) {
      if (tag !== 'Relationship') return;
      const target = attribute('Target') ?? '';
      const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      relations.set(attribute('Id') ?? '', { type: attribute('Type') ?? '', target: path });
    },
  });
  return relations;
}

async function readBook(part: ZipMember, name: string) {
  const sheets: { readonly title: string; readonly id: string; readonly hidden: boolean }[] = [];
  let is1904 = false;
  await readWhole(part, name, {
    opened(tag, attribute) {
      if (tag === 'workbookPr') is1904 = isTrue(attribute('date1904'));
      if (tag !== 'sheet') return;
      const hidden = (attribute('state') ?? 'visible') !== 'visible';
      sheets.push({ title: attribute('name') ?? '', id: attribute('id') ?? '', hidden });
    },
  });
  return { sheets, is1904 };
}

function isTrue(value: string | null): boolean {
  return value === '1' || value === 'true';
}

async function readStyles(part: ZipMember, name: string): Promise<DateFormat[]> {
  const codes = new Map<number, string>();
  const styles: DateFormat[] = [];
  let inCells = false;
  await readWhole(part, name, {
    opened(tag, attribute) {
      if (tag === 'numFmt') codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      if (tag === 'cellXfs') inCells = true;
      if (tag !== 'xf' || !inCells) return;
      const id = Number(attribute('numFmtId') ?? 0);
      styles.push(dateFormatOf(id, codes.get(id)));
    },
    closed(tag) {
      if (tag === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

async function readWhole(part: ZipMember, name: string, handlers: XmlHandlers): Promise<void> {
  for await (const _ of readXml(part.pieces(), handlers, name));
}
