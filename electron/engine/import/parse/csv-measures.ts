import type { FieldName } from '../../../../shared/domain/fields.ts';
import type { Input } from '../../../../shared/domain/inputs.ts';
import type { Column } from '../../columns/column.ts';
import { readFlag } from '../normalise/event-builder.ts';
import { currencyIn, isAbsent } from '../normalise/numbers.ts';
import type { UsageRules } from '../profile/usage-rules.ts';
import type { CellTable } from './cell-table.ts';
import { cellText } from './cell-text.ts';
import type { CsvInputTexts } from './csv-input-texts.ts';
import { CsvNumbers } from './csv-numbers.ts';
import type { CsvPlan } from './csv-parser.ts';
import type { CsvSums } from './csv-sums.ts';
import { NumberField } from './number-field.ts';
import { type RowTexts, textAt } from './row-texts.ts';
import type { TextField } from './text-field.ts';

const INTEGERS = ['requests', 'inputTokens', 'outputTokens'] as const;
const NOTHING: ReadonlyMap<number, string> = new Map();
const DECIMALS = ['credits', 'balance', 'cost', 'byokCost'] as const;
type MeasureInput = (typeof INTEGERS)[number] | (typeof DECIMALS)[number];

/** The numbers of a CSV file, with the rules that tie flag, costs and currency together. */
export class CsvMeasures {
  readonly #plan: CsvPlan;
  readonly #table: CellTable;
  readonly #inputs: CsvInputTexts;
  readonly #numbers: Readonly<Record<MeasureInput, CsvNumbers>>;
  readonly #byok: NumberField;
  readonly #flag: RowTexts | null;
  readonly #mixed: CsvNumbers;
  readonly #pair: RowTexts | null;
  readonly #pairNumbers: CsvNumbers;
  readonly #sums: readonly (readonly [input: MeasureInput, sums: CsvSums])[];
  /** What each distinct cell of the flag says: 0, 1, NaN for nothing, undefined when it is not worked out. */
  readonly #flags: number[] = [];

  constructor(plan: CsvPlan, table: CellTable, inputs: CsvInputTexts) {
    this.#plan = plan;
    this.#table = table;
    this.#inputs = inputs;
    this.#byok = new NumberField(table);
    const numbers = (input: MeasureInput) =>
      [input, this.#newNumbers(input, INTEGERS.includes(input as never) ? 'integer' : 'decimal')] as const;
    this.#numbers = Object.fromEntries([...INTEGERS, ...DECIMALS].map(numbers)) as Record<
      MeasureInput,
      CsvNumbers
    >;
    this.#flag = inputs.of('byok');
    this.#mixed = this.#newNumbers('creditsOrByok', 'decimal');
    this.#pair = inputs.of('tokenPair');
    this.#pairNumbers = this.#newNumbers('tokenPair', 'integer');
    this.#sums = [...INTEGERS, ...DECIMALS].flatMap((input) => {
      const sums = inputs.sumsOf(input, INTEGERS.includes(input as never) ? 'integer' : 'decimal');
      return sums === null ? [] : [[input, sums] as const];
    });
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
    this.#flag?.take();
    this.#pair?.take();
    for (const numbers of Object.values(this.#numbers)) numbers.take(textOf);
    for (const [input, sums] of this.#sums) sums.fill(this.#numbers[input], textOf);
    if (this.#pair !== null) this.#splitPairs(this.#pair, table);
    const { family, profile } = this.#plan.reading;
    if (family === 'usage' && profile.usage === undefined) this.#countRequests(rows);
    this.#byok.clear();
    if (this.#flag !== null) this.#readFlags(this.#flag, table);
    const mixed = this.#mixed.isGiven ? this.#mixed.takePlain(textOf) : NOTHING;
    const marked = new Map([...mixed].filter(([, text]) => /^byok\b/i.test(text)));
    if (currency !== null) this.#addCurrencies(currency, marked, rows);
    if (this.#mixed.isGiven) this.#readMixed(mixed, marked, rows);
    this.#settleCosts(rows);
    if (profile.usage !== undefined) {
      this.#countStated(profile.usage.requests, rows);
      if (currency !== null) this.#dropCurrencies(currency, rows);
    }
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
    const { reading } = this.#plan;
    const column = this.#inputs.columnOf(input);
    return new CsvNumbers(
      input,
      kind,
      column ?? -1,
      column === null ? this.#inputs.of(input) : null,
      reading.profile.defaults[input] ?? null,
      reading.numbers.get(input) ?? 'point',
      reading.unreadable,
      this.#table,
    );
  }

  #splitPairs(pairs: RowTexts, table: CellTable): void {
    const { inputTokens, outputTokens } = this.#numbers;
    for (let row = 0; row < table.rows; row += 1) {
      const pair = textAt(pairs, row);
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

  /** As the profile says: requests that are not stated are one each, one where there is a figure, or unknown. */
  #countStated(rule: UsageRules['requests'], rows: number): void {
    const { requests } = this.#numbers;
    const isUsage = this.#plan.reading.family === 'usage';
    for (let row = 0; row < rows; row += 1) {
      if (!requests.isNull(row)) continue;
      const isOne = rule === 'every' || requests.isStated(row);
      if (isOne ? isUsage : rule === 'measured') requests.set(row, isOne || this.#isMeasured(row) ? 1 : 0);
    }
  }

  #isMeasured(row: number): boolean {
    const { inputTokens, outputTokens, credits, cost, byokCost } = this.#numbers;
    return [inputTokens, outputTokens, credits, cost, byokCost].some(({ values }) => (values[row] ?? 0) > 0);
  }

  /** Where nothing was paid, the currency of the profile says nothing. */
  #dropCurrencies(currency: TextField, rows: number): void {
    const assumed = this.#plan.reading.profile.defaults.currency;
    if (assumed === undefined) return;
    const { cost, byokCost } = this.#numbers;
    const code = currency.codeOf(assumed);
    let codes: Uint32Array | null = null;
    for (let row = 0; row < rows; row += 1) {
      if (!cost.isNull(row) || !byokCost.isNull(row)) continue;
      codes ??= currency.listCodes(rows);
      if (codes[row] === code) codes[row] = 0;
    }
  }

  #readFlags(input: RowTexts, table: CellTable): void {
    const { values } = this.#byok;
    const ids = input.varies ? input.ids.values : null;
    for (let row = 0; row < table.rows; row += 1) {
      const id = ids?.[row] ?? 0;
      const known = this.#flags[id];
      const text = known === undefined || Number.isNaN(known) ? input.textOf(id) : null;
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

function currencyOf(text: string | undefined): string | null {
  return text === undefined ? null : currencyIn(text);
}
