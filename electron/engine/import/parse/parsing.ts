import type { ImportOptions } from '../../../../shared/api/contract.ts';
import type { SourceWarning } from '../../../../shared/domain/source.ts';
import type { NewRawBlock } from '../../record.ts';
import type { Span } from '../../spans.ts';
import type { ContentPiece } from '../content-pieces.ts';
import type { Sample } from '../source-plan.ts';
import { packContent } from './pack-content.ts';
import type { ParsedBlock } from './parsed-block.ts';
import { type SourceFacts, type SourceOutcome, SourceParser } from './source-parser.ts';

/** What one piece of content came to. */
export interface ParsedPiece {
  readonly blocks: readonly ParsedBlock[];
  /** The bytes themselves, given back. */
  readonly bytes: Buffer;
  /** The bytes as they are stored. */
  readonly rawBlocks: readonly NewRawBlock[];
  /** Warnings so far. */
  readonly notes: readonly SourceWarning[];
  /** What was recorded in the thread that parsed it. */
  readonly spans: readonly Span[];
  /** Whether the memory of all this is the caller's alone, who may give it back. */
  readonly owned: boolean;
}

/** A piece that waits to be parsed. */
export interface UnparsedPiece extends ContentPiece {
  /** Bytes at its start that are stored already, as when an import is resumed. */
  readonly stored: number;
}

/** Parses sources, here or in a thread; one source at a time, pieces in order. */
export interface Parsing {
  /**
   * Begins a source.
   * @throws what {@link SourceParser} throws
   */
  begin(sample: Sample, options: ImportOptions): Promise<SourceFacts>;
  /** Parses and packs the next piece. Its bytes are taken away from the caller until they are given back. */
  take(piece: UnparsedPiece): Promise<ParsedPiece>;
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

  async take({ bytes, byteOffset, final, stored }: UnparsedPiece): Promise<ParsedPiece> {
    const parser = this.#begun();
    const packing = packContent(bytes, byteOffset, stored);
    const blocks = [...parser.take(bytes, final)];
    return { blocks, bytes, rawBlocks: await packing, notes: parser.notes(), spans: [], owned: false };
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
