import { describe, expect, it } from 'vitest';
import { PieceSize } from '../../../electron/engine/import/piece-size.ts';

const MEBIBYTE = 1024 * 1024;
const PLAIN = { compression: 'none' } as const;
const LARGE_FILE = 500 * MEBIBYTE;

/** Sizes of the first pieces, MiB, when each comes to so much memory per byte. */
function sizes(size: PieceSize, share: (piece: number) => number, pieces = 6): number[] {
  return Array.from({ length: pieces }, (_, piece) => {
    const bytes = size.next();
    size.learn(bytes, bytes * share(piece));
    return bytes / MEBIBYTE;
  });
}

describe('the size of pieces', () => {
  it('begins small, and doubles twice for tables that come to little', () => {
    expect(sizes(new PieceSize(PLAIN, LARGE_FILE, { format: 'csv' }), () => 0.7)).toEqual([1, 2, 4, 4, 4, 4]);
  });

  it('stays at 2 MiB where more would take more memory than promised, or outlive the young generation', () => {
    expect(sizes(new PieceSize(PLAIN, LARGE_FILE, { format: 'csv' }), () => 1.8)).toEqual([1, 2, 2, 2, 2, 2]);
    for (const format of ['json', 'jsonl'] as const) {
      expect(sizes(new PieceSize(PLAIN, LARGE_FILE, { format }), () => 0.7)).toEqual([1, 2, 2, 2, 2, 2]);
    }
  });

  it('goes back when what follows comes to more', () => {
    const size = new PieceSize(PLAIN, LARGE_FILE, { format: 'csv' });
    expect(sizes(size, (piece) => (piece < 3 ? 0.7 : 1.8))).toEqual([1, 2, 4, 4, 2, 2]);
  });

  it('is a sixteenth of a file that is not large, and a mebibyte at least', () => {
    expect(sizes(new PieceSize(PLAIN, 24 * MEBIBYTE, { format: 'csv' }), () => 0.7)).toEqual([
      1, 1.5, 1.5, 1.5, 1.5, 1.5,
    ]);
    expect(sizes(new PieceSize(PLAIN, 1_000, { format: 'csv' }), () => 0.7, 2)).toEqual([1, 1]);
    const packed = new PieceSize({ compression: 'gzip' }, 24 * MEBIBYTE, { format: 'csv' });
    expect(sizes(packed, () => 0.7)).toEqual([1, 2, 4, 4, 4, 4]);
  });
});
