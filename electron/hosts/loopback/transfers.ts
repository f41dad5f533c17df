import { createReadStream, createWriteStream } from 'node:fs';
import { rm, stat, statfs } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SAVE_FORMATS, type SaveFormat } from '../../../shared/api/contract.ts';
import type { PickedFile } from '../../../shared/api/shell.ts';
import { AppError } from '../../../shared/errors.ts';
import type { FileGrant } from '../../engine/file-grants.ts';
import { asAppError } from '../../engine/store/disk-error.ts';
import type { Answers } from './answer.ts';

/** Allows the engine to touch a file. */
export type IssueGrant = (path: string, mode: FileGrant['mode'], name: string) => FileGrant;

const CONTENT_TYPES: Record<SaveFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  jsonl: 'application/x-ndjson; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
};

/** Files on their way from the browser to the engine and back, in a private folder. */
export class Transfers {
  readonly #folder: string;
  readonly #issue: IssueGrant;
  readonly #exports = new Map<string, { readonly grant: FileGrant; readonly format: SaveFormat }>();
  #count = 0;

  constructor(folder: string, issue: IssueGrant) {
    this.#folder = folder;
    this.#issue = issue;
  }

  /**
   * Takes the body of a request as a log file. It arrives as a stream, whatever its size.
   * @throws DISK_FULL, BAD_ARGUMENT for a body that is shorter than announced
   */
  async takeUpload(request: IncomingMessage, givenName: string): Promise<PickedFile> {
    const announced = Number(request.headers['content-length'] ?? Number.NaN);
    const name = plainName(givenName, 'upload');
    await this.#checkSpace(name, announced);
    const path = this.#newPath('upload');
    try {
      await pipeline(request, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
      const { size } = await stat(path);
      if (!Number.isNaN(announced) && size !== announced) {
        throw new AppError(
          'BAD_ARGUMENT',
          `Only ${size} of ${announced} bytes of "${name}" arrived. Send it again.`,
        );
      }
      return { handle: this.#issue(path, 'read', name).handle, name, bytes: size };
    } catch (error) {
      await rm(path, { force: true });
      throw asAppError(error, `Receiving "${name}"`);
    }
  }

  /** Prepares a file for an export, to be fetched once with {@link sendExport}. */
  prepareExport(givenName: string, format: string): PickedFile {
    const known = SAVE_FORMATS.find((one) => one === format);
    if (known === undefined)
      throw new AppError('BAD_ARGUMENT', `Exports are ${SAVE_FORMATS.join(', ')}, not "${format}".`);
    const name = plainName(givenName, `export.${known}`);
    const grant = this.#issue(this.#newPath('export'), 'write', name);
    this.#exports.set(grant.handle, { grant, format: known });
    return { handle: grant.handle, name, bytes: 0 };
  }

  /**
   * Sends a finished export as a download, then deletes it.
   * @throws UNKNOWN_HANDLE for a forged handle, an unfinished export, and one that was fetched before
   */
  async sendExport(handle: string, response: ServerResponse, answers: Answers): Promise<void> {
    const found = this.#exports.get(handle);
    const size = found === undefined ? null : await sizeOf(found.grant.path);
    if (found === undefined || size === null) {
      throw new AppError(
        'UNKNOWN_HANDLE',
        'There is no such export, or it was fetched before. Export again.',
      );
    }
    this.#exports.delete(handle);
    response.writeHead(200, {
      ...answers.headers(CONTENT_TYPES[found.format]),
      'Content-Length': String(size),
      'Content-Disposition': contentDisposition(found.grant.name),
    });
    try {
      await pipeline(createReadStream(found.grant.path), response);
    } finally {
      await rm(found.grant.path, { force: true });
    }
  }

  async #checkSpace(name: string, announced: number): Promise<void> {
    const { bavail, bsize } = await statfs(this.#folder);
    if (!(announced > bavail * bsize)) return;
    throw new AppError(
      'DISK_FULL',
      `"${name}" has ${announced} bytes, but only ${bavail * bsize} are free in the folder for temporary files. Free some space, or import it from the command line.`,
    );
  }

  #newPath(kind: 'upload' | 'export'): string {
    this.#count += 1;
    return join(this.#folder, `${kind}-${this.#count}`);
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** A name to show and to save under: the last step of whatever was given, without control characters. */
function plainName(given: string, otherwise: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const plain = last.replace(/\p{Cc}/gu, '').slice(0, 255);
  return plain === '' ? otherwise : plain;
}

/** `attachment` with the name twice, for older and newer browsers (RFC 6266, RFC 8187). */
function contentDisposition(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
