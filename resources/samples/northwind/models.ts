import type { Random } from './random.ts';
import { type Moment, within } from './rhythm.ts';
import { GPT4O_ENABLED, GPT4O_FAILING, GPT4O_OFF } from './story.ts';

/** A model and its price in nano-dollars (10⁻⁹ USD) per token. */
export interface Model {
  readonly provider: string;
  readonly name: string;
  readonly inputPrice: number;
  readonly outputPrice: number;
}

export const GPT4O: Model = { provider: 'OpenAI', name: 'gpt-4o', inputPrice: 2_500, outputPrice: 10_000 };
export const SONNET: Model = {
  provider: 'Anthropic',
  name: 'claude-sonnet-4',
  inputPrice: 3_000,
  outputPrice: 15_000,
};
/** Enabled shortly before the spike; nobody had used it before. */
export const OPUS: Model = {
  provider: 'Anthropic',
  name: 'claude-opus-4',
  inputPrice: 15_000,
  outputPrice: 75_000,
};
const MINI: Model = { provider: 'OpenAI', name: 'gpt-4o-mini', inputPrice: 150, outputPrice: 600 };
const FLASH: Model = { provider: 'Google', name: 'gemini-2.5-flash', inputPrice: 300, outputPrice: 2_500 };
const MISTRAL: Model = { provider: 'Mistral', name: 'mistral-large', inputPrice: 2_000, outputPrice: 6_000 };

const USUAL = [
  [GPT4O, 42],
  [MINI, 20],
  [SONNET, 22],
  [FLASH, 11],
  [MISTRAL, 5],
] as const;
const WITHOUT_GPT4O = [
  [MINI, 24],
  [SONNET, 60],
  [FLASH, 11],
  [MISTRAL, 5],
] as const;
/** Only part of the traffic comes back. */
const AFTERWARDS = [
  [GPT4O, 20],
  [MINI, 21],
  [SONNET, 43],
  [FLASH, 11],
  [MISTRAL, 5],
] as const;

/** The model a caller uses at that time. `affected` is whether the caller is on the instance where gpt-4o was disabled. */
export function modelAt(random: Random, moment: Moment, affected: boolean): Model {
  if (affected && within(moment, GPT4O_OFF)) return random.weighted(WITHOUT_GPT4O);
  return random.weighted(affected && moment >= GPT4O_ENABLED ? AFTERWARDS : USUAL);
}

/** Whether a call gets no answer: tokens go out, none come back, nothing is charged. */
export function isFailing(model: Model, moment: Moment, affected: boolean): boolean {
  return affected && model === GPT4O && within(moment, GPT4O_FAILING);
}

/** Price of a call in nano-dollars. */
export function priceOf(model: Model, inputTokens: number, outputTokens: number): number {
  return inputTokens * model.inputPrice + outputTokens * model.outputPrice;
}

/** Nano-dollars with six decimals, as the exports write money. */
export function dollars(nano: number): string {
  const micro = Math.round(nano / 1_000);
  return `${Math.floor(micro / 1_000_000)}.${String(micro % 1_000_000).padStart(6, '0')}`;
}

/** Hundredths with two decimals, as the exports write credits. */
export function hundredths(value: number): string {
  const magnitude = Math.abs(value);
  const text = `${Math.floor(magnitude / 100)}.${String(magnitude % 100).padStart(2, '0')}`;
  return value < 0 ? `-${text}` : text;
}
