import {
  dollars,
  GPT4O,
  hundredths,
  isFailing,
  type Model,
  modelAt,
  OPUS,
  priceOf,
  SONNET,
} from './models.ts';
import { BY_ACTIVITY, MAREK, type Person, RESEARCHERS, THEO } from './people.ts';
import { Random } from './random.ts';
import { DAY, HOUR, MINUTE, type Moment, PERIOD, steadyMoments, workingMoments } from './rhythm.ts';
import { BYOK_FROM, GPT4O_FAILING, SPIKE, THEO_AUTOMATION_ENDS, THEO_REMOVED } from './story.ts';
import { csv, plainTime } from './table.ts';

const HEADER = [
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
];

/** Activity types with their usual share and sizes. The last one is not in the vendor's list: a log may hold more. */
const REASONS = [
  { name: 'Chat', weight: 46, input: 4_000, output: 1_400 },
  { name: 'Generate field', weight: 26, input: 2_200, output: 500 },
  { name: 'Summarize CV', weight: 21, input: 9_000, output: 1_100 },
  { name: 'Classify questions', weight: 5, input: 1_800, output: 120 },
  { name: 'Translate posting', weight: 2, input: 3_000, output: 2_600 },
] as const;
type Reason = (typeof REASONS)[number];
const BY_WEIGHT = REASONS.map((reason) => [reason, reason.weight] as const);
const [, , SUMMARIZE_CV, CLASSIFY_QUESTIONS] = REASONS;

interface Call {
  readonly when: Moment;
  readonly who: Person;
  readonly reason: Reason;
  readonly model: Model;
  readonly byok: boolean;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** One row per AI call of the hiring product, newest first. Members who have left read "Unknown user". */
export function aiCalls(): string {
  const random = new Random(1001);
  const calls = [
    ...everydayCalls(random),
    ...automationOfTheo(random),
    ...spike(random),
    ...failingRetries(random),
  ];
  calls.sort((a, b) => b.when - a.when);
  return csv(HEADER, calls.map(asRow), '\r\n');
}

function everydayCalls(random: Random): Call[] {
  const calls: Call[] = [];
  for (const when of workingMoments(random, PERIOD, { weekday: 118, weekend: 22 })) {
    const who = random.weighted(BY_ACTIVITY);
    if (who === THEO && when >= THEO_REMOVED) continue;
    const byok = RESEARCHERS.includes(who) && when >= BYOK_FROM && random.chance(0.7);
    const model = byok ? SONNET : modelAt(random, when, true);
    calls.push(call(random, { when, who, reason: random.weighted(BY_WEIGHT), model, byok }));
  }
  return calls;
}

function call(random: Random, about: Omit<Call, 'inputTokens' | 'outputTokens'>): Call {
  const inputTokens = 80 + random.skewed(0, about.reason.input * 6);
  const answer = 10 + random.skewed(0, about.reason.output * 6);
  const failed = isFailing(about.model, about.when, true);
  return { ...about, inputTokens, outputTokens: failed ? 0 : answer };
}

/** Every morning at six, also after he has left. */
function automationOfTheo(random: Random): Call[] {
  const calls: Call[] = [];
  for (let day = PERIOD.from; day < THEO_AUTOMATION_ENDS; day += DAY) {
    for (let index = 0; index < 4; index += 1) {
      const when = day + 6 * HOUR + index * MINUTE + random.integer(0, 900);
      const model = modelAt(random, when, true);
      calls.push(call(random, { when, who: THEO, reason: CLASSIFY_QUESTIONS, model, byok: false }));
    }
  }
  return calls;
}

function spike(random: Random): Call[] {
  return steadyMoments(random, SPIKE, { min: 50_000, max: 130_000 }).map((when) => ({
    when,
    who: MAREK,
    reason: SUMMARIZE_CV,
    model: OPUS,
    byok: false,
    inputTokens: random.integer(5_000, 9_000),
    outputTokens: random.integer(400, 900),
  }));
}

/** Callers try again and again while gpt-4o gives no answer. */
function failingRetries(random: Random): Call[] {
  return steadyMoments(random, GPT4O_FAILING, { min: 15_000, max: 75_000 }).map((when) => {
    const who = random.weighted(BY_ACTIVITY.filter(([person]) => person !== THEO));
    return call(random, { when, who, reason: random.weighted(BY_WEIGHT), model: GPT4O, byok: false });
  });
}

function asRow(made: Call): (string | number)[] {
  const { who, model, inputTokens, outputTokens, byok } = made;
  const failed = outputTokens === 0;
  const price = failed ? 0 : priceOf(model, inputTokens, outputTokens);
  return [
    plainTime(made.when),
    who === THEO ? 'Unknown user' : who.name,
    who === THEO ? '' : who.email,
    made.reason.name,
    model.provider,
    model.name,
    inputTokens,
    outputTokens,
    byok ? '' : hundredths(Math.ceil(price / 100_000)),
    byok ? 'Yes' : 'No',
    byok ? dollars(price) : '',
    byok ? 'USD' : '',
  ];
}
