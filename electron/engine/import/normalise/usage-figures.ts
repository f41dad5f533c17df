import { hash } from 'node:crypto';
import { formatNano, parseNano } from '../../../../shared/domain/decimal.ts';
import type { Input } from '../../../../shared/domain/inputs.ts';
import { FIELD_INDEX, type StoredValue } from '../../record.ts';
import { type MemberPath, type Outermost, parseMemberPath, valueAt } from '../profile/member-path.ts';
import { fillTemplate, parseTemplate, type TextTemplate } from '../profile/text-template.ts';
import type { UsageRules } from '../profile/usage-rules.ts';
import { type InputValues, inputIndex } from './input-values.ts';
import { jsonText } from './json-text.ts';

const WHOLE = /^\d{1,18}$/;
const PLAIN = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))(?:[eE]([+-]?\d{1,4}))?$/;
const REQUESTS = inputIndex('requests');
const CURRENCY = inputIndex('currency');

/**
 * Fills inputs by the rules for usage, record by record in file order: sums, other units, what earlier records said,
 * ISO 4217 codes in capitals, and what tells a request.
 */
export class UsageFigures {
  readonly #sums: readonly (readonly [input: number, paths: readonly MemberPath[]])[];
  readonly #powers: readonly (readonly [input: number, power: number])[];
  readonly #key: TextTemplate | null;
  readonly #carried: readonly number[];
  /** Value each carried input had last. */
  readonly #last: (string | null)[];

  constructor({ sums, powersOfTen, requestKey, carried }: UsageRules) {
    this.#sums = Object.entries(sums).map(([input, paths]) => [
      inputIndex(input as Input),
      (paths ?? []).map(parseMemberPath).filter((path) => path !== null),
    ]);
    this.#powers = Object.entries(powersOfTen).map(([input, power]) => [
      inputIndex(input as Input),
      power ?? 0,
    ]);
    this.#carried = carried.map(inputIndex);
    this.#last = carried.map(() => null);
    this.#key = requestKey === undefined ? null : parseTemplate(requestKey);
  }

  /** Inputs that are sums. */
  get summed(): readonly number[] {
    return this.#sums.map(([input]) => input);
  }

  /**
   * Completes the inputs of a record.
   * @param replaced told of an input before its value is replaced by a sum
   */
  fill(record: Outermost, into: InputValues, replaced: (input: number) => void): void {
    for (const [input, paths] of this.#sums) {
      const sum = sumOf(paths, record);
      if (sum === null) continue;
      if ((into.values[input] ?? null) !== null) replaced(input);
      into.values[input] = sum;
    }
    for (const [input, power] of this.#powers) {
      const text = into.values[input] ?? null;
      if (text !== null) into.values[input] = shifted(text, power);
    }
    this.#carried.forEach((input, index) => {
      into.values[input] ??= this.#last[index] ?? null;
      this.#last[index] = into.values[input] ?? null;
    });
    const currency = into.values[CURRENCY] ?? null;
    if (currency !== null) into.values[CURRENCY] = currencyCode(currency);
    into.requestKey = this.#key === null ? null : fillTemplate(this.#key, record);
  }
}

/** An ISO 4217 code in capitals; other text as it is. */
export function currencyCode(text: string): string {
  return /^[a-z]{3}$/.test(text) ? text.toUpperCase() : text;
}

/** The exact sum of the values that are there; one that is no number is given back, so that it is told. */
export function sumOf(paths: readonly MemberPath[], record: Outermost): string | null {
  let whole = 0n;
  let nano: bigint | null = null;
  let found = false;
  for (const path of paths) {
    const value = valueAt(path, record);
    if (value === undefined || value === null || value === '') continue;
    const text = jsonText(value).trim();
    found = true;
    if (WHOLE.test(text)) whole += BigInt(text);
    else {
      const part = parseNano(text);
      if (part === null) return text;
      nano = (nano ?? 0n) + part;
    }
  }
  if (!found) return null;
  return nano === null ? String(whole) : formatNano(nano + whole * 1_000_000_000n);
}

/** A decimal times a power of ten, exactly: only its exponent changes. Other text stays as it is. */
function shifted(text: string, power: number): string {
  const match = PLAIN.exec(text.replace(/^\s*[$€£]|\s+$/g, ''));
  return match === null ? text : `${match[1]}e${Number(match[2] ?? 0) + power}`;
}

const FIGURES = (['inputTokens', 'outputTokens', 'credits', 'cost', 'byokCost'] as const).map(
  (name) => FIELD_INDEX.get(name) ?? -1,
);
const COSTS = (['cost', 'byokCost'] as const).map((name) => FIELD_INDEX.get(name) ?? -1);
const REQUESTS_FIELD = FIELD_INDEX.get('requests') ?? -1;
const CURRENCY_FIELD = FIELD_INDEX.get('currency') ?? -1;

/** Requests remembered at once. Records about one request follow each other closely. */
const MAX_REQUESTS = 100_000;
const MAX_KEY = 200;

interface Counted {
  /** Highest value stated so far, for each figure. */
  readonly highest: (number | bigint)[];
  isCounted: boolean;
}

/** Counts each request once, over the records of a source in file order. */
export class RequestCounts {
  readonly #rule: UsageRules['requests'];
  readonly #currency: string | null;
  readonly #requests = new Map<string, Counted>();

  /** @param currency of costs that name none; events without costs have none */
  constructor(rule: UsageRules['requests'], currency: string | null) {
    this.#rule = rule;
    this.#currency = currency;
  }

  /**
   * Corrects the figures of an event.
   * @returns whether the record repeats figures of a request that was met before
   */
  apply(event: StoredValue[], inputs: InputValues): boolean {
    const states = (inputs.values[REQUESTS] ?? null) !== null;
    const isPriced = COSTS.some((field) => event[field] !== null);
    if (!isPriced && event[CURRENCY_FIELD] === this.#currency) event[CURRENCY_FIELD] = null;
    if (!states && this.#rule === 'unknown') event[REQUESTS_FIELD] = null;
    if (!states && this.#rule === 'measured') event[REQUESTS_FIELD] = isMeasured(event) ? 1 : 0;
    if (inputs.requestKey === null || !isMeasured(event)) return false;
    const known = this.#request(inputs.requestKey);
    const repeats = known.isCounted;
    if (repeats && !states) event[REQUESTS_FIELD] = 0;
    known.isCounted = true;
    FIGURES.forEach((field, index) => {
      const value = event[field] ?? null;
      if (typeof value !== 'number' && typeof value !== 'bigint') return;
      const before = known.highest[index] ?? 0;
      event[field] = added(value, before);
      if (value > before) known.highest[index] = value;
    });
    return repeats;
  }

  #request(text: string): Counted {
    const key = text.length > MAX_KEY ? hash('sha256', text, 'base64') : text;
    const known = this.#requests.get(key);
    if (known !== undefined) return known;
    const counted: Counted = { highest: [], isCounted: false };
    this.#requests.set(key, counted);
    if (this.#requests.size > MAX_REQUESTS) {
      const [oldest] = this.#requests.keys();
      if (oldest !== undefined) this.#requests.delete(oldest);
    }
    return counted;
  }
}

function isMeasured(event: readonly StoredValue[]): boolean {
  return FIGURES.some((field) => {
    const value = event[field] ?? null;
    return value !== null && typeof value !== 'string' && value > 0;
  });
}

/** What a figure adds to the highest one before; nothing when it is not higher. */
function added(value: number | bigint, before: number | bigint): number | bigint {
  if (typeof value === 'bigint') return value > before ? value - BigInt(before) : 0n;
  return value > before ? value - Number(before) : 0;
}
