import * as v from 'valibot';
import { csvChoices, DATE_ORDERS, TIME_FORMATS } from '../../../../shared/domain/import-choices.ts';
import { INPUTS, type Input } from '../../../../shared/domain/inputs.ts';
import { parseMemberPath } from './member-path.ts';
import { isTemplate, parseTemplate } from './text-template.ts';
import { usageRules } from './usage-rules.ts';

/**
 * The format of a profile file: a mapping from a known export to the fields, as data only. A profile may come
 * from anyone, so everything in it is checked and bounded, and nothing in it is executed.
 */

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const names = v.pipe(v.array(name), v.maxLength(200));
const input = v.picklist(INPUTS);
const path = v.pipe(
  name,
  v.check(
    (text) => parseMemberPath(text) !== null,
    'is not a path such as a.b, a["x.y"] or a[name=NEW].value',
  ),
);
const candidate = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(1_000),
  v.check(
    (text) => !isTemplate(text) || parseTemplate(text) !== null,
    'is not a text such as {a.b}.{c|afterLast:/}',
  ),
);
const candidates = v.pipe(v.array(candidate), v.maxLength(200));

/**
 * Columns that may fill each input, best first, named whatever their case and punctuation. `a.b` is key `b` of the
 * JSON object in `a`; `a.0.b` looks into its first element. A text with braces is put together from values (see
 * text-template.ts); what it looks at stays a column of its own.
 */
const inputs = v.strictObject(
  Object.fromEntries(INPUTS.map((key) => [key, v.optional(candidates)])) as Record<
    Input,
    v.OptionalSchema<typeof candidates, undefined>
  >,
);

function isZone(zone: string): boolean {
  try {
    return zone.length <= 100 && new Intl.DateTimeFormat('en', { timeZone: zone }) !== null;
  } catch {
    return false;
  }
}

/** What a text may be asked for; of those given, one has to hold. Case counts. */
const textTests = {
  is: v.optional(names, []),
  startsWith: v.optional(names, []),
  endsWith: v.optional(names, []),
  contains: v.optional(names, []),
};

/** Something a file has to have. */
const condition = v.strictObject({
  /** The column, or dotted path, that must be there; of several, one. */
  column: v.pipe(v.array(name), v.minLength(1), v.maxLength(10)),
  ...textTests,
  /** What most of its values are. */
  shape: v.optional(v.picklist(['uuid', 'object', 'number', 'time', 'email'])),
});

const signature = v.strictObject({
  /** All of these must hold, each for most values of its column. Two or more suffice to know a log with many columns of its own. */
  matches: v.optional(v.pipe(v.array(condition), v.maxLength(30)), []),
  /** Columns that such a file never has. */
  without: v.optional(names, []),
  /** All of these must have a column. */
  required: v.pipe(v.array(input), v.maxLength(INPUTS.length)),
  /** Each of these that has a column raises the confidence. */
  any: v.pipe(v.array(input), v.maxLength(INPUTS.length)),
  /** How actions are written: `model.enabled`, `AssetDeleted`, or a bare verb. */
  actions: v.optional(v.picklist(['dotted', 'camel', 'bare'])),
});

const actorKind = v.picklist(['user', 'system', 'service', 'apiKey', 'unknown']);

const actors = v.strictObject({
  /** Names that mean the system itself. */
  system: v.optional(names, []),
  /** Names that stand for someone no longer known. */
  unknown: v.optional(names, []),
  /** What a record without any actor means. */
  whenEmpty: v.optional(v.picklist(['nobody', 'system', 'unknown']), 'nobody'),
  /** The log's kinds of actor. */
  kinds: v.optional(v.pipe(v.record(name, actorKind), v.maxEntries(100)), {}),
  /** Kinds known by how an actor is called; the first that holds counts, before `kinds`. */
  patterns: v.optional(
    v.pipe(v.array(v.strictObject({ ...textTests, kind: actorKind })), v.maxLength(50)),
    [],
  ),
});

/** What the values of the outcome come to. Compared without case; the value as found stays a column of its own. */
const outcomes = v.strictObject({
  success: v.optional(names, []),
  failure: v.optional(names, []),
  /** Numbers from here on are failures and lower ones successes, as in HTTP. */
  failureFrom: v.optional(v.pipe(v.number(), v.safeInteger())),
  /** What all other values mean; a log that has the value only where something failed says `failure`. */
  otherwise: v.optional(v.picklist(['asFound', 'nothing', 'success', 'failure']), 'asFound'),
  /** What a record without a value means. */
  whenEmpty: v.optional(v.picklist(['nothing', 'success', 'failure']), 'nothing'),
});

/** Where a record says what changed. Paths as in text-template.ts; keys are those of the entries. */
const change = v.union([
  /** Two values, or two objects whose members are compared. */
  v.strictObject({
    before: v.optional(path),
    after: path,
    /** Only where there is a value before, and of an object only its members: it tells what was replaced. */
    onlyBefore: v.optional(v.boolean(), false),
    /** What changed: a text, or a template; empty for objects. */
    name: v.optional(candidate),
  }),
  /** `[{name, old, new}]`. Values that are JSON text are taken for what they hold. */
  v.strictObject({ list: path, name, before: name, after: name }),
  /** `{name: {old, new}}` */
  v.strictObject({ fields: path, before: name, after: name }),
]);

/** A label of https://encoding.spec.whatwg.org */
function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}

const zone = v.pipe(v.string(), v.check(isZone, 'is not a zone such as UTC or Europe/Berlin'));

/** How files of a kind are read where their content does not tell, or tells it wrongly. What is chosen by hand wins. */
const reading = v.strictObject({
  encoding: v.optional(
    v.pipe(
      v.string(),
      v.minLength(1),
      v.maxLength(40),
      v.check(isEncoding, 'is not an encoding such as windows-1252'),
    ),
  ),
  format: v.optional(v.picklist(['csv', 'w3c', 'access', 'jsonl', 'json'])),
  csv: v.optional(csvChoices),
  /** Keys, joined by dots, to the array of records in a JSON document; empty for the document itself. */
  recordPath: v.optional(v.pipe(v.string(), v.maxLength(1_000))),
  /** Zone of times that carry none, unless another than UTC is chosen. */
  timezone: v.optional(zone),
  /** Order of day and month where the values of a column leave it open. */
  dateOrder: v.optional(v.picklist(DATE_ORDERS)),
});
export type ProfileReading = v.InferOutput<typeof reading>;

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
  /** List in a record of which every element is an event. Inputs see the element in place of the list. */
  each: v.optional(
    v.pipe(
      path,
      v.check(
        (text) => parseMemberPath(text)?.every((step) => step.kind === 'key') !== false,
        'must name the list by keys alone',
      ),
    ),
  ),
  inputs,
  /** One export may give an id to records that differ in a field; then each is an event. */
  repeatedIds: v.optional(v.boolean(), false),
  /** Zone of times that carry none, where the vendor defines it; else it is asked for. */
  timezone: v.optional(zone),
  /** How the times are written, where they could be taken for something else. */
  timeFormat: v.optional(v.picklist(TIME_FORMATS)),
  /** What was chosen about the files themselves: dialect, encoding, place of the records, zone and date order. */
  reading: v.optional(reading),
  /** Members that are kept together in `detail`, under their names, instead of as columns of their own. */
  details: v.optional(v.pipe(v.array(name), v.maxLength(100)), []),
  outcomes: v.optional(outcomes),
  changes: v.optional(v.pipe(v.array(change), v.maxLength(50)), []),
  /** How the figures of a usage log are to be understood. */
  usage: v.optional(usageRules),
  /** Values of inputs whose column is missing or empty. */
  defaults: v.optional(v.record(input, v.pipe(v.string(), v.maxLength(1_000))), {}),
  actors: v.optional(actors, { system: [], unknown: [], whenEmpty: 'nobody', kinds: {}, patterns: [] }),
});

/** A checked profile. */
export type Profile = v.InferOutput<typeof profileSchema>;

/** Largest profile file that is read, in bytes. */
export const MAX_PROFILE_BYTES = 256 * 1024;
