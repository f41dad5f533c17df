import { AppError } from '../../../../shared/errors.ts';
import { memberName } from './log-names.ts';
import type { Member, Members } from './members.ts';
import { type TarEntry, tarEntries } from './tar-entries.ts';
import { UNPACK_LIMITS } from './unpack-limits.ts';

/** What tar calls a file; links and devices are never made. */
const FILE = 'file';

/**
 * The members of a tar file.
 * @param pieces the bytes of the tar file, unfolded where it is compressed
 * @throws ARCHIVE_REFUSED when they are too many, FILE_UNREADABLE from the place where the archive is damaged or cut off
 */
export async function* tarMembers(pieces: AsyncIterable<Buffer>, archive: string): Members {
  let count = 0;
  try {
    for await (const entry of tarEntries(pieces)) {
      if (count >= UNPACK_LIMITS.members) throw tooMany(archive);
      const name = memberName(entry.header.name);
      if (entry.header.type === FILE) yield asMember(entry, name, archive);
      else if (entry.header.type !== 'directory') yield { skipped: name };
      count += 1;
    }
  } catch (error) {
    throw asDamage(error, archive, count);
  }
}

function asMember({ header, content }: TarEntry, name: string, archive: string): Member {
  const isSparse = Object.keys(header.pax ?? {}).some((key) => key.startsWith('GNU.sparse.'));
  return {
    name,
    bytes: header.size,
    refused: isSparse
      ? 'is a sparse file, which cannot be read from an archive. Unpack the archive first'
      : null,
    take: (spool) => spool.take(naming(content(), `${archive}/${name}`), name),
  };
}

async function* naming(pieces: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer, void, undefined> {
  try {
    yield* pieces;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('FILE_UNREADABLE', `${name} is cut off or damaged. Get the archive again.`, {}, error);
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
