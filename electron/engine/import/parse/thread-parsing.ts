import { createHash, type Hash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { ImportOptions } from '../../../../shared/api/contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import '../../compile-cache.ts';
import { span, spansRecorded } from '../../spans.ts';
import { takeLook } from '../first-look.ts';
import { shippedProfiles } from '../profiles.ts';
import type { Sample } from '../source-plan.ts';
import { hashPacked } from './pack-content.ts';
import type { ParseReply, ParseRequest, ParseThreadData } from './parse-messages.ts';
import { parseThreadEntry } from './parse-thread-entry.ts';
import type { ParsedContent, ParsedPiece, Parsing, UnparsedPiece } from './parsing.ts';
import type { SourceFacts } from './source-parser.ts';

interface Waiting {
  readonly resolve: (reply: ParseReply) => void;
  readonly reject: (error: unknown) => void;
}

/** Memory of a thread for JavaScript, MB. */
interface HeapSize {
  /** For young objects: the more, the more of what lives as long as a block dies before it is moved. */
  readonly young: number;
  /** What all of it begins with: when it begins small, V8 collects for every two megabytes that grow old. */
  readonly first: number;
}

/** A job that reads on remembers more and more of what it read, so that its later threads have less. */
export const HEAPS: Readonly<Record<'first' | 'later', HeapSize>> = {
  first: { young: 36, first: 96 },
  later: { young: 24, first: 48 },
};

/** Most memory for old ones. The nearer V8 is to this, the less garbage it lets lie; nothing that is parsed needs a third of it. */
const OLD_MEGABYTES = 1_024;

/** By then the heap of a thread that was just started is laid out, ms; the first of its programs is not run yet. */
const HEAP_LAID_OUT = 5;

/** So much content leaves a thread with memory that only its end gives back. Another one starts in a fraction of what this took. */
export const WEARS_OUT = 96 * 1024 * 1024;

/** Parses in a thread of its own, so that the next piece is parsed while the last one is stored. */
export class ThreadParsing implements Parsing {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  #lost: AppError | null = null;
  #taken = 0;
  #isWorn = false;
  /** Of the content, where it is hashed here. */
  #hash: Hash | null = null;

  readonly #wearsOut: number;

  /**
   * @param wearsOut bytes of content after which another thread should take the next source
   * @param heap one of {@link HEAPS}
   */
  constructor(wearsOut: number = WEARS_OUT, heap: HeapSize = HEAPS.first, entry: URL = parseThreadEntry()) {
    this.#wearsOut = wearsOut;
    // What the command line says of the first thread would hold for this one, whatever is said of it.
    setFlagsFromString('--max-semi-space-size=0');
    beginHeapWith(heap.first);
    const workerData: ParseThreadData = { recordSpans: spansRecorded() };
    this.#worker = new Worker(entry, {
      workerData,
      resourceLimits: { maxYoungGenerationSizeMb: heap.young, maxOldGenerationSizeMb: OLD_MEGABYTES },
    });
    this.#worker.on('message', (reply: ParseReply) => this.#answered(reply));
    this.#worker.on('error', (error) => this.#ended(error));
    this.#worker.on('exit', () => this.#ended(new Error('the thread ended')));
  }

  /** Whether it ended a source and another thread should take the next. */
  get isWorn(): boolean {
    return this.#isWorn;
  }

  async begin({ name, bytes, whole }: Sample, options: ImportOptions, hashes: boolean): Promise<SourceFacts> {
    const own = new Uint8Array(bytes);
    // The thread takes longer to start than this takes.
    const taken = takeLook({ name, bytes, whole }, options);
    const sample = { name, bytes: own as Buffer, whole, taken };
    // JSON keeps its parser busy for longer than whoever stores it; of tables it is the other way round.
    const isJson = taken?.look.kind === 'json';
    this.#hash = isJson && hashes ? createHash('sha256') : null;
    const begin = { sample, options, profiles: shippedProfiles() };
    const parserHashes = { content: hashes && !isJson, rawBlocks: !isJson };
    const reply = await this.#ask({ type: 'begin', ...begin, hashes: parserHashes }, [own.buffer]);
    if (reply.type === 'begun') return reply.facts;
    throw unexpected(reply);
  }

  async take(piece: UnparsedPiece): Promise<ParsedPiece> {
    // A view of memory that others share is copied, all else handed over.
    const own =
      piece.bytes.length === piece.bytes.buffer.byteLength ? piece.bytes : new Uint8Array(piece.bytes);
    const bytes = Buffer.from(own.buffer as ArrayBuffer);
    this.#taken += bytes.length;
    const reply = await this.#ask({ type: 'take', piece: { ...piece, bytes } }, [bytes.buffer]);
    if (reply.type !== 'taken') throw unexpected(reply);
    const { piece: parsed } = reply;
    const given = Buffer.from(parsed.bytes.buffer, 0, parsed.bytes.length);
    span('hash while reading', () => this.#hash?.update(given));
    const rawBlocks = parsed.rawBlocks.map((block) => hashPacked(block, given, piece.byteOffset));
    return { ...parsed, rawBlocks, bytes: given };
  }

  async end(): Promise<ParsedContent> {
    const reply = await this.#ask({ type: 'end' }, []);
    this.#isWorn = this.#taken >= this.#wearsOut;
    if (reply.type === 'ended') {
      return this.#hash === null ? reply.content : { ...reply.content, sha256: this.#hash.digest('hex') };
    }
    throw unexpected(reply);
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #ask(request: ParseRequest, transfer: ArrayBuffer[]): Promise<ParseReply> {
    if (this.#lost !== null) return Promise.reject(this.#lost);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(request, transfer);
    });
  }

  #answered(reply: ParseReply): void {
    const waiting = this.#waiting.shift();
    if (reply.type !== 'failed') waiting?.resolve(reply);
    else waiting?.reject(new AppError(reply.error.code, reply.error.message, reply.error.details));
  }

  #ended(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#lost ??= new AppError(
      'INTERNAL',
      `Parsing stopped: ${reason}. What was stored before is kept.`,
      {},
      error,
    );
    for (const { reject } of this.#waiting.splice(0)) reject(this.#lost);
  }
}

/**
 * Says what the heap of the thread that is about to start begins with. Only flags of the whole process can say it, and
 * while they differ from those Node was built with, what it has compiled beforehand is of no use: a thread takes 50 ms
 * to start instead of 27. So it is taken back before that is looked at.
 */
function beginHeapWith(megabytes: number): void {
  setFlagsFromString(`--initial-heap-size=${megabytes}`);
  setTimeout(() => setFlagsFromString('--initial-heap-size=0'), HEAP_LAID_OUT).unref();
}

function unexpected(reply: ParseReply): AppError {
  return new AppError('INTERNAL', `The parsing thread answered "${reply.type}" to another question.`);
}
