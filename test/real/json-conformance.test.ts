import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyWorkspace } from '../../electron/engine/store/verify.ts';
import type { ImportedSource } from '../../shared/domain/source.ts';
import { codes, ImportBench, listener } from '../engine/import/import-bench.ts';
import { REAL_LOGS, realFiles } from './facts.ts';

/*
 * JSONTestSuite judges parsers of one document. A log importer reads records: from a file with a broken record it
 * keeps the good ones and rejects the bad one, with place and reason. "Must be refused" therefore means that the file
 * is refused, that at least one reject says what is wrong, or that a warning tells of a fault between the records (a
 * list that does not end, a missing comma), all of which are whole. "Must be read" means neither.
 */
const FOLDER = join(REAL_LOGS, 'json_conformance/test_parsing');
const names = realFiles(['json_conformance'], /$/) === null ? null : readdirSync(FOLDER).sort();

/** Values that follow each other are as many documents here, as logs have them, and no fault. */
const SEVERAL_DOCUMENTS = ['n_structure_double_array.json', 'n_structure_object_with_trailing_garbage.json'];

const VERDICTS = ['read', 'told', 'rejected', 'refused'] as const;
type Verdict = (typeof VERDICTS)[number];
const KINDS = ['y: must be read', 'n: must be refused', 'i: either'] as const;

function verdictOf(source: ImportedSource): Verdict {
  if (source.status === 'failed') return 'refused';
  if (source.rejected > 0) return 'rejected';
  const told = codes(source.warnings);
  return told.includes('TRUNCATED_FILE') || told.includes('MISSING_COMMAS') ? 'told' : 'read';
}

describe.skipIf(names === null)('JSONTestSuite', () => {
  it('is read, rejected or refused as it says, and nothing is lost', { timeout: 120_000 }, async () => {
    const bench = new ImportBench();
    const sources = await bench.job((names ?? []).map((name) => join(FOLDER, name)));
    expect(sources.map((source) => source.name)).toEqual(names);
    const judged = new Map<string, Verdict>();
    for (const source of sources) {
      expect(source.read, source.name).toBe(source.imported + source.duplicate + source.rejected);
      // The same bytes under another name were judged already.
      const before = source.status === 'already-imported' ? judged.get(source.sha256 ?? '') : undefined;
      const verdict = before ?? verdictOf(source);
      judged.set(source.sha256 ?? source.name, verdict);
      judged.set(source.name, verdict);
    }
    const count = (kind: string, verdict: Verdict): number =>
      sources.filter(({ name }) => name[0] === kind[0] && judged.get(name) === verdict).length;
    console.table(
      Object.fromEntries(
        KINDS.map((kind) => [kind, Object.fromEntries(VERDICTS.map((v) => [v, count(kind, v)]))]),
      ),
    );
    const isWrong = (name: string): boolean =>
      name.startsWith('y_')
        ? judged.get(name) !== 'read'
        : name.startsWith('n_') && judged.get(name) === 'read' && !SEVERAL_DOCUMENTS.includes(name);
    expect((names ?? []).filter(isWrong)).toEqual([]);
    for (const reject of bench.rejects()) expect(reject.reason).toMatch(/\S/);
    for (const { name, error } of sources) expect(error?.message ?? '', name).not.toContain('\n');
    const { checks } = await verifyWorkspace(bench.ws, listener());
    expect(checks.filter((check) => !check.ok)).toEqual([]);
  });
});
