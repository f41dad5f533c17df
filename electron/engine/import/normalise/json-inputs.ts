import { INPUTS } from '../../../../shared/domain/inputs.ts';
import type { Binding } from '../profile/bind-columns.ts';
import { memberOf } from '../profile/member-path.ts';
import type { Profile } from '../profile/profile-format.ts';
import type { SampleColumns } from '../profile/sample-columns.ts';
import { TAPE } from '../records/json-tape.ts';
import type { TapeRecord } from '../records/tape-record.ts';
import { mayStateChanges } from './changes.ts';
import { parseContainer } from './details.ts';
import type { ExtraColumns } from './extra-columns.ts';
import { type InputValues, inputIndex } from './input-values.ts';
import { JsonPaths, type PathNode } from './json-paths.ts';
import { jsonText } from './json-text.ts';
import { RecordRules } from './record-rules.ts';

const DETAIL = inputIndex('detail');

/** Takes the members of a JSON record to their inputs and extra columns, nested ones under dotted paths. */
export class JsonInputs {
  readonly #paths: JsonPaths;
  readonly #rules: RecordRules;
  /** Path each input was filled from in the current record. */
  readonly #filledFrom: (PathNode | null)[] = INPUTS.map(() => null);
  /** Whether that path lies in something that is kept as a whole. */
  readonly #filledInside: boolean[] = INPUTS.map(() => false);
  /** JSON of the members of the current record that are kept in the details, with their keys. */
  #details: string[] = [];
  #statesChanges = false;

  constructor(profile: Profile, bindings: readonly Binding[], sample: SampleColumns) {
    this.#paths = new JsonPaths(profile, bindings, sample);
    this.#rules = new RecordRules(profile);
  }

  /** Fills inputs and extra columns from one record. A record that is no object is the column `value`. */
  fill(record: unknown, into: InputValues, extra: ExtraColumns): void {
    into.clear();
    this.#filledFrom.fill(null);
    if (!isObject(record)) {
      this.#leaf(this.#paths.child(this.#paths.root, 'value'), record, false, into, extra);
      return;
    }
    this.#visit(record, this.#paths.root, false, into, extra);
    this.#takeDetails(into);
    this.#rules.apply(
      (key) => memberOf(record, key),
      into,
      (input) => this.#keepReplaced(input, into, extra),
    );
  }

  /** {@link fill} from a record on a tape. */
  fillFrom(record: TapeRecord, into: InputValues, extra: ExtraColumns): void {
    into.clear();
    this.#filledFrom.fill(null);
    this.#visitTape(record, record.root, this.#paths.root, false, into, extra);
    this.#takeDetails(into);
    const member = (key: string): unknown => {
      const at = record.member(record.root, key);
      return at < 0 ? undefined : record.value(at);
    };
    this.#rules.apply(member, into, (input) => this.#keepReplaced(input, into, extra));
  }

  #takeDetails(into: InputValues): void {
    if (this.#details.length === 0) return;
    if (into.values[DETAIL] == null) {
      const detail = `{${this.#details.join(',')}}`;
      into.values[DETAIL] = detail;
      into.plainDetail = this.#statesChanges ? null : detail;
    }
    this.#details = [];
    this.#statesChanges = false;
  }

  /** A value that gives way to a better one stays under its own name. */
  #keepReplaced(input: number, into: InputValues, extra: ExtraColumns): void {
    const from = this.#filledFrom[input] ?? null;
    const value = into.values[input] ?? null;
    if (from !== null && value !== null && this.#isLost(input)) extra.add(from.name, value);
  }

  /** Whether what an input holds is kept nowhere else: neither in a column of its own nor in the details. */
  #isLost(input: number): boolean {
    return !this.#rules.judged.has(input) && this.#filledInside[input] !== true;
  }

  #visit(object: object, node: PathNode, inputsOnly: boolean, into: InputValues, extra: ExtraColumns): void {
    for (const key of Object.keys(object)) {
      const value = (object as Readonly<Record<string, unknown>>)[key];
      if (value === null || value === undefined) continue;
      const child = this.#paths.child(node, key);
      if (inputsOnly && child.input < 0 && !child.leadsToInput) continue;
      if (child.collected && !inputsOnly) this.#collect(child, key, value, into, extra);
      else if (typeof value !== 'object') this.#leaf(child, value, inputsOnly, into, extra);
      else this.#container(child, value, inputsOnly, into, extra);
    }
  }

  /** Keeps a member in the details; inputs may still come from inside. */
  #collect(node: PathNode, key: string, value: unknown, into: InputValues, extra: ExtraColumns): void {
    if (mayStateChanges(key)) this.#statesChanges = true;
    this.#details.push(`${JSON.stringify(key)}:${JSON.stringify(value)}`);
    if (typeof value !== 'object' || value === null) {
      if (node.input >= 0 || node.leadsToInput) this.#leaf(node, value, true, into, extra);
    } else if (node.leadsToInput) this.#container(node, value, true, into, extra);
  }

  #container(
    node: PathNode,
    value: object,
    inputsOnly: boolean,
    into: InputValues,
    extra: ExtraColumns,
  ): void {
    const whole = node.input === DETAIL && !inputsOnly;
    if (whole) this.#leaf(node, value, false, into, extra);
    if (!Array.isArray(value)) {
      if (!whole && !inputsOnly && Object.keys(value).length === 0) extra.add(node.name, '{}');
      else if (!whole || node.leadsToInput) this.#visit(value, node, whole || inputsOnly, into, extra);
      return;
    }
    if (!whole && !inputsOnly) extra.add(node.name, JSON.stringify(value));
    const first: unknown = value[0];
    if (node.leadsToInput && isObject(first))
      this.#visit(first, this.#paths.child(node, '0'), true, into, extra);
  }

  #visitTape(
    record: TapeRecord,
    object: number,
    node: PathNode,
    inputsOnly: boolean,
    into: InputValues,
    extra: ExtraColumns,
  ): void {
    const end = record.behind(object);
    for (let at = record.first(object); at < end; at = record.behind(at)) {
      const kind = record.kind(at);
      if (kind === TAPE.none) continue;
      const child = this.#paths.childOnTape(node, record, at);
      if (inputsOnly && child.input < 0 && !child.leadsToInput) continue;
      if (child.collected && !inputsOnly) {
        if (mayStateChanges(record.key(at))) this.#statesChanges = true;
        this.#details.push(`${child.quotedKey}:${record.json(at)}`);
        if (kind < TAPE.object) {
          if (child.input >= 0 || child.leadsToInput) this.#leafOfTape(record, at, child, true, into, extra);
        } else if (child.leadsToInput) this.#containerOfTape(record, at, child, true, into, extra);
      } else if (kind < TAPE.object) this.#leafOfTape(record, at, child, inputsOnly, into, extra);
      else this.#containerOfTape(record, at, child, inputsOnly, into, extra);
    }
  }

  #containerOfTape(
    record: TapeRecord,
    at: number,
    node: PathNode,
    inputsOnly: boolean,
    into: InputValues,
    extra: ExtraColumns,
  ): void {
    const whole = node.input === DETAIL && !inputsOnly;
    if (whole) this.#take(node, record.json(at), true, false, into, extra);
    const first = record.first(at);
    const isEmpty = first === record.behind(at);
    if (record.kind(at) === TAPE.object) {
      if (!whole && !inputsOnly && isEmpty) extra.add(node.name, '{}');
      else if (!whole || node.leadsToInput)
        this.#visitTape(record, at, node, whole || inputsOnly, into, extra);
      return;
    }
    if (!whole && !inputsOnly) extra.add(node.name, record.json(at));
    if (node.leadsToInput && !isEmpty && record.kind(first) === TAPE.object)
      this.#visitTape(record, first, this.#paths.child(node, '0'), true, into, extra);
  }

  #leafOfTape(
    record: TapeRecord,
    at: number,
    node: PathNode,
    inputsOnly: boolean,
    into: InputValues,
    extra: ExtraColumns,
  ): void {
    const text = record.text(at, node.met, node.input >= 0);
    if (node.leadsToInput && record.kind(at) === TAPE.string) this.#visitEmbedded(text, node, into, extra);
    this.#take(node, text, false, inputsOnly, into, extra);
  }

  #leaf(node: PathNode, value: unknown, inputsOnly: boolean, into: InputValues, extra: ExtraColumns): void {
    if (node.leadsToInput && typeof value === 'string') this.#visitEmbedded(value, node, into, extra);
    this.#take(node, jsonText(value), typeof value === 'object', inputsOnly, into, extra);
  }

  /** Takes the text of a value to its input or column. */
  #take(
    node: PathNode,
    text: string,
    isContainer: boolean,
    inputsOnly: boolean,
    into: InputValues,
    extra: ExtraColumns,
  ): void {
    const { input } = node;
    const accepted = input >= 0 && (input === DETAIL || !isContainer) && text.trim() !== '';
    if (!accepted) {
      if (!inputsOnly) extra.add(node.name, text);
      return;
    }
    const before = this.#filledFrom[input] ?? null;
    if (before === null || node.rank < before.rank) {
      const displaced = into.values[input] ?? null;
      if (before !== null && displaced !== null && this.#isLost(input)) extra.add(before.name, displaced);
      into.values[input] = input === DETAIL ? text : text.trim();
      into.ranks[input] = node.rank;
      this.#filledFrom[input] = node;
      this.#filledInside[input] = inputsOnly;
      if (this.#rules.judged.has(input) && !inputsOnly) extra.add(node.name, text);
    } else if (!inputsOnly) extra.add(node.name, text);
  }

  /** JSON text in a string: inputs may come from inside, the string itself stays as it is. */
  #visitEmbedded(text: string, node: PathNode, into: InputValues, extra: ExtraColumns): void {
    const inside = parseContainer(text.trim());
    if (typeof inside === 'object' && inside !== null) this.#container(node, inside, true, into, extra);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
