import type { ImportOptions } from '../../../../shared/api/contract.ts';
import type { SourceWarning } from '../../../../shared/domain/source.ts';
import type { Span } from '../../spans.ts';
import type { Sample } from '../source-plan.ts';
import type { ParsedBlock } from './parsed-block.ts';
import { type SourceFacts, type SourceOutcome, SourceParser } from './source-parser.ts';

/** What one piece of content came to. */
export interface ParsedPiece {
  readonly blocks: readonly ParsedBlock[];
  /** Warnings so far. */
  readonly notes: readonly SourceWarning[];
  /** What was recorded in the thread that parsed it. */
  readonly spans: readonly Span[];
}

/** Parses sources, here or in a thread; one source at a time, pieces in order. */
export interface Parsing {
  /**
   * Begins a source.
   * @throws what {@link SourceParser} throws
   */
  begin(sample: Sample, options: ImportOptions): Promise<SourceFacts>;
  /** Takes the next piece; the bytes may be taken away from the caller. */
  take(piece: Buffer<ArrayBuffer>, final: boolean): Promise<ParsedPiece>;
  /** Ends the source after its last piece. */
  end(): Promise<SourceOutcome>;
  close(): Promise<void>;
}

/** Parses in this thread: what small files are done with before a thread has started. */
export class LocalParsing implements Parsing {
  #parser: SourceParser | null = null;

  async begin(sample: Sample, options: ImportOptions): Promise<SourceFacts> {
    this.#parser = new SourceParser(sample, options);
    return this.#parser.facts;
  }

  async take(piece: Buffer<ArrayBuffer>, final: boolean): Promise<ParsedPiece> {
    const parser = this.#begun();
    return { blocks: [...parser.take(piece, final)], notes: parser.notes(), spans: [] };
  }

  async end(): Promise<SourceOutcome> {
    return this.#begun().end();
  }

  async close(): Promise<void> {
    this.#parser = null;
  }

  #begun(): SourceParser {
    if (this.#parser === null) throw new Error('No source was begun.');
    return this.#parser;
  }
}
