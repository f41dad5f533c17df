import { readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { resourcePath } from './resources.ts';

/** A sample log that comes with the program. */
export interface SampleLog {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
}

const LOG_EXTENSIONS: ReadonlySet<string> = new Set(['.csv', '.json', '.jsonl', '.gz']);

/** The sample logs in a folder (default: those that come with the program), by name. */
export function listSampleLogs(folder: string = resourcePath('samples')): SampleLog[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && LOG_EXTENSIONS.has(extname(entry.name)))
    .map(({ name }) => ({ path: join(folder, name), name, bytes: statSync(join(folder, name)).size }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
