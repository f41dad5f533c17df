import { INPUTS } from '../../../../shared/domain/inputs.ts';
import type { Binding } from '../profile/bind-columns.ts';
import { columnKey } from '../profile/column-key.ts';
import { memberOf } from '../profile/member-path.ts';
import type { Profile } from '../profile/profile-format.ts';
import type { SampleColumns } from '../profile/sample-columns.ts';
import { isTemplate } from '../profile/text-template.ts';
import { mayStateChanges } from './changes.ts';
import { parseContainer } from './details.ts';
import type { ExtraColumns } from './extra-columns.ts';
import { type InputValues, inputIndex } from './input-values.ts';
import { jsonText } from './json-text.ts';
import { RecordRules } from './record-rules.ts';

/** A member path that occurred, with what becomes of its value. */
interface PathNode {
  /** Dotted. */
  readonly name: string;
  readonly children: Map<string, PathNode>;
  readonly input: number;
  readonly rank: number;
  /** Whether a member below may fill an input. */
  readonly leadsToInput: boolean;
  /** Whether it is kept in the details and not as columns. */
  readonly collected: boolean;
}

interface Candidate {
  readonly input: number;
  readonly rank: number;
}

const DETAIL = inputIndex('detail');
const MAX_PATHS = 50_000;

/** Takes the members of a JSON record to their inputs and extra columns, nested ones under dotted paths. */
export class JsonInputs {
  readonly #candidates: ReadonlyMap<string, Candidate>;
  readonly #refused: ReadonlySet<string>;
  readonly #chosen: ReadonlyMap<string, Candidate>;
  readonly #collected: ReadonlySet<string>;
  readonly #rules: RecordRules;
  readonly #root: PathNode;
  #paths = 0;
  /** Path each input was filled from in the current record. */
  readonly #filledFrom: (PathNode | null)[] = INPUTS.map(() => null);
  /** Whether that path lies in something that is kept as a whole. */
  readonly #filledInside: boolean[] = INPUTS.map(() => false);
  /** JSON of the members of the current record that are kept in the details, with their keys. */
  #details: string[] = [];
  #statesChanges = false;

  constructor(profile: Profile, bindings: readonly Binding[], sample: SampleColumns) {
    this.#candidates = candidatesOf(profile);
    this.#chosen = new Map(
      bindings
        .filter(({ path }) => path.length === 0)
        .map(({ column, input, rank }) => [column.name, { input: inputIndex(input), rank }]),
    );
    this.#refused = new Set(
      sample.columns.map((column) => column.name).filter((name) => !this.#chosen.has(name)),
    );
    this.#collected = new Set(profile.details.map(columnKey));
    this.#rules = new RecordRules(profile);
    this.#root = {
      ...{ name: '', children: new Map(), input: -1, rank: 0 },
      ...{ leadsToInput: true, collected: false },
    };
  }

  /** Fills inputs and extra columns from one record. A record that is no object is the column `value`. */
  fill(record: unknown, into: InputValues, extra: ExtraColumns): void {
    into.clear();
    this.#filledFrom.fill(null);
    if (!isObject(record)) {
      this.#leaf(this.#child(this.#root, 'value'), record, false, into, extra);
      return;
    }
    this.#visit(record, this.#root, false, into, extra);
    if (this.#details.length > 0) {
      if (into.values[DETAIL] == null) {
        const detail = `{${this.#details.join(',')}}`;
        into.values[DETAIL] = detail;
        into.plainDetail = this.#statesChanges ? null : detail;
      }
      this.#details = [];
      this.#statesChanges = false;
    }
    this.#rules.apply(
      (key) => memberOf(record, key),
      into,
      (input) => this.#keepReplaced(input, into, extra),
    );
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
      const child = this.#child(node, key);
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
    if (node.leadsToInput && isObject(first)) this.#visit(first, this.#child(node, '0'), true, into, extra);
  }

  #leaf(node: PathNode, value: unknown, inputsOnly: boolean, into: InputValues, extra: ExtraColumns): void {
    const text = jsonText(value);
    const { input } = node;
    if (node.leadsToInput && typeof value === 'string') this.#visitEmbedded(value, node, into, extra);
    const accepted = input >= 0 && (input === DETAIL || typeof value !== 'object') && text.trim() !== '';
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

  #child(node: PathNode, key: string): PathNode {
    const known = node.children.get(key);
    if (known !== undefined) return known;
    const name = node.name === '' ? key : `${node.name}.${key}`;
    const mapped = this.#mapping(name);
    const below = columnKey(name);
    const child: PathNode = {
      name,
      children: new Map(),
      collected: this.#collected.has(below),
      input: mapped?.input ?? -1,
      rank: mapped?.rank ?? 0,
      leadsToInput: [...this.#candidates.keys()].some(
        (path) => path.length > below.length && path.startsWith(below),
      ),
    };
    // Hostile records could make up new paths for ever; beyond this they are worked out each time.
    if (this.#paths < MAX_PATHS) {
      this.#paths += 1;
      node.children.set(key, child);
    }
    return child;
  }

  /** Columns of the sample are as decided there; others go by name. */
  #mapping(name: string): Candidate | undefined {
    const chosen = this.#chosen.get(name);
    if (chosen !== undefined) return chosen;
    return this.#refused.has(name) ? undefined : this.#candidates.get(columnKey(name));
  }
}

function candidatesOf(profile: Profile): ReadonlyMap<string, Candidate> {
  const candidates = new Map<string, Candidate>();
  for (const input of INPUTS) {
    for (const [rank, name] of (profile.inputs[input] ?? []).entries()) {
      if (isTemplate(name)) continue;
      const key = columnKey(name);
      if (!candidates.has(key)) candidates.set(key, { input: inputIndex(input), rank });
    }
  }
  return candidates;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
