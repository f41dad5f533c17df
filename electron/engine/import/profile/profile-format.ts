import * as v from 'valibot';
import { INPUTS, type Input } from '../../../../shared/domain/inputs.ts';

/**
 * The format of a profile file: a mapping from a known export to the fields, as data only. A profile may come
 * from anyone, so everything in it is checked and bounded, and nothing in it is executed.
 */

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const names = v.pipe(v.array(name), v.maxLength(200));
const input = v.picklist(INPUTS);

/** Columns that may fill each input, best first. `a.b` is key `b` of the JSON object in `a`; `a.0.b` looks into its first element. */
const inputs = v.strictObject(
  Object.fromEntries(INPUTS.map((key) => [key, v.optional(names)])) as Record<
    Input,
    v.OptionalSchema<typeof names, undefined>
  >,
);

const signature = v.strictObject({
  /** All of these must have a column. */
  required: v.pipe(v.array(input), v.maxLength(INPUTS.length)),
  /** Each of these that has a column raises the confidence. */
  any: v.pipe(v.array(input), v.maxLength(INPUTS.length)),
  /** How actions are written: `model.enabled`, `AssetDeleted`, or a bare verb. */
  actions: v.optional(v.picklist(['dotted', 'camel', 'bare'])),
});

const actors = v.strictObject({
  /** Names that mean the system itself. */
  system: v.optional(names, []),
  /** Names that stand for someone no longer known. */
  unknown: v.optional(names, []),
  /** What a record without any actor means. */
  whenEmpty: v.optional(v.picklist(['nobody', 'system', 'unknown']), 'nobody'),
  /** The log's kinds of actor. */
  kinds: v.optional(
    v.pipe(v.record(name, v.picklist(['user', 'system', 'service', 'apiKey', 'unknown'])), v.maxEntries(100)),
    {},
  ),
});

export const profileSchema = v.strictObject({
  /** Version of this format. */
  format: v.literal(1),
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,63}$/)),
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  title: name,
  about: v.pipe(v.string(), v.maxLength(2_000)),
  /** `either`: usage when the file has tokens, credits, cost or a model; else audit. */
  family: v.picklist(['audit', 'usage', 'either']),
  formats: v.pipe(v.array(v.picklist(['csv', 'json'])), v.minLength(1)),
  /** For a profile of unknown files: a column is taken only when its values look right. */
  guess: v.optional(v.boolean(), false),
  signature,
  inputs,
  /** Values of inputs whose column is missing or empty. */
  defaults: v.optional(v.record(input, v.pipe(v.string(), v.maxLength(1_000))), {}),
  actors: v.optional(actors, { system: [], unknown: [], whenEmpty: 'nobody', kinds: {} }),
});

/** A checked profile. */
export type Profile = v.InferOutput<typeof profileSchema>;

/** Largest profile file that is read, in bytes. */
export const MAX_PROFILE_BYTES = 256 * 1024;
