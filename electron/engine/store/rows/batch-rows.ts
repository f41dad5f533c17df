import type { Column, ColumnName } from '../../columns/column.ts';
import type { EventBatch } from '../../record.ts';
import type { CellRoom } from './cell-room.ts';
import {
  bigCells,
  type Cells,
  idCells,
  listedTextCells,
  numberCells,
  type TextCells,
  textCells,
} from './cells.ts';
import { type ExtraCells, extraTexts } from './extra-texts.ts';
import { ROW_COLUMNS, type RowColumn } from './row-layout.ts';
import type { ValueIds } from './value-ids.ts';

/** The rows of a batch, column by column, as they are stored and hashed. */
export interface BatchRows {
  /** Events; their ids follow one another. */
  readonly count: number;
  /** Columns that have a value. `mixed` is what this program never writes: numbers among texts, or other types. */
  readonly columns: ReadonlyMap<RowColumn, Cells | 'mixed'>;
  /** Rows of `value`; their ids follow one another. */
  readonly valueCount: number;
  readonly values: TextCells | 'mixed' | null;
}

/** Rows that are yet to be written. */
export interface NewRows extends BatchRows {
  readonly columns: ReadonlyMap<RowColumn, Cells>;
  readonly values: TextCells | null;
}

/**
 * What the rows of a batch are to hold. Texts that repeat get their ids here.
 * @param room for their numbers: rows are of use until it begins anew
 */
export function rowsOfBatch(source: number, batch: EventBatch, ids: ValueIds, room: CellRoom): NewRows {
  room.begin();
  const columns = new Map<RowColumn, Cells>();
  if (batch.count === 0) return { count: 0, columns, valueCount: 0, values: null };
  for (const name of ROW_COLUMNS) {
    const cells =
      name === 'extra' ? extraCells(batch, ids, room) : fieldCells(name, source, batch, ids, room);
    if (cells !== null) columns.set(name, cells);
  }
  const { added } = ids;
  const values = added.length === 0 ? null : listedTextCells(added);
  return { count: batch.count, columns, valueCount: added.length, values };
}

function fieldCells(
  name: Exclude<RowColumn, 'extra'>,
  source: number,
  { columns, count }: EventBatch,
  ids: ValueIds,
  room: CellRoom,
): Cells | null {
  if (name === 'source') {
    return {
      kind: 'integer',
      values: room.ints(count).fill(source),
      nulls: 0,
      low: source,
      high: source,
    };
  }
  const column = columns.get(name);
  return column === undefined ? null : columnCells(column, ids, room);
}

function columnCells(column: Column, ids: ValueIds, room: CellRoom): Cells | null {
  if (column.kind === 'number') return numberCells(column, room);
  if (column.kind === 'big') return bigCells(column);
  return textColumnCells(column, ids, room);
}

/** Texts that are found twice or more on average are stored once and named by their ids. */
function textColumnCells(column: Column & { kind: 'dictionary' | 'text' }, ids: ValueIds, room: CellRoom) {
  const repeats = column.kind === 'dictionary' && column.texts.length * 2 <= column.codes.length;
  return repeats ? idCells(column, ids.idsOf(column.texts), room) : textCells(column);
}

function extraCells({ columns, count }: EventBatch, ids: ValueIds, room: CellRoom): TextCells | null {
  const extras: ExtraCells[] = [];
  for (const [name, column] of columns) {
    const id = extraId(name);
    if (id === null || !(column.kind === 'dictionary' || column.kind === 'text')) continue;
    const cells = textColumnCells(column, ids, room);
    if (cells !== null) extras.push({ id, cells });
  }
  return extraTexts(extras, count);
}

/** The id in the name of an extra column; null for other columns. */
function extraId(name: ColumnName): number | null {
  return /^c\d+$/.test(name) ? Number(name.slice(1)) : null;
}
