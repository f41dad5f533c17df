import * as v from 'valibot';
import { type ImportOptions, mappingFile } from '../../../shared/domain/import-choices.ts';
import { AppError } from '../../../shared/errors.ts';
import { locateJsonFault } from './records/json-fault.ts';

/* A mapping file: the choices about reading a file, as JSON for people to read, edit and pass to `import --mapping`. */

/** Largest mapping file that is read, in bytes. */
export const MAX_MAPPING_BYTES = 1_000_000;

/** The choices as a mapping file. Those left to the content are left out. */
export function mappingText(options: ImportOptions): string {
  const stated = Object.entries(options).filter(([, value]) => value !== null);
  const { csv } = options;
  const dialect = Object.entries(csv).filter(([, value]) => value !== null);
  const members = stated.flatMap(([name, value]): [string, unknown][] => {
    if (name !== 'csv') return [[name, value]];
    return dialect.length === 0 ? [] : [[name, Object.fromEntries(dialect)]];
  });
  return `${JSON.stringify({ mapping: 1, ...Object.fromEntries(members) }, null, 2)}\n`;
}

/**
 * Reads a mapping file.
 * @param name of the file, for errors
 * @throws BAD_MAPPING with line and column where it is no JSON, with the dotted place where it says something unknown
 */
export function readMappingText(text: string, name: string): ImportOptions {
  const parsed = v.safeParse(mappingFile, jsonOf(text, name));
  if (parsed.success) {
    const { mapping: _version, ...options } = parsed.output;
    return options;
  }
  const [issue] = parsed.issues;
  const place = v.getDotPath(issue);
  const where = place === null ? 'the whole file' : place;
  throw new AppError('BAD_MAPPING', `${name}: ${where}: ${issue.message}. See "trailglass import --help".`, {
    file: name,
    place: where,
  });
}

function jsonOf(text: string, name: string): unknown {
  const json = text.replace(/^\u{feff}/u, '');
  try {
    return JSON.parse(json);
  } catch {
    const { line, column, reason } = locateJsonFault(json);
    throw new AppError('BAD_MAPPING', `${name}: line ${line}, column ${column}: ${reason}.`, {
      file: name,
      line,
      column,
    });
  }
}
