import { describe, expect, it } from 'vitest';
import { readRaw } from '../../electron/engine/store/raw-records.ts';
import { ImportBench } from '../engine/import/import-bench.ts';
import { differenceFrom, readTable } from './csv-judge.ts';
import { choicesOf, type PollockFile, pollockFiles, withChoices } from './pollock.ts';

interface Verdict {
  readonly file: string;
  /** Null when the cells are exactly those expected. */
  readonly difference: string | null;
  readonly strictly: boolean;
  /** The choice that makes them so; null when none does, or none is needed. */
  readonly choice: string | null;
  readonly dialect: string;
}

function judge(file: PollockFile): Verdict {
  const read = readTable(file.path, withChoices({}));
  const difference = differenceFrom(file, read, false);
  const strictly = differenceFrom(file, read, true) === null;
  const choice = difference === null ? null : choiceThatHelps(file);
  return { file: file.name, difference, strictly, choice, dialect: read.dialect };
}

function choiceThatHelps(file: PollockFile): string | null {
  for (const choice of choicesOf(file.truth)) {
    const read = readTable(file.path, withChoices(choice));
    if (differenceFrom(file, read, false) === null) return JSON.stringify(choice);
  }
  return null;
}

function report(title: string, verdicts: readonly Verdict[]): void {
  const exact = verdicts.filter((verdict) => verdict.difference === null);
  const helped = verdicts.filter((verdict) => verdict.choice !== null);
  const strictly = verdicts.filter((verdict) => verdict.strictly);
  const share = (count: number): string =>
    `${count} of ${verdicts.length} (${((count / verdicts.length) * 100).toFixed(1)} %)`;
  const others = verdicts
    .filter((verdict) => verdict.difference !== null)
    .map(({ file, dialect, difference, choice }) =>
      [
        `  ${file} [${dialect}]`,
        `    ${difference}`,
        `    ${choice === null ? 'no one choice helps' : `exact with ${choice}`}`,
      ].join('\n'),
    );
  console.log(
    [
      `${title}: exactly right without help ${share(exact.length)}, with one choice ${share(exact.length + helped.length)};`,
      `  with every character as the authors changed it by hand ${share(strictly.length)}`,
      ...others,
    ].join('\n'),
  );
}

const parts = [
  { part: 'polluted_files', exact: 0.95, helped: 0.95, strictly: 36 },
  { part: 'survey_sample', exact: 0.85, helped: 0.9, strictly: 48 },
] as const;

describe.each(parts)('Pollock, $part', ({ part, exact, helped, strictly }) => {
  const files = pollockFiles(part);

  it.skipIf(files === null)('is read with exactly the expected cells', { timeout: 120_000 }, () => {
    const verdicts = (files ?? []).map(judge);
    report(part, verdicts);
    const right = verdicts.filter((verdict) => verdict.difference === null).length;
    const withHelp = verdicts.filter((verdict) => verdict.choice !== null).length;
    expect(right / verdicts.length).toBeGreaterThanOrEqual(exact);
    expect((right + withHelp) / verdicts.length).toBeGreaterThanOrEqual(helped);
    expect(verdicts.filter((verdict) => verdict.strictly).length).toBeGreaterThanOrEqual(strictly);
  });

  it.skipIf(files === null)(
    'is imported whole: nothing is lost, and all is said',
    { timeout: 300_000 },
    async () => {
      const bench = new ImportBench();
      for (const file of files ?? []) {
        const [source] = await bench.job([file.path], withChoices({}));
        if (source === undefined || source.status === 'failed')
          throw new Error(`${file.name}: ${source?.error?.message}`);
        expect(source.read, file.name).toBe(source.imported + source.duplicate + source.rejected);
        const { header, tables, text } = readTable(file.path, withChoices({}));
        const rows = tables.reduce((sum, table) => sum + table.length, 0);
        expect(source.imported + source.duplicate, file.name).toBe(rows);
        expect(
          source.warnings.some(({ code }) => code === 'NO_HEADER'),
          file.name,
        ).toBe(header === null);
        const { envelope } = bench.ws.db
          .prepare<[number | null], { envelope: string | null }>('SELECT envelope FROM source WHERE id = ?')
          .get(source.id) ?? { envelope: null };
        const setAside = source.warnings.some(({ code }) => code === 'PREAMBLE');
        expect(setAside ? text.startsWith(envelope ?? 'nothing') : envelope === null, file.name).toBe(true);
        const rejects = bench.ws.db
          .prepare<[number | null], { byteOffset: number; byteLength: number; reason: string }>(
            'SELECT byteOffset, byteLength, reason FROM reject WHERE source = ?',
          )
          .all(source.id);
        for (const { byteOffset, byteLength, reason } of rejects) {
          expect(readRaw(bench.ws, source.id ?? 0, byteOffset, byteLength).length).toBe(byteLength);
          expect(reason).toMatch(/\S/);
        }
      }
    },
  );
});
