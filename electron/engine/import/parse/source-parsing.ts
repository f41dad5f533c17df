import { createHash } from 'node:crypto';
import type { ImportOptions } from '../../../../shared/api/contract.ts';
import { withEncoded } from '../../columns/encoded-column.ts';
import { span } from '../../spans.ts';
import type { Sample } from '../source-plan.ts';
import { packContent } from './pack-content.ts';
import type { ParsedBlock } from './parsed-block.ts';
import type { PackedPiece, ParsedContent, ParserHashes, UnparsedPiece } from './parsing.ts';
import { type SourceFacts, SourceParser } from './source-parser.ts';

/** One source on its way through parsing, packing and, where asked for, hashing. */
export class SourceParsing {
  readonly facts: SourceFacts;
  readonly #parser: SourceParser;
  readonly #hash = createHash('sha256');
  readonly #hashes: ParserHashes;

  /** @throws what {@link SourceParser} throws */
  constructor(sample: Sample, options: ImportOptions, hashes: ParserHashes) {
    this.#parser = new SourceParser(sample, options);
    this.#hashes = hashes;
    this.facts = this.#parser.facts;
  }

  /** Parses the next piece at once; packing goes on beside whatever comes next. */
  async take({ bytes, byteOffset, final, stored }: UnparsedPiece): Promise<Omit<PackedPiece, 'owned'>> {
    const packing = packContent(bytes, byteOffset, stored, this.#hashes.rawBlocks);
    if (this.#hashes.content) span('hash while reading', () => this.#hash.update(bytes));
    const parsed = span('parse', () => [...this.#parser.take(bytes, final)]);
    this.#parser.letGo();
    const blocks = span('column index', () => parsed.map(encoded));
    const notes = this.#parser.notes();
    return { blocks, bytes, rawBlocks: await packing, notes, spans: [] };
  }

  end(): ParsedContent {
    return { outcome: this.#parser.end(), sha256: this.#hashes.content ? this.#hash.digest('hex') : null };
  }
}

/** Columns get their bytes for the index here, which is beside the thread that stores them. */
function encoded({ events, extra, ...block }: ParsedBlock): ParsedBlock {
  return {
    ...block,
    events: {
      ...events,
      columns: new Map(Array.from(events.columns, ([name, column]) => [name, withEncoded(column)])),
    },
    extra: extra.map(([name, column]) => [name, withEncoded(column)]),
  };
}
