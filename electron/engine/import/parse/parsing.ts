import type { ImportOptions } from '../../../../shared/api/contract.ts';
import type { SourceWarning } from '../../../../shared/domain/source.ts';
import type { NewRawBlock } from '../../record.ts';
import type { Span } from '../../spans.ts';
import type { ContentPiece } from '../content-pieces.ts';
import type { Sample } from '../source-plan.ts';
import { hashPacked, type PackedBlock } from './pack-content.ts';
import type { ParsedBlock } from './parsed-block.ts';
import type { SourceFacts, SourceOutcome } from './source-parser.ts';
import { SourceParsing } from './source-parsing.ts';

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

/** What is hashed by whoever parses. */
export interface ParserHashes {
  /** The content, whose hash {@link Parsing.end} tells. */
  readonly content: boolean;
  /** Each raw block. */
  readonly rawBlocks: boolean;
}

/** {@link ParsedPiece} whose raw blocks may be without their hashes. */
export type PackedPiece = Omit<ParsedPiece, 'rawBlocks'> & { readonly rawBlocks: readonly PackedBlock[] };

/** A piece that waits to be parsed. */
export interface UnparsedPiece extends ContentPiece {
  /** Bytes at its start that are stored already, as when an import is resumed. */
  readonly stored: number;
}

/** What the whole content came to. */
export interface ParsedContent {
  readonly outcome: SourceOutcome;
  /** SHA-256 of the content, hex; null when it was not asked for. */
  readonly sha256: string | null;
}

/** Parses sources, here or in a thread; one source at a time, pieces in order. */
export interface Parsing {
  /**
   * Begins a source.
   * @param hashes whether its content is hashed as well
   * @throws what {@link SourceParser} throws
   */
  begin(sample: Sample, options: ImportOptions, hashes: boolean): Promise<SourceFacts>;
  /** Parses and packs the next piece. Its bytes are taken away from the caller until they are given back. */
  take(piece: UnparsedPiece): Promise<ParsedPiece>;
  /** Ends the source after its last piece. */
  end(): Promise<ParsedContent>;
  close(): Promise<void>;
}

/** Parses in this thread: what small files are done with before a thread has started. */
export class LocalParsing implements Parsing {
  #source: SourceParsing | null = null;

  async begin(sample: Sample, options: ImportOptions, hashes: boolean): Promise<SourceFacts> {
    this.#source = new SourceParsing(sample, options, { content: hashes, rawBlocks: true });
    return this.#source.facts;
  }

  async take(piece: UnparsedPiece): Promise<ParsedPiece> {
    const parsed = await this.#begun().take(piece);
    const { bytes, rawBlocks } = parsed;
    return {
      ...parsed,
      rawBlocks: rawBlocks.map((block) => hashPacked(block, bytes, piece.byteOffset)),
      owned: false,
    };
  }

  async end(): Promise<ParsedContent> {
    return this.#begun().end();
  }

  async close(): Promise<void> {
    this.#source = null;
  }

  #begun(): SourceParsing {
    if (this.#source === null) throw new Error('No source was begun.');
    return this.#source;
  }
}
