import { ChunkedText } from './ChunkedText.tsx';
import { LogText } from './LogText.tsx';

interface LongTextProps {
  readonly text: string;
  readonly block?: boolean;
  readonly kind?: string;
  /** Characters shown at first. */
  readonly limit?: number;
}

/** As much as is read at a glance; more would push everything else away. */
const LIMIT = 4_000;

/** Text of a log that may be long: shown whole where it is short, else from its start, with a way to the rest. */
export function LongText({ text, block = false, kind = 'text', limit = LIMIT }: LongTextProps) {
  if (text.length <= limit) return <LogText text={text} block={block} kind={kind} />;
  return <ChunkedText text={text} pieces={() => [{ kind, text }]} first={limit} />;
}
