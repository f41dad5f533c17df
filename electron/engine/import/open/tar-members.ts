import { ReadableStream as NodeStream } from 'node:stream/web';
import { createTarDecoder, type ParsedTarEntry } from 'modern-tar';
import { AppError } from '../../../../shared/errors.ts';
import { memberName } from './log-names.ts';
import type { Member, Members } from './members.ts';
import { UNPACK_LIMITS } from './unpack-limits.ts';

/** What tar calls a file; links and devices are never made. */
const FILE = 'file';

/**
 * The members of a tar file.
 * @param pieces the bytes of the tar file, unfolded where it is compressed
 * @throws ARCHIVE_REFUSED when they are too many, FILE_UNREADABLE from the place where the archive is damaged or cut off
 */
export async function* tarMembers(pieces: AsyncIterable<Buffer>, archive: string): Members {
  let failure: unknown = null;
  const watched = watching(pieces, (error) => {
    failure = error;
  });
  const decoder = createTarDecoder({ strict: true });
  const feeding = NodeStream.from<Uint8Array>(watched).pipeTo(decoder.writable);
  feeding.catch(() => undefined); // Whoever reads the entries meets it too.
  let count = 0;
  try {
    for await (const entry of decoder.readable) {
      count += 1;
      if (count > UNPACK_LIMITS.members) throw tooMany(archive);
      const name = memberName(entry.header.name);
      if (entry.header.type === FILE) yield asMember(entry, name);
      else if (entry.header.type !== 'directory') yield { skipped: name };
      if (!entry.body.locked) await entry.body.cancel();
    }
  } catch (error) {
    // What was wrong with the bytes that came in, not what became of the stream.
    throw asDamage(failure ?? error, archive, count);
  }
}

function asMember({ header, body }: ParsedTarEntry, name: string): Member {
  const isSparse = Object.keys(header.pax ?? {}).some((key) => key.startsWith('GNU.sparse.'));
  return {
    name,
    bytes: header.size,
    refused: isSparse
      ? 'is a sparse file, which cannot be read from an archive. Unpack the archive first'
      : null,
    take: (spool) => spool.take(buffersOf(body), name),
  };
}

async function* buffersOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Buffer, void, undefined> {
  for await (const piece of body) yield Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
}

/** Remembers what the input failed with: the streams in between report something else. */
async function* watching(
  pieces: AsyncIterable<Buffer>,
  failed: (error: unknown) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* pieces;
  } catch (error) {
    failed(error);
    throw error;
  }
}

function tooMany(archive: string): AppError {
  return new AppError(
    'ARCHIVE_REFUSED',
    `${archive} holds more than ${UNPACK_LIMITS.members.toLocaleString('en')} files. Unpack it and import the folders one by one.`,
  );
}

function asDamage(error: unknown, archive: string, count: number): AppError {
  if (error instanceof AppError) return error;
  const reason = error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
  return new AppError(
    'FILE_UNREADABLE',
    `${archive} is damaged or cut off behind its ${ordinal(count)} member (${memberName(reason)}). What came before was read; get the archive again.`,
    {},
    error,
  );
}

function ordinal(count: number): string {
  const suffix = new Intl.PluralRules('en', { type: 'ordinal' }).select(count);
  return `${count.toLocaleString('en')}${{ one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' }[suffix]}`;
}
