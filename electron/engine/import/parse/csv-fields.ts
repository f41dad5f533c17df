import { canonicalAction } from '../../../../shared/catalogue/actions.ts';
import type { FieldName } from '../../../../shared/domain/fields.ts';
import type { Input } from '../../../../shared/domain/inputs.ts';
import type { Column } from '../../columns/column.ts';
import { readActor } from '../normalise/actor.ts';
import { readDetails } from '../normalise/details.ts';
import type { Reading } from '../normalise/event-builder.ts';
import { STORED_AS_IS, splitProviderModel } from '../normalise/event-builder.ts';
import type { CellTable } from './cell-table.ts';
import { CsvMeasures } from './csv-measures.ts';
import type { CsvPlan } from './csv-parser.ts';
import { CsvTime } from './csv-time.ts';
import { DerivedTexts } from './derived-texts.ts';
import { IDENTIFIED_BY } from './parsed-block.ts';
import { MAX_REMEMBERED, MAX_REMEMBERED_BYTES } from './remembered.ts';
import { TextField } from './text-field.ts';
import { TextInput } from './text-input.ts';

type Texts = readonly (string | null)[];

/** The fields of a CSV file, a column at a time; the counterpart of `EventBuilder`. */
export class CsvFields {
  readonly #plan: CsvPlan;
  readonly #table: CellTable;
  readonly #inputs = new Map<Input, TextInput>();
  readonly #texts = new Map<FieldName, TextField>();
  readonly #derived: DerivedTexts[] = [];
  readonly #time: CsvTime;
  readonly #measures: CsvMeasures;

  constructor(plan: CsvPlan, table: CellTable) {
    this.#plan = plan;
    this.#table = table;
    const { reading } = plan;
    this.#time = new CsvTime(plan, table);
    this.#derive(['tenant'], ['tenant'], ([tenant = null]) => [tenant ?? reading.tenant]);
    this.#derive([], ['family'], () => [reading.family]);
    const both = this.#input('providerModel') !== null;
    for (const name of STORED_AS_IS) {
      if (!(both && (name === 'provider' || name === 'model')))
        this.#derive([name], [name], (texts) => texts);
    }
    if (both) this.#derive(['provider', 'model', 'providerModel'], ['provider', 'model'], modelOf);
    this.#derive(
      ['person', 'actorId', 'actorName', 'actorEmail', 'actorKind'],
      ['actor', 'actorId', 'actorName', 'actorEmail', 'actorKind'],
      (texts) => actorOf(texts, reading),
    );
    this.#derive(['action', 'resourceType'], ['resourceKind', 'verb', 'category'], actionOf);
    this.#derive(['detail'], ['detail', 'changes'], detailsOf);
    this.#measures = new CsvMeasures(plan, table, (input) => this.#input(input));
  }

  /** The columns of a block. */
  parse(bytes: Buffer): Map<FieldName, Column> {
    const table = this.#table;
    this.#forgetTooMuch();
    for (const input of this.#inputs.values()) input.take(bytes, table);
    for (const derived of this.#derived) derived.fill(table);
    const columns = new Map<FieldName, Column>();
    const add = (name: FieldName, column: Column | null) => {
      if (column !== null) columns.set(name, column);
    };
    add('time', this.#time.parse(bytes, table));
    const currency = this.#texts.get('currency');
    const measures = this.#measures.parse(bytes, currency ?? null);
    for (const [name, field] of this.#texts) add(name, field.finish(table));
    for (const [name, column] of measures) columns.set(name, column);
    return columns;
  }

  /** Puts identities of native ids in place; the rows that have one. */
  identify(identities: Uint32Array, rows: number): Uint8Array | null {
    const ids = this.#input('nativeId');
    if (ids === null || ids.column < 0) return null;
    const native = new Uint8Array(rows);
    const { repeatedIds } = this.#plan.reading.profile;
    const way = repeatedIds ? IDENTIFIED_BY.repeatedId : IDENTIFIED_BY.nativeId;
    const tenants = this.#input('tenant');
    for (let row = 0; row < rows; row += 1) {
      const id = ids.textAt(row);
      if (id === null) continue;
      native[row] = way;
      const tenant = tenants?.textAt(row) ?? this.#plan.reading.tenant;
      this.#plan.identity.ofNativeId(tenant, id, identities, row);
    }
    return native;
  }

  /** An input that the file or a default fills; null when neither does. */
  #input(input: Input): TextInput | null {
    const known = this.#inputs.get(input);
    if (known !== undefined) return known;
    const { bindings, shape, reading } = this.#plan;
    const binding = bindings.find((candidate) => candidate.input === input);
    const fallback = reading.profile.defaults[input] ?? null;
    if (binding === undefined && fallback === null) return null;
    const column = binding === undefined ? -1 : shape.columns.indexOf(binding.column.name);
    const made = new TextInput(this.#table.memory, column, fallback, this.#plan);
    this.#inputs.set(input, made);
    return made;
  }

  #derive(inputs: readonly Input[], names: readonly FieldName[], derive: (texts: Texts) => Texts): void {
    const found = inputs.map((input) => this.#input(input));
    // Where the file gives nothing and nothing follows from that, there is nothing to fill.
    const idle =
      found.every((input) => input === null) &&
      derive(inputs.map(() => null)).every((text) => (text ?? null) === null);
    if (idle && !names.includes('currency')) return;
    const constant = new TextInput(this.#table.memory, -1, null, this.#plan);
    const fields = names.map((name) => {
      const field = this.#texts.get(name) ?? new TextField();
      this.#texts.set(name, field);
      return field;
    });
    this.#derived.push(
      new DerivedTexts(
        this.#table.memory,
        found.map((input) => input ?? constant),
        fields,
        derive,
        this.#plan.blockRows,
      ),
    );
  }

  /** Ids and codes hold together, so that everything is forgotten at once. */
  #forgetTooMuch(): void {
    const texts = [...this.#inputs.values(), ...this.#texts.values()];
    const remembered = [...texts, ...this.#derived];
    const bytes = texts.reduce((sum, one) => sum + one.bytes, 0);
    if (bytes < MAX_REMEMBERED_BYTES && remembered.every(({ size }) => size < MAX_REMEMBERED)) return;
    for (const one of remembered) one.forget();
    this.#measures.forget();
  }
}

function actorOf(
  [person = null, id = null, name = null, email = null, kind = null]: Texts,
  reading: Reading,
): Texts {
  const actor = readActor({ person, id, name, email, kind }, reading.profile.actors);
  return [actor.actor, actor.id, actor.name, actor.email, actor.kind];
}

function actionOf([action = null, type = null]: Texts): Texts {
  if (action === null) return [];
  const { resourceKind, verb, category } = canonicalAction(action, type);
  return [resourceKind, verb, category];
}

function modelOf([provider = null, model = null, both = null]: Texts): Texts {
  if (both === null) return [provider, model];
  const [own, name] = splitProviderModel(both);
  return [provider ?? own, model ?? name];
}

function detailsOf([text = null]: Texts): Texts {
  const { detail, changes } = readDetails(text);
  return [detail, changes];
}
