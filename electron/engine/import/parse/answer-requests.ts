import type { MessagePort } from 'node:worker_threads';
import { toWireError } from '../../../../shared/errors.ts';
import { recordSpans, takeSpans } from '../../spans.ts';
import { takeShippedProfiles } from '../profiles.ts';
import type { ParseReply, ParseRequest, ParseThreadData } from './parse-messages.ts';
import type { UnparsedPiece } from './parsing.ts';
import { pieceMemory } from './piece-memory.ts';
import { SourceParsing } from './source-parsing.ts';

let source: SourceParsing | null = null;

/**
 * Answers what the parsing thread is asked, one request after the other. Waiting requests come all at once; without
 * waiting for what is packed beside the parsing, an answer would leave only when some of the next are parsed.
 */
export function answerRequests(port: MessagePort, data: ParseThreadData): void {
  if (data.recordSpans) recordSpans();
  let answered = Promise.resolve();
  port.on('message', (request: ParseRequest) => {
    answered = answered.then(async () => {
      try {
        const { reply, transfer } = await answer(request);
        port.postMessage(reply, transfer);
      } catch (error) {
        const failed: ParseReply = { type: 'failed', error: toWireError(error) };
        port.postMessage(failed);
      }
    });
  });
}

interface Answer {
  readonly reply: ParseReply;
  readonly transfer: ArrayBuffer[];
}

async function answer(request: ParseRequest): Promise<Answer> {
  if (request.type === 'begin') {
    const { sample } = request;
    takeShippedProfiles(request.profiles);
    const own = { ...sample, bytes: asBuffer(sample.bytes) };
    source = new SourceParsing(own, request.options, request.hashes);
    return { reply: { type: 'begun', facts: source.facts }, transfer: [] };
  }
  if (source === null) throw new Error('No source was begun.');
  if (request.type === 'end') return { reply: { type: 'ended', content: source.end() }, transfer: [] };
  return take(source, request.piece);
}

async function take(begun: SourceParsing, piece: UnparsedPiece): Promise<Answer> {
  const bytes = asBuffer(piece.bytes);
  const parsed = await begun.take({ ...piece, bytes });
  const reply: ParseReply = { type: 'taken', piece: { ...parsed, spans: takeSpans(), owned: true } };
  const memory = pieceMemory(parsed);
  return { reply, transfer: [...new Set([bytes.buffer as ArrayBuffer, ...memory])] };
}

/** Messages carry plain arrays of bytes. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
