import { canonicalAction } from '../../../../shared/catalogue/actions.ts';
import type { FieldName } from '../../../../shared/domain/fields.ts';
import type { Input } from '../../../../shared/domain/inputs.ts';
import type { Column } from '../../columns/column.ts';
import { readActor } from '../normalise/actor.ts';
import { readChanges, readDetail, readDetails } from '../normalise/details.ts';
import type { Reading } from '../normalise/event-builder.ts';
import { STORED_AS_IS, splitProviderModel } from '../normalise/event-builder.ts';
import { readOutcome } from '../normalise/outcome.ts';
import type { CellTable } from './cell-table.ts';
import type { CsvInputTexts } from './csv-input-texts.ts';
import { CsvMeasures } from './csv-measures.ts';
import type { CsvPlan } from './csv-parser.ts';
import { CsvTime } from './csv-time.ts';
import { type Derive, DerivedTexts } from './derived-texts.ts';
import { identifyByIds } from './native-ids.ts';
import { IDENTIFIED_BY } from './parsed-block.ts';
import type { RowTexts } from './row-texts.ts';
import { TextField } from './text-field.ts';

type Texts = readonly (string | null)[];

/** Fields that are as their input, and whose codes nobody compares. */
const OWN: ReadonlySet<FieldName> = new Set(
  STORED_AS_IS.filter((name) => name !== 'outcome' && name !== 'currency'),
);

/** The fields of a CSV file, a column at a time; the counterpart of `EventBuilder`. */
export class CsvFields {
  readonly #plan: CsvPlan;
  readonly #table: CellTable;
  readonly #inputs: CsvInputTexts;
  readonly #used = new Set<RowTexts>();
  readonly #texts = new Map<FieldName, TextField>();
  readonly #derived: DerivedTexts[] = [];
  /** How details that are put together from columns become texts, where they do not as bytes. */
  #collected: { readonly texts: RowTexts | null; readonly derived: DerivedTexts | null } | null = null;
  readonly #time: CsvTime;
  readonly #measures: CsvMeasures;

  constructor(plan: CsvPlan, table: CellTable, inputs: CsvInputTexts) {
    this.#plan = plan;
    this.#table = table;
    this.#inputs = inputs;
    const { reading } = plan;
    this.#time = new CsvTime(plan, table, inputs.candidatesOf('time'));
    this.#derive(['tenant'], ['tenant'], ([tenant = null]) => [tenant ?? reading.tenant]);
    this.#derive([], ['family'], () => [reading.family]);
    const both = inputs.of('providerModel') !== null;
    const judged = ([outcome = null]: Texts) => [readOutcome(outcome, reading.profile.outcomes)];
    for (const name of STORED_AS_IS) {
      if (!(both && (name === 'provider' || name === 'model')))
        this.#derive([name], [name], name === 'outcome' ? judged : (texts) => texts, OWN.has(name));
    }
    if (both) this.#derive(['provider', 'model', 'providerModel'], ['provider', 'model'], modelOf);
    this.#derive(
      ['person', 'actorId', 'actorName', 'actorEmail', 'actorKind'],
      ['actor', 'actorId', 'actorName', 'actorEmail', 'actorKind'],
      (texts) => actorOf(texts, reading),
    );
    this.#derive(['action', 'resourceType'], ['resourceKind', 'verb', 'category'], actionOf);
    if (inputs.detailIsPlain) {
      this.#derive(['detail'], ['detail'], (texts) => texts, true);
      this.#collected = { texts: inputs.of('detail'), derived: this.#derived.at(-1) ?? null };
      if (inputs.changes !== null) this.#deriveFrom([inputs.changes], ['changes'], (texts) => texts);
    } else {
      const column = inputs.columnOf('detail');
      const cells = column === null ? null : inputs.columns.cells(column);
      const detail = inputs.of('detail');
      const held = (id = 0) => (detail === cells ? cells?.plainOf(id) : undefined);
      if (inputs.changes === null) {
        const read = ([text = null]: Texts, [id]: readonly number[]) => {
          const { detail, changes } = readDetails(text, held(id));
          return [detail, changes];
        };
        this.#derive(['detail'], ['detail', 'changes'], read, true);
      } else {
        this.#derive(['detail'], ['detail'], ([text = null], [id]) => [readDetail(text, held(id))], true);
        this.#deriveFrom([inputs.changes, detail], ['changes'], ([stated = null, text = null], [, id]) => [
          stated ?? readChanges(text, held(id)),
        ]);
      }
    }
    this.#measures = new CsvMeasures(plan, table, inputs);
  }

  /** The columns of a block. */
  parse(bytes: Buffer): Map<FieldName, Column> {
    const table = this.#table;
    const collected = this.#inputs.collected?.parse();
    const done = collected === undefined ? null : this.#collected;
    for (const texts of this.#used) if (texts !== done?.texts) texts.take();
    for (const derived of this.#derived) if (derived !== done?.derived) derived.fill(table);
    const columns = new Map<FieldName, Column>();
    const add = (name: FieldName, column: Column | null) => {
      if (column !== null) columns.set(name, column);
    };
    add('time', this.#time.parse(bytes, table));
    const currency = this.#texts.get('currency');
    const measures = this.#measures.parse(bytes, currency ?? null);
    for (const [name, field] of this.#texts) {
      add(name, name === 'detail' && collected !== undefined ? collected : field.finish(table));
    }
    for (const [name, column] of measures) columns.set(name, column);
    return columns;
  }

  /** Puts identities of native ids in place; what each row is identified by, null when none has such an id. */
  identify(identities: Uint32Array): Uint8Array | null {
    const ids = this.#inputs.nativeIds();
    if (ids === null) return null;
    const { profile, tenant } = this.#plan.reading;
    const way = profile.repeatedIds ? IDENTIFIED_BY.repeatedId : IDENTIFIED_BY.nativeId;
    const tenants = { texts: this.#inputs.of('tenant'), fallback: tenant };
    return identifyByIds(this.#plan.identity, this.#table, ids, tenants, identities, way);
  }

  /** The most that is remembered of anything. */
  get size(): number {
    return Math.max(0, ...[...this.#texts.values(), ...this.#derived].map(({ size }) => size));
  }

  /** About how much memory the texts take. */
  get bytes(): number {
    return [...this.#texts.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** To be called whenever the inputs forget: ids and codes hold together. */
  forget(): void {
    for (const one of [...this.#texts.values(), ...this.#derived]) one.forget();
    this.#measures.forget();
  }

  /** @param isOneToOne whether texts of the first field differ where those of the first input do */
  #derive(
    inputs: readonly Input[],
    names: readonly FieldName[],
    derive: Derive,
    isOneToOne: boolean = false,
  ): void {
    const found = inputs.map((input) => this.#inputs.of(input));
    this.#deriveFrom(found, names, derive, isOneToOne);
  }

  #deriveFrom(
    found: readonly (RowTexts | null)[],
    names: readonly FieldName[],
    derive: Derive,
    isOneToOne: boolean = false,
  ): void {
    // Where the file gives nothing and nothing follows from that, there is nothing to fill.
    const idle =
      found.every((input) => input === null) &&
      derive(
        found.map(() => null),
        [],
      ).every((text) => (text ?? null) === null);
    if (idle && !names.includes('currency')) return;
    const nothing = this.#inputs.nothing;
    const fields = names.map((name) => {
      const field = this.#texts.get(name) ?? new TextField(name === 'currency');
      this.#texts.set(name, field);
      return field;
    });
    for (const texts of found) if (texts !== null) this.#used.add(texts);
    this.#derived.push(
      new DerivedTexts(
        this.#table.memory,
        found.map((input) => input ?? nothing),
        fields,
        derive,
        this.#plan.blockRows,
        isOneToOne,
      ),
    );
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
