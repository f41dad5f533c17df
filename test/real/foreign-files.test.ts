import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ImportNotes } from '../../electron/engine/import/import-notes.ts';
import { planSource } from '../../electron/engine/import/source-plan.ts';
import { DEFAULT_IMPORT_OPTIONS } from '../../shared/domain/import-choices.ts';
import { AppError } from '../../shared/errors.ts';
import { REAL_LOGS, realFiles } from './facts.ts';

const LARGEST = 2_000_000;
const files = realFiles(['awkward_csv', 'json_conformance'], /\.(csv|json)$/)
  ?.map(({ path }) => join(REAL_LOGS, path))
  .filter((path) => statSync(path).size < LARGEST);

/** The profile a file is recognised as; null when it is refused. */
function profileOf(path: string): string | null {
  const sample = { name: path, bytes: readFileSync(path), whole: true };
  try {
    return planSource(sample, { ...DEFAULT_IMPORT_OPTIONS, dateOrder: 'dmy' }, new ImportNotes()).profile.id;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

describe.skipIf(files === undefined)('files that are no logs we know', () => {
  it('are never taken for one', { timeout: 120_000 }, () => {
    const found = (files ?? []).map((path) => [path, profileOf(path)] as const);
    expect(found.filter(([, profile]) => profile !== null).length).toBeGreaterThan(100);
    expect(found.filter(([, profile]) => profile !== null && profile !== 'generic')).toEqual([]);
  });
});
