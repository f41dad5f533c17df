import { INPUTS } from '../../../../shared/domain/inputs.ts';
import type { Binding } from '../profile/bind-columns.ts';
import { columnKey } from '../profile/column-key.ts';
import type { Profile } from '../profile/profile-format.ts';
import type { SampleColumns } from '../profile/sample-columns.ts';
import { isTemplate } from '../profile/text-template.ts';
import type { JsonTape } from '../records/json-tape.ts';
import type { TapeRecord } from '../records/tape-record.ts';
import { inputIndex } from './input-values.ts';
import { MetTexts } from './met-texts.ts';

/** A member path that occurred, with what becomes of its value. */
export interface PathNode {
  /** Dotted. */
  readonly name: string;
  readonly children: Map<string, PathNode>;
  readonly input: number;
  readonly rank: number;
  /** Whether a member below may fill an input. */
  readonly leadsToInput: boolean;
  /** Whether it is kept in the details and not as columns. */
  readonly collected: boolean;
  /** Its last name as JSON. */
  readonly quotedKey: string;
  /** Texts that occurred there, where it is one of the first paths. */
  readonly met: MetTexts | null;
  /** {@link children} by the ids that a tape gives their names. */
  taped: { readonly tape: JsonTape | null; readonly children: (PathNode | undefined)[] };
}

interface Candidate {
  readonly input: number;
  readonly rank: number;
}

const NOT_TAPED: PathNode['taped'] = { tape: null, children: [] };

const MAX_PATHS = 50_000;
const MAX_REMEMBERING = 1_000;

/** The paths of the members of records, and what a profile says of each. */
export class JsonPaths {
  readonly root: PathNode;
  readonly #candidates: ReadonlyMap<string, Candidate>;
  readonly #refused: ReadonlySet<string>;
  readonly #chosen: ReadonlyMap<string, Candidate>;
  readonly #collected: ReadonlySet<string>;
  #paths = 0;

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
    this.root = {
      ...{ name: '', children: new Map(), input: -1, rank: 0 },
      ...{ leadsToInput: true, collected: false, quotedKey: '""', met: null, taped: NOT_TAPED },
    };
  }

  child(node: PathNode, key: string): PathNode {
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
      quotedKey: JSON.stringify(key),
      met: this.#paths < MAX_REMEMBERING ? new MetTexts() : null,
      taped: NOT_TAPED,
    };
    // Hostile records could make up new paths for ever; beyond this they are worked out each time.
    if (this.#paths < MAX_PATHS) {
      this.#paths += 1;
      node.children.set(key, child);
    }
    return child;
  }

  /** {@link child} for the member at a place of a record on a tape. */
  childOnTape(node: PathNode, record: TapeRecord, at: number): PathNode {
    const { tape } = record;
    if (node.taped.tape !== tape) node.taped = { tape, children: [] };
    const id = record.nameId(at);
    const known = node.taped.children[id];
    if (known !== undefined) return known;
    const child = this.child(node, record.key(at));
    if (this.#paths < MAX_PATHS) node.taped.children[id] = child;
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
