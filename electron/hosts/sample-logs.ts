import { readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A sample log that comes with the program. */
export interface SampleLog {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
}

/** Where a checkout keeps the sample logs. */
export const SAMPLES_FOLDER = fileURLToPath(new URL('../../resources/samples', import.meta.url));

const LOG_EXTENSIONS: ReadonlySet<string> = new Set(['.csv', '.json', '.jsonl', '.gz']);

/** The sample logs in a folder, by name. */
export function listSampleLogs(folder: string = SAMPLES_FOLDER): SampleLog[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && LOG_EXTENSIONS.has(extname(entry.name)))
    .map(({ name }) => ({ path: join(folder, name), name, bytes: statSync(join(folder, name)).size }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
