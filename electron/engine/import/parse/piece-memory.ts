import type { Column } from '../../columns/column.ts';
import type { ParsedBlock } from './parsed-block.ts';
import type { PackedPiece } from './parsing.ts';

/** The memory of what a piece came to, but not of the piece: what threads hand over, and can give back at once. */
export function pieceMemory({ blocks, rawBlocks }: Pick<PackedPiece, 'blocks' | 'rawBlocks'>): ArrayBuffer[] {
  const packed = rawBlocks
    .map(({ data }) => data.buffer)
    .filter(({ byteLength }) => byteLength > Buffer.poolSize);
  return [...blocks.flatMap(blockMemory), ...packed].filter((buffer) => buffer instanceof ArrayBuffer);
}

/**
 * Gives memory back without waiting for the garbage collector, which would run for nothing else: nearly all that
 * an import uses are such buffers. Whatever still looks at them sees nothing.
 */
export function giveBack(memory: Iterable<ArrayBufferLike>): void {
  for (const buffer of memory) {
    if (buffer instanceof ArrayBuffer && !buffer.detached) buffer.transfer(0);
  }
}

function blockMemory({ events, extra, identities, native }: ParsedBlock): ArrayBufferLike[] {
  const columns = [...events.columns.values(), ...extra.map(([, column]) => column)];
  const views = [...columns.flatMap(viewsOf), identities, native];
  return views.flatMap((view) => (view === null ? [] : [view.buffer]));
}

function viewsOf(column: Column): (ArrayBufferView | null)[] {
  return [...valuesOf(column), column.encoded?.bytes ?? null];
}

function valuesOf(column: Column): (ArrayBufferView | null)[] {
  if (column.kind === 'dictionary') return [column.codes];
  return column.kind === 'text' ? [column.ends, column.nulls, column.bytes] : [column.values];
}
