import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import {
  type CsvChoices,
  DEFAULT_IMPORT_OPTIONS,
  type ImportOptions,
} from '../../shared/domain/import-choices.ts';
import { REAL_LOGS } from './facts.ts';

/**
 * A file of the Pollock benchmark (Vitagliano et al., "Pollock: A Data Loading Benchmark", PVLDB 16(8), 2023), with
 * the cells its authors expect of it and the dialect they found it to be in.
 */
export interface PollockFile {
  readonly name: string;
  readonly path: string;
  /** The cells expected, header first. */
  readonly clean: readonly (readonly string[])[];
  readonly truth: PollockTruth;
}

/** The dialect as the authors wrote it down. */
export interface PollockTruth {
  readonly delimiter: string;
  readonly quotechar: string;
  readonly escapechar: string;
  readonly header_lines: number | string;
  readonly preamble_lines: number | string;
}

/** All files of a part of the benchmark; null, with a line that says so, when they are not here. */
export function pollockFiles(part: 'polluted_files' | 'survey_sample'): readonly PollockFile[] | null {
  const folder = join(REAL_LOGS, 'awkward_csv', `pollock_${part}`);
  if (!existsSync(folder)) {
    console.log(`Skipped: there are no files at ${folder}`);
    return null;
  }
  return readdirSync(join(folder, 'csv'))
    .sort()
    .map((name) => ({
      name,
      path: join(folder, 'csv', name),
      clean: Papa.parse<string[]>(readFileSync(join(folder, 'clean', name), 'utf8'), {
        delimiter: ',',
        quoteChar: '"',
      }).data,
      truth: JSON.parse(
        readFileSync(join(folder, 'parameters', `${name}_parameters.json`), 'utf8'),
      ) as PollockTruth,
    }));
}

/** The choices that tell an import what the authors know, one by one. */
export function choicesOf(truth: PollockTruth): readonly Partial<CsvChoices>[] {
  return [
    { delimiter: truth.delimiter },
    { quote: truth.quotechar },
    { escape: truth.escapechar === '\\' ? 'backslash' : truth.escapechar === '' ? 'none' : 'doubled' },
    { preambleLines: Number(truth.preamble_lines) },
    { headerLines: Number(truth.header_lines) },
  ];
}

/** Options with some choices about the dialect. The order of days is chosen, because it is not what is judged. */
export function withChoices(chosen: Partial<CsvChoices>): ImportOptions {
  const { csv } = DEFAULT_IMPORT_OPTIONS;
  return { ...DEFAULT_IMPORT_OPTIONS, dateOrder: 'dmy', csv: { ...csv, ...chosen } };
}
