import type { MessagePort } from 'node:worker_threads';
import { toWireError } from '../../../../shared/errors.ts';
import type { Column } from '../../columns/column.ts';
import { recordSpans, span, takeSpans } from '../../spans.ts';
import type { ParseReply, ParseRequest, ParseThreadData } from './parse-messages.ts';
import type { ParsedBlock } from './parsed-block.ts';
import { SourceParser } from './source-parser.ts';

let parser: SourceParser | null = null;

/** Answers what the parsing thread is asked, in order. */
export function answerRequests(port: MessagePort, data: ParseThreadData): void {
  if (data.recordSpans) recordSpans();
  port.on('message', (request: ParseRequest) => {
    try {
      const { reply, transfer } = answer(request);
      port.postMessage(reply, transfer);
    } catch (error) {
      const failed: ParseReply = { type: 'failed', error: toWireError(error) };
      port.postMessage(failed);
    }
  });
}

function answer(request: ParseRequest): { reply: ParseReply; transfer: ArrayBuffer[] } {
  if (request.type === 'begin') {
    const { name, bytes, whole } = request.sample;
    parser = new SourceParser({ name, bytes: asBuffer(bytes), whole }, request.options);
    return { reply: { type: 'begun', facts: parser.facts }, transfer: [] };
  }
  if (parser === null) throw new Error('No source was begun.');
  if (request.type === 'end') return { reply: { type: 'ended', outcome: parser.end() }, transfer: [] };
  const begun = parser;
  const blocks = span('parse', () => [...begun.take(asBuffer(request.piece), request.final)]);
  const piece = { blocks, notes: parser.notes(), spans: takeSpans() };
  return { reply: { type: 'taken', piece }, transfer: [...new Set(blocks.flatMap(buffersOf))] };
}

/** Messages carry plain arrays of bytes. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Memory that is handed over instead of copied. */
function buffersOf({ events, extra, identities, native }: ParsedBlock): ArrayBuffer[] {
  const columns = [...events.columns.values(), ...extra.map(([, column]) => column)];
  const views = [...columns.flatMap(viewsOf), identities, native];
  return views.map((view) => view?.buffer).filter((buffer) => buffer instanceof ArrayBuffer);
}

function viewsOf(column: Column): (ArrayBufferView | null)[] {
  if (column.kind === 'dictionary') return [column.codes];
  return column.kind === 'text' ? [column.ends, column.nulls, column.bytes] : [column.values];
}
