import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** Rows that are put together before they are written. */
const CHUNK_ROWS = 1_000;

/** A line for each number from 0 to `rows`, in chunks. */
export function* linesOf(rows: number, line: (row: number) => string): Generator<string> {
  for (let from = 0; from < rows; from += CHUNK_ROWS) {
    let chunk = '';
    for (let row = from; row < Math.min(from + CHUNK_ROWS, rows); row += 1) chunk += line(row);
    yield chunk;
  }
}

/** Writes texts one behind the other. */
export async function writeText(
  path: string,
  texts: Iterable<string>,
  encoding: BufferEncoding = 'utf8',
): Promise<void> {
  await pipeline(texts, createWriteStream(path, { encoding, highWaterMark: 4 << 20 }));
}
