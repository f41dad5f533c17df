import type { Entry } from 'yauzl';
import { AppError } from '../../../../shared/errors.ts';
import { UNPACK_LIMITS } from './unpack-limits.ts';

/** Bytes of the fixed part of the header before each member. */
const LOCAL_HEADER = 30;

/**
 * Refuses an archive in which members share bytes: real programs write none, and a small archive unpacks to any size that
 * way. https://www.bamsoftware.com/hacks/zipbomb/
 * @throws ARCHIVE_REFUSED also when there are more members than {@link UNPACK_LIMITS.members}
 */
export async function refuseOverlaps(entries: AsyncIterable<Entry>, name: string): Promise<void> {
  let starts = new Float64Array(1_024);
  const ends = new Map<number, number>();
  let count = 0;
  for await (const entry of entries) {
    if (count >= UNPACK_LIMITS.members) {
      throw new AppError(
        'ARCHIVE_REFUSED',
        `${name} holds more than ${UNPACK_LIMITS.members.toLocaleString('en')} files. Unpack it and import the folders one by one.`,
      );
    }
    if (count === starts.length) starts = grown(starts);
    const start = entry.relativeOffsetOfLocalHeader;
    if (ends.has(start)) throw overlapping(name);
    ends.set(start, start + LOCAL_HEADER + entry.fileNameLength + entry.compressedSize);
    starts[count] = start;
    count += 1;
  }
  const sorted = starts.subarray(0, count).sort();
  for (let at = 1; at < count; at += 1) {
    if ((ends.get(sorted[at - 1] ?? 0) ?? 0) > (sorted[at] ?? 0)) throw overlapping(name);
  }
}

function grown(values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(values.length * 2);
  larger.set(values);
  return larger;
}

function overlapping(name: string): AppError {
  return new AppError(
    'ARCHIVE_REFUSED',
    `${name} was not unpacked: files in it overlap, which only archives do that are made to do harm.`,
  );
}
