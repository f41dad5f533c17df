import { readRaw } from './raw-records.ts';
import type { Workspace } from './workspace.ts';

/** Longest text sent of one record. */
const MAX_CHARACTERS = 4_096;

/** A character takes at most four bytes in every encoding the importer reads. */
const MAX_BYTES = MAX_CHARACTERS * 4;

/** Where a record lies in the content of its source. */
export interface RecordAt {
  readonly source: number;
  readonly byteOffset: number;
  readonly byteLength: number;
}

/** The text of a record, at most 4,096 characters of it. */
export function recordText(
  ws: Workspace,
  { source, byteOffset, byteLength }: RecordAt,
  encoding: string,
): { readonly text: string; readonly cut: boolean } {
  const bytes = readRaw(ws, source, byteOffset, Math.min(byteLength, MAX_BYTES));
  const text = decoderOf(encoding).decode(bytes);
  const shown = firstCharacters(text);
  return { text: shown, cut: shown.length < text.length || bytes.length < byteLength };
}

/** The decoder of a source's encoding. An encoding without one here still shows its ASCII part. */
export function decoderOf(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding);
  } catch (error) {
    if (error instanceof RangeError) return new TextDecoder('latin1');
    throw error;
  }
}

/** At most {@link MAX_CHARACTERS}, without cutting a character in two. */
function firstCharacters(text: string): string {
  if (text.length <= MAX_CHARACTERS) return text;
  const cut = text.slice(0, MAX_CHARACTERS);
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}
