import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { generateAudit } from './generate-audit.ts';
import { generateRecords } from './generate-records.ts';
import { generateUsage } from './generate-usage.ts';

/** Bytes of generated files of one shape never change, so a file that is there already is used again. */
export async function keptFile(
  path: string,
  what: string,
  generate: (path: string) => Promise<unknown>,
): Promise<string> {
  if (existsSync(path)) return path;
  process.stderr.write(`Writing ${what} …\n`);
  // A file that was begun and not finished must not be taken for one.
  await generate(`${path}.part`);
  renameSync(`${path}.part`, path);
  return path;
}

/** A usage export of so many rows in a folder. */
export function usageFile(folder: string, rows: number): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const what = `${rows.toLocaleString('en')} usage rows`;
  return keptFile(join(folder, `usage-${rows}.csv`), what, (path) => generateUsage(path, rows));
}

/** So many nested records in a folder, as `.json` beside `.json.gz`. */
export function recordsFile(folder: string, records: number): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const what = `${records.toLocaleString('en')} nested records`;
  const path = join(folder, `records-${records}.json`);
  return keptFile(path, what, async (part) => {
    await generateRecords(part, records);
    renameSync(`${part}.gz`, `${path}.gz`);
  });
}

/** An audit export of so many rows in a folder. */
export function auditFile(folder: string, rows: number): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const what = `${rows.toLocaleString('en')} audit rows`;
  return keptFile(join(folder, `audit-${rows}.csv`), what, (path) => generateAudit(path, rows));
}
