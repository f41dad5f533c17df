import type { ImportOptions } from '../../../shared/api/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { accessKindOf, chosenAccessKind } from './access-layout.ts';
import { blankTable, isW3c } from './blank-layout.ts';
import { type CsvLook, lookAtCsv } from './csv-layout.ts';
import { detectEncoding, type TextEncoding } from './decode/text-encoding.ts';
import { type JsonLook, lookAtJson } from './json-layout.ts';
import type { AccessKind } from './records/access-line.ts';
import type { BlankTable } from './records/blank-table.ts';
import { type JsonShape, sniffJson } from './records/json-shape.ts';
import type { Sample } from './source-plan.ts';

/** What the start of a file shows of how its records lie in it. Plain data, which can be handed to a thread. */
export type FirstLook =
  | { readonly kind: 'w3c' }
  | { readonly kind: 'access'; readonly of: AccessKind }
  | { readonly kind: 'blank'; readonly table: BlankTable }
  | ({ readonly kind: 'csv' } & CsvLook)
  | ({ readonly kind: 'json' } & JsonLook);

/** A first look, and the choices it was taken with. */
export interface TakenLook {
  /** Of {@link layoutChoices}. */
  readonly choices: string;
  readonly look: FirstLook;
}

/** The choices that how a file is laid out depends on, as a key. */
export function layoutChoices({ encoding, format, csv, recordPath }: ImportOptions): string {
  return JSON.stringify([encoding, format, csv, recordPath]);
}

/**
 * Looks at the start of a file for whoever plans it elsewhere. Null when it cannot be read so: planning says why.
 */
export function takeLook(sample: Sample, options: ImportOptions): TakenLook | null {
  try {
    const encoding = detectEncoding(sample.bytes, sample.whole, sample.name, options.encoding);
    return { choices: layoutChoices(options), look: lookAt(sample, encoding, options) };
  } catch (error) {
    if (error instanceof AppError && error.code !== 'INTERNAL') return null;
    throw error;
  }
}

/**
 * Looks at the start of a file, unless that was done with the same choices.
 * @throws NOT_A_LOG, BAD_MAPPING
 */
export function lookAt(sample: Sample, encoding: TextEncoding, options: ImportOptions): FirstLook {
  if (sample.taken?.choices === layoutChoices(options)) return sample.taken.look;
  const { csv, format } = options;
  const isChosen = Object.values(csv).some((choice) => choice !== null);
  if (format === 'w3c' || (format === null && !isChosen && isW3c(sample, encoding))) return { kind: 'w3c' };
  if (format === 'access') return { kind: 'access', of: chosenAccessKind(sample, encoding) };
  const access = format === null && !isChosen ? accessKindOf(sample, encoding) : null;
  if (access !== null) return { kind: 'access', of: access };
  const shape = jsonShapeOf(sample, encoding, options);
  if (shape === null) {
    const table = blankTable(sample, encoding, csv);
    if (table !== null) return { kind: 'blank', table };
    return { kind: 'csv', ...lookAtCsv(sample, encoding, csv) };
  }
  if (format === null && isChosen) {
    throw new AppError(
      'BAD_MAPPING',
      `${sample.name} is JSON, and a delimiter, quote, escape, preamble or header was chosen for it. Leave these out.`,
    );
  }
  return { kind: 'json', ...lookAtJson(sample, encoding, shape) };
}

/** The shape of a JSON file; null for delimited text. */
function jsonShapeOf(
  { bytes, whole, name }: Sample,
  encoding: TextEncoding,
  { format, recordPath }: ImportOptions,
): JsonShape | null {
  if (format === 'csv') return null;
  if (format === 'jsonl') return { kind: 'lines' };
  const shape = sniffJson(bytes, whole, encoding, name, recordPath);
  if (format === null || (format === 'json' && shape !== null)) return shape;
  throw new AppError(
    'BAD_MAPPING',
    `${name} is ${shape === null ? 'not JSON' : 'not an Excel workbook'}, and the format ${format} was chosen for it. Leave that out.`,
  );
}
