/** A stretch of text of one kind, as a style sheet knows it. */
export interface TextPiece {
  readonly kind: string;
  readonly text: string;
}

/** What is drawn as one block. `cut` when the line goes on in the next one. */
export interface TextChunk {
  readonly pieces: readonly TextPiece[];
  readonly cut: boolean;
}

/**
 * Puts pieces together to chunks of about so many characters, one after the other and only as far as they are asked for. A chunk ends with a line
 * where a line ends near its size, else where it is full; characters are never cut in half.
 */
export function* textChunks(
  pieces: Iterable<TextPiece>,
  firstSize: number,
  laterSize: number,
): Generator<TextChunk> {
  let chunk: TextPiece[] = [];
  let length = 0;
  let size = firstSize;
  for (const { kind, text } of pieces) {
    for (let at = 0; at < text.length; ) {
      const end = cutAt(text, at, size, length);
      const part = text.slice(at, end);
      at = end;
      chunk.push({ kind, text: part });
      length += part.length;
      const endsLine = part.endsWith('\n');
      if (length < size && !(endsLine && length >= size / 2)) continue;
      yield { pieces: chunk, cut: !endsLine };
      chunk = [];
      length = 0;
      size = laterSize;
    }
  }
  if (chunk.length > 0) yield { pieces: chunk, cut: false };
}

/** Where to cut a piece that begins at `at` in a chunk that has `length` characters. */
function cutAt(text: string, at: number, size: number, length: number): number {
  const full = at + Math.max(1, size - length);
  const line = text.indexOf('\n', at + Math.max(0, Math.ceil(size / 2) - length)) + 1;
  if (line > 0 && line <= full) return line;
  if (full >= text.length) return text.length;
  const splits = isHigh(text.charCodeAt(full - 1)) && isLow(text.charCodeAt(full));
  return splits ? full + 1 : full;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
