import { AppError } from '../../../shared/errors.ts';
import type { TextEncoding } from './decode/text-encoding.ts';
import { filledLines, linesOf, startOf, textIn, valuesOf } from './line-sample.ts';
import { type AccessKind, accessColumns, accessKind, readAccessLine } from './records/access-line.ts';
import { blankReader, sampledRows } from './records/blank-reader.ts';
import { LineSplitter } from './records/line-splitter.ts';
import type { Layout, Sample } from './source-plan.ts';

/** Lines that show whether a file is an access log, and the share of them that must be from one. */
const LOOKED_AT = 200;
const MOSTLY = 0.9;

/** What kind of access log a file is, if nearly all of its first lines are from one kind; null when they are not. */
export function accessKindOf(sample: Sample, encoding: TextEncoding): AccessKind | null {
  const lines = filledLines(sample, encoding).slice(0, LOOKED_AT);
  const kind = accessKind(lines[0] ?? '') ?? accessKind(lines[1] ?? '');
  if (kind === null) return null;
  return lines.filter((line) => accessKind(line) === kind).length >= lines.length * MOSTLY ? kind : null;
}

/**
 * The kind of a file for which it was chosen that it is an access log.
 * @throws BAD_MAPPING when its lines are from none
 */
export function chosenAccessKind(sample: Sample, encoding: TextEncoding): AccessKind {
  for (const line of filledLines(sample, encoding)) {
    const kind = accessKind(line);
    if (kind !== null) return kind;
  }
  throw new AppError(
    'BAD_MAPPING',
    `${sample.name} has no line of an access log, such as one with [30/Oct/2026:14:05:11 +0000], and the format access was chosen for it. Leave that out.`,
  );
}

/** The layout of an access log of a web server or an object store. */
export function accessLayout(sample: Sample, encoding: TextEncoding, kind: AccessKind): Layout {
  const start = startOf(encoding);
  const columns = accessColumns(kind);
  const rows = { direct: () => undefined, read: (line: string) => readAccessLine(line, kind) };
  const found = linesOf(sample, encoding, start, false);
  return {
    format: 'access',
    dialect: `access log, cells between blanks, in quotes or in brackets, ${columns.length} columns`,
    delimiter: ' ',
    columns,
    sample: valuesOf(columns, sampledRows(found, textIn(sample, encoding), rows)),
    splitter: new LineSplitter(start, encoding.unitBytes),
    envelope: () => null,
    reader: (match, notes) => blankReader(rows, columns, encoding, match, notes),
    csv: null,
    recordPath: null,
  };
}
