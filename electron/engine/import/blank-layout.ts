import { BLANK_RUNS, type CsvChoices } from '../../../shared/domain/import-choices.ts';
import { AppError } from '../../../shared/errors.ts';
import type { TextEncoding } from './decode/text-encoding.ts';
import { filledLines, headOf, linesOf, startOf, textIn, valuesOf } from './line-sample.ts';
import { blankReader, sampledRows } from './records/blank-reader.ts';
import { BlankRows } from './records/blank-rows.ts';
import { aligned, type BlankTable, chosenTable } from './records/blank-table.ts';
import type { StartPosition } from './records/found-records.ts';
import { LineSplitter } from './records/line-splitter.ts';
import { areOfZeek, beginsAsW3c, fieldsOf } from './records/w3c-fields.ts';
import type { Layout, Sample } from './source-plan.ts';

/** Whether a file is in the W3C extended log format, as web servers and proxies write it, or in that of Zeek. */
export function isW3c(sample: Sample, encoding: TextEncoding): boolean {
  return beginsAsW3c(headOf(sample, encoding));
}

/**
 * The layout of a log in the W3C extended format or that of Zeek: its `#Fields:` lines name the columns of the records behind them, and
 * other directives are no records.
 * @throws BAD_MAPPING when the start of the file names no columns
 */
export function w3cLayout(sample: Sample, encoding: TextEncoding): Layout {
  const start = startOf(encoding);
  const found = linesOf(sample, encoding, start, true);
  const textAt = textIn(sample, encoding);
  const directives = found.directives.map(({ place }) => textAt(place));
  const columns = [...new Set(directives.flatMap((line) => fieldsOf(line) ?? []))];
  if (columns.length === 0) {
    throw new AppError(
      'BAD_MAPPING',
      `${sample.name} has no #Fields line, and the format w3c was chosen for it. Leave that out.`,
    );
  }
  const head = directives.filter((_, index) => found.directives[index]?.before === 0);
  const newRows = () => new BlankRows(columns, null);
  return {
    format: 'w3c',
    dialect: `${areOfZeek(head) ? 'Zeek log' : 'W3C extended log format'}, ${columns.length} columns`,
    delimiter: ' ',
    columns,
    sample: valuesOf(columns, sampledRows(found, textAt, newRows())),
    splitter: new LineSplitter(start, encoding.unitBytes, true),
    envelope: () => (head.length === 0 ? null : head.join('\n')),
    reader: (match, notes) => blankReader(newRows(), columns, encoding, match, notes),
    csv: null,
    recordPath: null,
  };
}

/**
 * The table of a file whose columns stand between runs of blanks: where that was chosen, or where the file is one that
 * cannot be anything else. Null for all other files.
 * @throws BAD_MAPPING when it was chosen and the file has no lines for it
 */
export function blankTable(sample: Sample, encoding: TextEncoding, choices: CsvChoices): BlankTable | null {
  const isChosen = choices.delimiter === BLANK_RUNS;
  if (!isChosen && Object.values(choices).some((choice) => choice !== null)) return null;
  const lines = filledLines(sample, encoding);
  const table = isChosen ? chosenTable(lines, choices) : aligned(lines);
  if (table !== null || !isChosen) return table;
  throw new AppError(
    'BAD_MAPPING',
    `${sample.name} cannot be read as chosen: its lines are no table of columns between blanks. Choose another delimiter.`,
  );
}

/** The layout of a table whose columns stand between runs of blanks. */
export function blankLayout(
  sample: Sample,
  encoding: TextEncoding,
  { columns, grammar, preambleLines, headerLines }: BlankTable,
): Layout {
  const all = linesOf(sample, encoding, startOf(encoding), false);
  const above = preambleLines + headerLines;
  const [last, first] = [all.places[above - 1], all.places[above]];
  const ends = (last?.byteOffset ?? 0) + (last?.byteLength ?? 0);
  const start: StartPosition = {
    at: (first?.byteOffset ?? ends) / encoding.unitBytes,
    line: first?.line ?? last?.line ?? 1,
  };
  const found = linesOf(sample, encoding, start, false);
  const newRows = () => new BlankRows(columns, grammar);
  const gap = grammar.least === 2 ? 'runs of two blanks or more' : 'runs of blanks';
  const preamble = filledLines(sample, encoding).slice(0, preambleLines);
  return {
    format: 'csv',
    dialect: `columns between ${gap}, ${headerLines === 0 ? 'no header' : 'with header'}, ${columns.length} columns`,
    delimiter: ' ',
    columns,
    sample: valuesOf(columns, sampledRows(found, textIn(sample, encoding), newRows())),
    splitter: new LineSplitter(start, encoding.unitBytes),
    envelope: () => (preambleLines === 0 ? null : preamble.join('\n')),
    reader: (match, notes) => blankReader(newRows(), columns, encoding, match, notes),
    csv: null,
    recordPath: null,
  };
}
