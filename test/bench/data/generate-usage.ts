import { linesOf, writeText } from './generate-text.ts';
import { type Random, randomNumbers } from './random-numbers.ts';

/**
 * Writes a deterministic AI-call usage export: 15 columns, about 150 bytes a row, one call every few seconds.
 * The shape is that of a year of a mid-sized organisation: skewed members, models and reasons, one call in eight
 * on the customer's own key.
 */

export const USAGE_COLUMNS = [
  'When',
  'User',
  'Email',
  'Reason',
  'Provider',
  'Model',
  'Input tokens',
  'Output tokens',
  'Credits',
  'BYOK',
  'Provider cost',
  'Currency',
  'Workspace',
  'API key',
  'Entry point',
] as const;

const REASONS = ['Chat', 'Generate field', 'Summarize CV', 'Classify questions'];
const MODELS: readonly (readonly [provider: string, model: string])[] = [
  ['openai', 'gpt-4o'],
  ['openai', 'gpt-4o-mini'],
  ['anthropic', 'claude-sonnet-4'],
  ['anthropic', 'claude-haiku-4'],
  ['google', 'gemini-2.5-pro'],
  ['google', 'gemini-2.5-flash'],
  ['mistral', 'mistral-large'],
  ['openai', 'o3'],
];
const FIRST_NAMES = ['Dana', 'Ravi', 'Mina', 'Oleg', 'Sofia', 'Tariq', 'Yuki', 'Elif', 'Noah', 'Ines'];
const LAST_NAMES = [
  'Reyes',
  'Okafor',
  'Lindqvist',
  'Haddad',
  'Novak',
  'Tanaka',
  'Moreau',
  'Silva',
  'Kaya',
  'Berg',
];
const MEMBERS = FIRST_NAMES.flatMap((first) =>
  LAST_NAMES.map((last) => [`${first} ${last}`, `${first}.${last}@northwind.example`.toLowerCase()] as const),
);
const START_MS = Date.UTC(2025, 0, 1);

function usageRow(index: number, random: Random): string {
  const when = new Date(START_MS + index * 31_000 + random.below(30_000)).toISOString();
  const [name, email] = random.skewed(MEMBERS);
  const [provider, model] = random.skewed(MODELS);
  const reason = random.skewed(REASONS);
  const input = 50 + random.below(4_000);
  const output = 10 + random.below(1_500);
  const byok = random.share() < 0.125;
  const price = ((input + 4 * output) / 1_000).toFixed(3);
  const credits = byok ? '' : price;
  const cost = byok ? (Number(price) * 0.0021).toFixed(6) : '';
  return `${when},${name},${email},${reason},${provider},${model},${input},${output},${credits},${byok},${cost},USD,workspace-${random.below(12)},api-key-${random.below(40)},${random.share() < 0.8 ? 'app' : 'api'}\n`;
}

/** A header and `rows` rows, in chunks. */
export function* usageText(rows: number, seed = 20_260_101): Generator<string> {
  const random = randomNumbers(seed);
  yield `${USAGE_COLUMNS.join(',')}\n`;
  yield* linesOf(rows, (row) => usageRow(row, random));
}

/** Writes `rows` rows and a header to `path`. */
export async function generateUsage(path: string, rows: number): Promise<void> {
  await writeText(path, usageText(rows));
}
