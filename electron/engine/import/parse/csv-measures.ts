import type { FieldName } from '../../../../shared/domain/fields.ts';
import type { Input } from '../../../../shared/domain/inputs.ts';
import type { Column } from '../../columns/column.ts';
import { readFlag } from '../normalise/event-builder.ts';
import { currencyIn, isAbsent } from '../normalise/numbers.ts';
import type { CellTable } from './cell-table.ts';
import { cellText } from './cell-text.ts';
import { CsvNumbers } from './csv-numbers.ts';
import type { CsvPlan } from './csv-parser.ts';
import { NumberField } from './number-field.ts';
import type { TextField } from './text-field.ts';
import type { TextInput } from './text-input.ts';

const INTEGERS = ['requests', 'inputTokens', 'outputTokens'] as const;
const NOTHING: ReadonlyMap<number, string> = new Map();
const DECIMALS = ['credits', 'balance', 'cost', 'byokCost'] as const;
type MeasureInput = (typeof INTEGERS)[number] | (typeof DECIMALS)[number];

/** The numbers of a CSV file, with the rules that tie flag, costs and currency together. */
export class CsvMeasures {
  readonly #plan: CsvPlan;
  readonly #table: CellTable;
  readonly #numbers: Readonly<Record<MeasureInput, CsvNumbers>>;
  readonly #byok: NumberField;
  readonly #flag: TextInput | null;
  readonly #mixed: CsvNumbers;
  readonly #pair: TextInput | null;
  readonly #pairNumbers: CsvNumbers;
  /** What each distinct cell of the flag says: 0, 1, NaN for nothing, undefined when it is not worked out. */
  readonly #flags: number[] = [];

  constructor(plan: CsvPlan, table: CellTable, inputOf: (input: Input) => TextInput | null) {
    this.#plan = plan;
    this.#table = table;
    this.#byok = new NumberField(table);
    const numbers = (input: MeasureInput) =>
      [input, this.#newNumbers(input, INTEGERS.includes(input as never) ? 'integer' : 'decimal')] as const;
    this.#numbers = Object.fromEntries([...INTEGERS, ...DECIMALS].map(numbers)) as Record<
      MeasureInput,
      CsvNumbers
    >;
    this.#flag = inputOf('byok');
    this.#mixed = this.#newNumbers('creditsOrByok', 'decimal');
    this.#pair = inputOf('tokenPair');
    this.#pairNumbers = this.#newNumbers('tokenPair', 'integer');
  }

  /** To be called when the inputs forget their cells. */
  forget(): void {
    this.#flags.length = 0;
  }

  /**
   * The columns of a block.
   * @param currency the codes of the currency column, to which signs of costs are added
   */
  parse(bytes: Buffer, currency: TextField | null): Map<FieldName, Column> {
    const table = this.#table;
    const { rows } = table;
    const { encoding, shape } = this.#plan;
    const textOf = (row: number, column: number) =>
      cellText(bytes, table, row, column, encoding, shape.dialect.quote);
    for (const numbers of Object.values(this.#numbers)) numbers.take(textOf);
    if (this.#pair !== null) this.#splitPairs(this.#pair, table);
    if (this.#plan.reading.family === 'usage') this.#countRequests(rows);
    this.#byok.clear();
    if (this.#flag !== null) this.#readFlags(this.#flag, table);
    const mixed = this.#mixed.isGiven ? this.#mixed.takePlain(textOf) : NOTHING;
    const marked = new Map([...mixed].filter(([, text]) => /^byok\b/i.test(text)));
    if (currency !== null) this.#addCurrencies(currency, marked, rows);
    if (this.#mixed.isGiven) this.#readMixed(mixed, marked, rows);
    this.#settleCosts(rows);
    const columns = new Map<FieldName, Column>();
    for (const name of [...INTEGERS, ...DECIMALS]) {
      const column = this.#numbers[name].finish();
      if (column !== null) columns.set(name, column);
    }
    const byok = this.#byok.finish();
    if (byok !== null) columns.set('byok', byok);
    return columns;
  }

  #newNumbers(input: Input, kind: 'integer' | 'decimal'): CsvNumbers {
    const { bindings, shape, reading } = this.#plan;
    const binding = bindings.find((candidate) => candidate.input === input);
    const column = binding === undefined ? -1 : shape.columns.indexOf(binding.column.name);
    const fallback = reading.profile.defaults[input] ?? null;
    return new CsvNumbers(
      input,
      kind,
      column,
      fallback,
      reading.numbers.get(input) ?? 'point',
      reading.unreadable,
      this.#table,
    );
  }

  #splitPairs(pairs: TextInput, table: CellTable): void {
    const { inputTokens, outputTokens } = this.#numbers;
    for (let row = 0; row < table.rows; row += 1) {
      const pair = pairs.textAt(row);
      if (pair === null) continue;
      const [input = '', output = ''] = pair.split('/');
      const line = table.lineOf(row);
      if (inputTokens.isNull(row)) inputTokens.set(row, this.#pairNumbers.read(input, line));
      if (outputTokens.isNull(row)) outputTokens.set(row, this.#pairNumbers.read(output, line));
    }
  }

  #countRequests(rows: number): void {
    const { values } = this.#numbers.requests;
    for (let row = 0; row < rows; row += 1) if (Number.isNaN(values[row])) values[row] = 1;
  }

  #readFlags(input: TextInput, table: CellTable): void {
    const { values } = this.#byok;
    const ids = idsOf(input);
    for (let row = 0; row < table.rows; row += 1) {
      const id = ids?.[row] ?? 0;
      const known = this.#flags[id];
      const text = known === undefined || Number.isNaN(known) ? input.textAt(row) : null;
      if (known === undefined) this.#flags[id] = text === null ? Number.NaN : (readFlag(text) ?? Number.NaN);
      const flag = this.#flags[id] ?? Number.NaN;
      values[row] = flag;
      if (Number.isNaN(flag) && text !== null && !isAbsent(text)) {
        this.#plan.reading.unreadable('byok', text, table.lineOf(row));
      }
    }
  }

  /** `BYOK $0.0123` is a cost of the customer's own key, anything else credits. */
  #readMixed(texts: ReadonlyMap<number, string>, marked: ReadonlyMap<number, string>, rows: number): void {
    const { credits, byokCost } = this.#numbers;
    const amounts = credits.values;
    const plain = this.#mixed.values;
    for (let row = 0; row < rows; row += 1) {
      if (Number.isNaN(amounts[row])) amounts[row] = plain[row] ?? Number.NaN;
    }
    for (const [row, text] of texts) {
      const line = this.#table.lineOf(row);
      if (marked.has(row)) {
        this.#byok.set(row, 1);
        if (byokCost.isNull(row)) byokCost.set(row, this.#mixed.read(text.slice(4).trim(), line));
      } else if (credits.isNull(row)) credits.set(row, this.#mixed.read(text, line));
    }
  }

  /** A currency sign with a cost tells the currency where no column does. */
  #addCurrencies(currency: TextField, marked: ReadonlyMap<number, string>, rows: number): void {
    const { cost, byokCost } = this.#numbers;
    if (cost.currencies.size + byokCost.currencies.size + marked.size === 0) return;
    const codes = currency.listCodes(rows);
    for (let row = 0; row < rows; row += 1) {
      if (codes[row] !== 0) continue;
      const sign = cost.isStated(row)
        ? cost.currencies.get(row)
        : byokCost.isStated(row)
          ? byokCost.currencies.get(row)
          : currencyOf(marked.get(row));
      codes[row] = currency.codeOf(sign ?? null);
    }
  }

  /** A cost is either of the platform or of the customer's own key. */
  #settleCosts(rows: number): void {
    const { cost, byokCost } = this.#numbers;
    const flags = this.#byok.values;
    const ours = cost.values;
    const theirs = byokCost.values;
    for (let row = 0; row < rows; row += 1) {
      const flag = flags[row];
      if (flag === 1 && Number.isNaN(theirs[row]) && !Number.isNaN(ours[row])) cost.move(row, byokCost);
      else if (flag === 0 && Number.isNaN(ours[row]) && !Number.isNaN(theirs[row])) byokCost.move(row, cost);
    }
  }
}

/** The id of each row; null when all rows have the same text. */
function idsOf(input: TextInput): Uint32Array | null {
  return input.column < 0 ? null : input.ids.values;
}

function currencyOf(text: string | undefined): string | null {
  return text === undefined ? null : currencyIn(text);
}
