import type { PathLike } from 'node:fs';
import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import { AppError } from '../../../../shared/errors.ts';
import { openRegularFile } from './byte-source.ts';
import { memberName } from './log-names.ts';
import type { Member, Members } from './members.ts';
import { asReadError } from './read-error.ts';
import type { SpooledBytes } from './spool.ts';
import { UNPACK_LIMITS, UnpackGuard } from './unpack-limits.ts';
import { refuseOverlaps } from './zip-overlaps.ts';

/** A zip file that is open. */
export interface ZipArchive {
  /** Every entry that is not a folder, in the order of the directory. */
  entries(): AsyncGenerator<ZipMember, void, undefined>;
  close(): Promise<void>;
}

/** An entry, and how it is unpacked. */
export interface ZipMember {
  readonly name: string;
  readonly bytes: number;
  readonly refused: string | null;
  readonly isLink: boolean;
  /** Unpacked bytes, read anew with each call. */
  pieces(): AsyncGenerator<Buffer, void, undefined>;
}

/** Members up to this size are unpacked once and held; longer ones are unpacked each time they are read. */
const HELD = 4 * 1024 * 1024;

/**
 * Opens a zip file and looks through its directory.
 * @param folder where unpacked bytes go, whose free space is watched
 * @throws ARCHIVE_REFUSED when its entries overlap or are too many, FILE_UNREADABLE when it is damaged
 */
export async function openZip(path: PathLike, name: string, folder: string): Promise<ZipArchive> {
  const file = await openRegularFile(path, name);
  const open = (): Promise<yauzl.ZipFile> =>
    damaged(name, () =>
      yauzl.fromFdPromise(file.fd, { autoClose: false, decodeStrings: false, validateEntrySizes: true }),
    );
  try {
    await damaged(name, async () => refuseOverlaps((await open()).eachEntry(), name));
    return {
      async *entries() {
        const zip = await open();
        for (const entries = zip.eachEntry(); ; ) {
          const { done, value } = await damaged(name, () => entries.next());
          if (done === true) return;
          const member = memberOf(zip, value, name, folder);
          if (!member.name.endsWith('/')) yield member;
        }
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** The members of a zip file as sources. */
export async function* zipMembers(zip: ZipArchive): Members {
  for await (const entry of zip.entries()) {
    if (entry.isLink) yield { skipped: entry.name };
    else yield asMember(entry);
  }
}

function asMember(entry: ZipMember): Member {
  const { name, bytes, refused } = entry;
  return {
    name,
    bytes,
    refused,
    async take(spool): Promise<SpooledBytes> {
      if (bytes <= HELD) return spool.take(entry.pieces(), name);
      return { ...readAnew(entry), path: null, release: async () => undefined };
    },
  };
}

function readAnew(entry: ZipMember): Pick<SpooledBytes, 'bytes' | 'open'> {
  return {
    bytes: entry.bytes,
    async open() {
      const pieces = entry.pieces();
      let rest: Buffer = Buffer.alloc(0);
      return {
        async read(size) {
          while (rest.length === 0) {
            const { done, value } = await pieces.next();
            if (done === true) return Buffer.alloc(0);
            rest = value;
          }
          const piece = rest.subarray(0, size);
          rest = rest.subarray(piece.length);
          return piece;
        },
        changed: async () => false, // What is unpacked has to fit its checksum.
        close: async () => void (await pieces.return()),
      };
    },
  };
}

const ENCRYPTED = 0x1;
const STORED = 0;
const DEFLATED = 8;
const UNIX_TYPE = 0o170000;
const UNIX_LINK = 0o120000;

function memberOf(zip: yauzl.ZipFile, entry: yauzl.Entry, archive: string, folder: string): ZipMember {
  const written = yauzl.getFileNameLowLevel(
    entry.generalPurposeBitFlag,
    entry.fileNameRaw,
    entry.extraFields,
    true, // as written: it is not a path
  );
  const name = memberName(written);
  const shown = `${archive}/${name}`;
  return {
    name,
    bytes: entry.uncompressedSize,
    refused: refusalOf(entry),
    isLink: ((entry.externalFileAttributes >>> 16) & UNIX_TYPE) === UNIX_LINK,
    async *pieces() {
      const guard = new UnpackGuard(shown, folder);
      guard.took(entry.compressedSize);
      const stream = await damaged(shown, () => zip.openReadStreamPromise(entry));
      let checksum = 0;
      try {
        for await (const piece of stream as Readable & AsyncIterable<Buffer>) {
          checksum = crc32(piece, checksum);
          guard.gave(piece.length);
          await guard.askDisk();
          yield piece;
        }
      } catch (error) {
        throw asDamage(error, shown);
      } finally {
        stream.destroy();
      }
      if (checksum === entry.crc32) return;
      throw new AppError(
        'FILE_UNREADABLE',
        `${shown} is damaged: its checksum does not match. Get the archive again.`,
      );
    },
  };
}

function refusalOf({ generalPurposeBitFlag, compressionMethod, fileNameLength }: yauzl.Entry): string | null {
  if ((generalPurposeBitFlag & ENCRYPTED) !== 0) {
    return 'is encrypted with a password. Unpack the archive with its password and import what comes out';
  }
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED) {
    return `is packed with a method that cannot be read (${compressionMethod}). Unpack the archive and import what comes out`;
  }
  return fileNameLength > UNPACK_LIMITS.nameBytes ? 'has a name that is longer than any file has' : null;
}

/** Runs a step of the unpacking library and says what its errors mean. */
async function damaged<T>(name: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw asDamage(error, name);
  }
}

/** The library gives errors of the operating system a code, and none to what is wrong with the archive. */
function asDamage(error: unknown, name: string): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof Error && 'code' in error && !String(error.code).startsWith('Z_')) {
    return asReadError(error, name);
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new AppError(
    'FILE_UNREADABLE',
    `${name} is damaged or not a whole zip archive (${memberName(reason).replaceAll('\n', ' ')}). Get it again, or unpack it and import what comes out.`,
    {},
    error,
  );
}
