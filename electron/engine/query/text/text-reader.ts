import { isAscii } from 'node:buffer';
import type { TextRun } from './text-run.ts';

/** Reads texts of a run. */
export interface TextReader {
  text(row: number): string;
  /** Everything from the start of a text to the end of the one before `to`. */
  stretch(from: number, to: number): string;
}

const WIDE_OR_OLD: ReadonlyMap<string, TextDecoder> = new Map(
  ['utf-16le', 'utf-16be', 'windows-1252'].map((name) => [name, new TextDecoder(name, { ignoreBOM: true })]),
);

/** A reader of the texts of a run. Pure ASCII is cut from one string, made when it is first asked for. */
export function createTextReader(run: TextRun): TextReader {
  const { starts, ends, bytes, encoding, count } = run;
  const start = (row: number): number => starts[row] ?? 0;
  const end = (row: number): number => ends[row] ?? 0;
  const base = start(0);
  const decoder = WIDE_OR_OLD.get(encoding);
  const isWide = decoder !== undefined && encoding !== 'windows-1252';
  if (!isWide && isAscii(bytes.subarray(base, end(count - 1)))) {
    let known: string | null = null;
    const cut = (from: number, to: number): string => {
      const all = known ?? bytes.toString('latin1', base, end(count - 1));
      known = all;
      return all.slice(from - base, to - base);
    };
    return { text: (row) => cut(start(row), end(row)), stretch: (from, to) => cut(start(from), end(to - 1)) };
  }
  const decode = (from: number, to: number): string =>
    decoder === undefined ? bytes.toString('utf8', from, to) : decoder.decode(bytes.subarray(from, to));
  return {
    text: (row) => decode(start(row), end(row)),
    stretch: (from, to) => decode(start(from), end(to - 1)),
  };
}
