import { expect } from 'vitest';
import { SourceParser } from '../../electron/engine/import/parse/source-parser.ts';
import { DEFAULT_IMPORT_OPTIONS, type ImportOptions } from '../../shared/api/contract.ts';
import { flat, type Parsed } from './both-parsers.ts';

/** Windows below 4 KiB are for the full grammar alone. */
const SMALL_PIECE = 1_000;

function parsed(bytes: Buffer, options: ImportOptions, size: number): Parsed {
  const parser = new SourceParser({ name: 'log.json', bytes, whole: true }, options);
  const blocks = [];
  for (let at = 0; at < bytes.length; at += size) {
    blocks.push(...parser.take(Buffer.from(bytes.subarray(at, at + size)), at + size >= bytes.length));
  }
  const { envelope, truncated } = parser.end();
  const told = flat(blocks, parser.notes());
  return { ...told, notes: [...told.notes, `${envelope} ${truncated}`] };
}

/**
 * Expects JSON to give the same events, rejects and warnings whether its plain records are taken apart by kernels or
 * each is made an object.
 * @param size of the pieces in which the kernels get it
 */
export function expectSameTaped(
  text: string | Buffer,
  size = 1 << 20,
  options: Partial<ImportOptions> = {},
): Parsed {
  const bytes = Buffer.from(text);
  const all = { ...DEFAULT_IMPORT_OPTIONS, dateOrder: 'dmy' as const, ...options };
  const taped = parsed(bytes, all, size);
  expect(taped).toEqual(parsed(bytes, all, SMALL_PIECE));
  return taped;
}
