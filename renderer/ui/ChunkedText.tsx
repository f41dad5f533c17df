import { Button } from '@mantine/core';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import styles from './ChunkedText.module.css';
import { LogText } from './LogText.tsx';
import { formatCount } from './numbers.ts';
import { type TextChunk, type TextPiece, textChunks } from './text-chunks.ts';

interface ChunkedTextProps {
  /** Gives the pieces from the start; asked once per text, and no further than they are shown. */
  readonly pieces: () => Iterable<TextPiece>;
  /** Tells one text from another. */
  readonly text: string;
  /** Characters shown at first. */
  readonly first?: number;
}

/** Characters of a stretch: a few screens. */
const CHUNK = 16_384;
/** Characters that a page can hold as text; beyond it there is the copy. */
const MOST = 8_000_000;

/**
 * Text of any length, the first of it at once, the rest when it is asked for, a stretch per frame so that the page
 * stays usable meanwhile.
 */
export function ChunkedText({ pieces, text, first = CHUNK }: ChunkedTextProps) {
  const source = useRef(pieces);
  source.current = pieces;
  const [shown, setShown] = useState(1);
  const [running, setRunning] = useState(false);
  // The text stands for its pieces.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const reader = useMemo(() => new ChunkReader(textChunks(source.current(), first, CHUNK)), [text, first]);
  const chunks = reader.first(shown);
  const done = chunks.reduce((sum, chunk) => sum + lengthOf(chunk), 0);
  const left = text.length - done;
  const canGoOn = left > 0 && done < MOST;

  useEffect(() => {
    if (!running || !canGoOn) return;
    const frame = requestAnimationFrame(() => setShown(shown + 1));
    return () => cancelAnimationFrame(frame);
  }, [running, canGoOn, shown]);

  return (
    <>
      {chunks.map((chunk, at) => (
        // Chunks never change places.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Chunk key={at} chunk={chunk} />
      ))}
      {left > 0 && (
        <span className={styles.more}>
          <span>
            {formatCount(done)} of {formatCount(text.length)} characters
          </span>
          {canGoOn && !running && (
            <>
              <Button size="compact-xs" onClick={() => setShown(shown + 1)}>
                Show more
              </Button>
              <Button size="compact-xs" onClick={() => setRunning(true)}>
                Show all
              </Button>
            </>
          )}
          {canGoOn && running && (
            <Button size="compact-xs" onClick={() => setRunning(false)}>
              Stop
            </Button>
          )}
          {!canGoOn && <span>The copy has all of it.</span>}
        </span>
      )}
    </>
  );
}

/** Remembers the chunks that were read. */
class ChunkReader {
  readonly #source: Iterator<TextChunk>;
  readonly #read: TextChunk[] = [];

  constructor(source: Iterator<TextChunk>) {
    this.#source = source;
  }

  first(count: number): readonly TextChunk[] {
    while (this.#read.length < count) {
      const next = this.#source.next();
      if (next.done === true) break;
      this.#read.push(next.value);
    }
    return this.#read.slice(0, count);
  }
}

function lengthOf({ pieces }: TextChunk): number {
  return pieces.reduce((sum, { text }) => sum + text.length, 0);
}

const Chunk = memo(function Chunk({ chunk: { pieces, cut } }: { readonly chunk: TextChunk }) {
  return (
    <span className={styles.chunk} data-cut={cut}>
      {pieces.map(({ kind, text }, at) => (
        // Pieces never change places.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <LogText key={at} text={text} block kind={kind} />
      ))}
    </span>
  );
});
