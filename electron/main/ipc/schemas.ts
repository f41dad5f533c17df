import * as v from 'valibot';
import { SAVE_FORMATS } from '../../../shared/api/contract.ts';
import type { Request } from '../../../shared/api/envelope.ts';

/** Longest path any of the supported systems has. */
const LONGEST_PATH = 32_767;

/** A question without an argument. */
export const nothing = v.null();

/** The handle of a granted file. */
export const handle = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22,64}$/));

/** What the preload learnt about dropped files; empty for one that is not on disk. */
export const droppedPaths = v.pipe(
  v.array(v.pipe(v.string(), v.maxLength(LONGEST_PATH))),
  v.maxLength(10_000),
);

export const exportSuggestion = v.object({
  suggestedName: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
  format: v.picklist(SAVE_FORMATS),
});

const callId = v.pipe(v.number(), v.safeInteger());

/** A request of the contract. Method and argument are checked by the engine, which knows them. */
export const engineRequest: v.GenericSchema<Request> = v.variant('type', [
  v.object({
    type: v.literal('call'),
    id: callId,
    method: v.pipe(v.string(), v.maxLength(100)),
    arg: v.unknown(),
  }),
  v.object({ type: v.literal('cancel'), id: callId }),
]);
