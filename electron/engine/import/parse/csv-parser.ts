import { FIELD_NAMES, type FieldName } from '../../../../shared/domain/fields.ts';
import type { Column, PlaceName } from '../../columns/column.ts';
import { giveMemory, takeMemory } from '../../kernels/spare-memory.ts';
import { span } from '../../spans.ts';
import type { TextEncoding } from '../decode/text-encoding.ts';
import type { ImportNotes } from '../import-notes.ts';
import type { Reading } from '../normalise/event-builder.ts';
import { MAX_EXTRA_COLUMNS } from '../normalise/extra-columns.ts';
import { RecordRules } from '../normalise/record-rules.ts';
import type { Binding } from '../profile/bind-columns.ts';
import type { CsvShape } from '../records/csv-dialect.ts';
import type { TimeDirection } from '../truncated-export.ts';
import { CellTable } from './cell-table.ts';
import { CsvExtra } from './csv-extra.ts';
import { CsvFields } from './csv-fields.ts';
import { CsvInputTexts } from './csv-input-texts.ts';
import { type LexedStretch, lexCsv } from './csv-lexer.ts';
import { narrowRows } from './narrow-rows.ts';
import { OddRows } from './odd-rows.ts';
import { BLOCK_RECORDS, type ParsedBlock } from './parsed-block.ts';
import type { RecordIdentity } from './record-identity.ts';
import { MAX_REMEMBERED, MAX_REMEMBERED_BYTES } from './remembered.ts';
import { suitsColumns } from './suits-columns.ts';

/** Everything decided about a CSV file that its parser needs. */
export interface CsvPlan {
  readonly shape: CsvShape;
  readonly encoding: TextEncoding;
  readonly bindings: readonly Binding[];
  readonly reading: Reading;
  readonly notes: ImportNotes;
  readonly direction: TimeDirection;
  readonly identity: RecordIdentity;
  /** Most rows of a block. */
  readonly blockRows: number;
}

/** A stretch of a file, parsed. */
export interface ParsedStretch extends LexedStretch {
  readonly block: ParsedBlock;
}

/**
 * Parses CSV a column at a time: cells are found in the bytes, equal cells are read once, plain numbers and
 * times never become text. Gives the same events as the parser of single records, which takes over wherever a
 * file is not regular.
 */
export class CsvParser {
  readonly #plan: CsvPlan;
  readonly #table: CellTable;
  readonly #inputs: CsvInputTexts;
  readonly #fields: CsvFields;
  readonly #extra: CsvExtra;
  readonly #odd: OddRows;

  /**
   * Whether a file can be parsed by columns: separators of one byte, quotes doubled, and no rules that need whole records.
   */
  static suits({
    shape,
    encoding,
    bindings,
    reading,
  }: Pick<CsvPlan, 'shape' | 'encoding' | 'bindings' | 'reading'>): boolean {
    const { delimiter, quote } = shape.dialect;
    return (
      encoding.unitBytes === 1 &&
      encoding.marks === null &&
      delimiter.length === 1 &&
      delimiter.charCodeAt(0) < 0x80 &&
      quote.length === 1 &&
      quote.charCodeAt(0) < 0x80 &&
      shape.dialect.escape === 'doubled' &&
      !shape.strayQuotes &&
      shape.columns.length <= MAX_EXTRA_COLUMNS &&
      bindings.every(({ input }) => input !== 'clock') &&
      suitsColumns(reading.profile, bindings)
    );
  }

  constructor(plan: CsvPlan) {
    this.#plan = plan;
    const { columns } = plan.shape;
    this.#table = new CellTable(takeMemory(), columns.length, plan.blockRows);
    this.#inputs = new CsvInputTexts(plan, this.#table);
    this.#fields = new CsvFields(plan, this.#table, this.#inputs);
    const { profile } = plan.reading;
    this.#extra = new CsvExtra(
      this.#inputs.roles,
      this.#inputs.columns,
      RecordRules.appliesTo(profile) || this.#inputs.roles.embedded.length > 0
        ? this.#inputs.outranked()
        : null,
      plan.encoding.name === 'utf-8',
    );
    this.#odd = new OddRows(plan.shape);
  }

  /**
   * Parses whole records of a window until its end, a full block, or an irregular record.
   * @param bytes the window
   * @param from position in it at which a record begins
   * @param base position of the window in the content
   * @param line 1-based line of that record
   */
  parse(bytes: Buffer, from: number, base: number, line: number, final: boolean): ParsedStretch {
    const table = this.#table;
    const { shape, notes } = this.#plan;
    const lexed = span('cells', () => lexCsv(bytes, from, line, final, shape.dialect, table));
    const stretch = this.#upToOddRow(bytes, lexed);
    const { rows } = table;
    if (table.isRagged) {
      table.widths.forEach((width, row) => {
        if (width !== shape.columns.length) notes.ragged(table.lineOf(row));
      });
    }
    this.#forgetTooMuch();
    this.#inputs.columns.begin(bytes, table);
    const fields = span('fields', () => this.#fields.parse(bytes));
    const extra = span('extra columns', () => this.#extra.parse());
    const ordered = this.#extra.asRows ? inOrder(fields) : fields;
    const columns = new Map<FieldName | PlaceName, Column>([...places(table, base), ...ordered]);
    const identities = span('identities', () => this.#plan.identity.ofRecords(table));
    const native = this.#fields.identify(identities);
    return {
      ...stretch,
      block: { events: { count: rows, columns }, extra, identities, native, rejects: [] },
    };
  }

  /** To be called when nothing is parsed any more: the memory goes to the parser of the next file. */
  close(): void {
    giveMemory(this.#table.memory);
  }

  /** Ids and codes hold together, so that everything is forgotten at once. */
  #forgetTooMuch(): void {
    const { remembered } = this.#inputs;
    const all = [...remembered, this.#fields, this.#extra];
    const bytes = all.reduce((sum, one) => sum + one.bytes, 0);
    if (bytes < MAX_REMEMBERED_BYTES && all.every(({ size }) => size < MAX_REMEMBERED)) return;
    for (const one of all) one.forget();
  }

  #upToOddRow(bytes: Buffer, stretch: LexedStretch): LexedStretch {
    const table = this.#table;
    const odd = this.#odd.firstIn(bytes, table);
    if (odd === table.rows) return stretch;
    table.rows = odd;
    return { end: table.records.values[odd * 2] ?? 0, line: table.lineOf(odd), why: 'odd' };
  }
}

/**
 * Rows of a block: fewer for wide files, so that a table of cells stays within some tens of megabytes, and for
 * short ones, which are many.
 * @param bytes of the content when it is known to be short
 */
export function rowsPerBlock(width: number, bytes: number | null): number {
  const most = Math.max(256, Math.min(BLOCK_RECORDS, Math.floor(4_000_000 / Math.max(1, width))));
  return bytes === null ? most : Math.min(most, 16 + Math.ceil(bytes / (2 * Math.max(1, width))));
}

/** Fields in the order in which the parser of single records gives them. */
function inOrder(fields: ReadonlyMap<FieldName, Column>): [FieldName, Column][] {
  return FIELD_NAMES.flatMap((name) => {
    const column = fields.get(name);
    return column === undefined ? [] : [[name, column]];
  });
}

function places(table: CellTable, base: number): [PlaceName, Column][] {
  const { rows, lines, scratch } = table;
  const bounds = table.records.values;
  const floats = scratch.floats.values;
  const line = narrowRows(table, lines.at);
  for (let row = 0; row < rows; row += 1) floats[row] = base + (bounds[row * 2] ?? 0);
  const byteOffset = narrowRows(table, scratch.floats.at);
  for (let row = 0; row < rows; row += 1) floats[row] = (bounds[row * 2 + 1] ?? 0) - (bounds[row * 2] ?? 0);
  const byteLength = narrowRows(table, scratch.floats.at);
  return line === null || byteOffset === null || byteLength === null
    ? []
    : [
        ['line', line],
        ['byteOffset', byteOffset],
        ['byteLength', byteLength],
      ];
}
