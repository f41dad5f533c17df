import { mkdtempSync, readdirSync, readSync, rmSync } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asAppError } from '../../store/disk-error.ts';
import { type ByteSource, fileBytes, memoryBytes } from './byte-source.ts';
import { refuseFullDisk, UNPACK_LIMITS } from './unpack-limits.ts';

/** What is not longer is held in memory: most members of archives are. */
const IN_MEMORY = 4 * 1024 * 1024;

const PREFIX = 'trailglass-unpacked-';
/** A folder of ours, with the process that made it. */
const FOLDER = new RegExp(`^${PREFIX}(\\d+)-`);

/** A source that takes room until it is let go. */
export interface SpooledBytes extends ByteSource {
  /** Where it is on disk; null when it is in memory. */
  readonly path: string | null;
  release(): Promise<void>;
}

/**
 * Keeps what comes only once, as from standard input or out of a tar.gz, so that it can be read twice. What is long goes
 * to a folder that only this user can enter, which is removed at the end; those that killed programs left behind are
 * removed when the next one is made.
 */
export class Spool {
  readonly #parent: string;
  readonly #inMemory: number;
  #folder: string | null = null;
  #files = 0;

  /**
   * @param parent where the folder goes: the folder for temporary files
   * @param inMemory bytes up to which it is not needed
   */
  constructor(parent: string = tmpdir(), inMemory: number = IN_MEMORY) {
    this.#parent = parent;
    this.#inMemory = inMemory;
  }

  /**
   * Takes all pieces in.
   * @param name what they are, as the user knows it
   * @param inMemory bytes up to which they are held in memory; 0 for what must be a file
   * @throws DISK_FULL before the disk is full, and what the pieces throw
   */
  async take(
    pieces: AsyncIterable<Buffer>,
    name: string,
    inMemory: number = this.#inMemory,
  ): Promise<SpooledBytes> {
    const held: Buffer[] = [];
    let length = 0;
    let file: SpoolFile | null = null;
    try {
      for await (const piece of pieces) {
        length += piece.length;
        if (file === null && length > inMemory) {
          file = await this.newFile(name);
          for (const earlier of held.splice(0)) await file.write(earlier);
        }
        if (file === null) held.push(piece);
        else await file.write(piece);
      }
      if (file === null)
        return { ...memoryBytes(Buffer.concat(held)), path: null, release: async () => undefined };
      return await file.finish();
    } catch (error) {
      await file?.discard();
      throw error;
    }
  }

  /** Removes everything that is left. */
  close(): void {
    if (this.#folder !== null) removeFolder(this.#folder);
    this.#folder = null;
  }

  /** A file to write to and to read from again, which whoever takes it discards. */
  async newFile(name: string): Promise<SpoolFile> {
    this.#folder ??= makeFolder(this.#parent);
    this.#files += 1;
    return SpoolFile.create(this.#folder, join(this.#folder, String(this.#files)), name);
  }
}

/** A file that is being spooled. */
export class SpoolFile {
  readonly #folder: string;
  readonly #path: string;
  readonly #name: string;
  readonly #file: FileHandle;
  #bytes = 0;
  #askedAt = 0;

  static async create(folder: string, path: string, name: string): Promise<SpoolFile> {
    await refuseFullDisk(folder, name);
    return new SpoolFile(folder, path, name, await open(path, 'wx+', 0o600));
  }

  private constructor(folder: string, path: string, name: string, file: FileHandle) {
    this.#folder = folder;
    this.#path = path;
    this.#name = name;
    this.#file = file;
  }

  async write(piece: Buffer): Promise<void> {
    if (this.#bytes - this.#askedAt >= UNPACK_LIMITS.askDiskEvery) {
      this.#askedAt = this.#bytes;
      await refuseFullDisk(this.#folder, this.#name);
    }
    try {
      for (let at = 0; at < piece.length; ) at += (await this.#file.write(piece, at)).bytesWritten;
    } catch (error) {
      throw asAppError(error, `Unpacking ${this.#name} to ${this.#folder}`);
    }
    this.#bytes += piece.length;
  }

  /** Bytes that were written before, in memory of their own. */
  readAt(position: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafeSlow(length);
    for (let read = 0; read < length; ) {
      const more = readSync(this.#file.fd, bytes, read, length - read, position + read);
      if (more === 0) throw new Error(`Unpacked bytes of ${this.#name} are gone.`);
      read += more;
    }
    return bytes;
  }

  async finish(): Promise<SpooledBytes> {
    await this.#file.close();
    const path = this.#path;
    return {
      ...fileBytes(path, this.#name, this.#bytes),
      path,
      release: () => rm(path, { force: true }),
    };
  }

  async discard(): Promise<void> {
    await this.#file.close();
    await rm(this.#path, { force: true });
  }
}

/** Folders of this process, for when it ends without closing them. */
const folders = new Set<string>();

function makeFolder(parent: string): string {
  removeStaleFolders(parent);
  const folder = mkdtempSync(join(parent, `${PREFIX}${process.pid}-`)); // mode 0700
  if (folders.size === 0) process.once('exit', removeFolders);
  folders.add(folder);
  return folder;
}

function removeFolders(): void {
  for (const folder of folders) removeFolder(folder);
}

function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  folders.delete(folder);
  if (folders.size === 0) process.off('exit', removeFolders);
}

function removeStaleFolders(parent: string): void {
  for (const entry of readdirSync(parent, { withFileTypes: true })) {
    const pid = Number(FOLDER.exec(entry.name)?.[1] ?? 0);
    if (pid === 0 || !entry.isDirectory() || isAlive(pid)) continue; // a link of that name is not ours
    try {
      rmSync(join(parent, entry.name), { recursive: true, force: true });
    } catch (error) {
      if (!isDenied(error)) throw error; // another user's: that user's next import removes it
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isDenied(error);
  }
}

function isDenied(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EPERM' || error.code === 'EACCES');
}
