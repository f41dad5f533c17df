import { dollars, GPT4O, isFailing, type Model, modelAt, OPUS, priceOf } from './models.ts';
import { BY_ACTIVITY, MAREK, type Person, RESEARCHERS, THEO } from './people.ts';
import { Random } from './random.ts';
import { type Moment, PERIOD, steadyMoments, workingMoments } from './rhythm.ts';
import {
  GPT4O_FAILING,
  KEY_REVOKED,
  LEAK,
  LEAKED_KEY,
  SPIKE,
  SPIKE_KEY,
  SPIKE_KEY_REVOKED,
  THEO_REMOVED,
} from './story.ts';
import { csv, isoTime } from './table.ts';

const HEADER = [
  'Timestamp',
  'User',
  'Provider',
  'Model',
  'API key',
  'Requests',
  'Input tokens',
  'Output tokens',
  'Cost',
  'Currency',
  'Instance',
];

const KEYS = [
  ['web-frontend', 50],
  ['hiring-batch', 25],
  ['slack-bridge', 15],
  ['ops, nightly', 10],
] as const;

interface Usage {
  readonly when: Moment;
  readonly who: Person;
  readonly model: Model;
  readonly key: string;
  readonly requests: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Requests of the model platform, one row per user, key and model and a few minutes; newest first. */
export function platformUsage(): string {
  const random = new Random(3003);
  const usage = [...everydayUsage(random), ...leak(random), ...spike(random), ...failingRetries(random)];
  usage.sort((a, b) => b.when - a.when);
  return csv(HEADER, usage.map(asRow), '\n');
}

function everydayUsage(random: Random): Usage[] {
  const usage: Usage[] = [];
  for (const when of workingMoments(random, PERIOD, { weekday: 92, weekend: 20 })) {
    const who = random.weighted(BY_ACTIVITY);
    if (who === THEO && when >= THEO_REMOVED) continue;
    const affected = who.instance === 'eu-prod';
    const model = modelAt(random, when, affected);
    const requests = 1 + random.skewed(0, 40);
    const inputTokens = requests * (1_200 + random.skewed(0, 12_000));
    const outputTokens = requests * (150 + random.skewed(0, 4_000));
    const failed = isFailing(model, when, affected);
    const key = keyOf(random, who, when);
    usage.push({ when, who, model, key, requests, inputTokens, outputTokens: failed ? 0 : outputTokens });
  }
  return usage;
}

function keyOf(random: Random, who: Person, when: Moment): string {
  if (who === THEO && when < KEY_REVOKED && random.chance(0.6)) return LEAKED_KEY;
  if (who === MAREK && when < SPIKE_KEY_REVOKED && random.chance(0.2)) return SPIKE_KEY;
  if (RESEARCHERS.includes(who) && random.chance(0.5)) return 'research-notebooks';
  return random.weighted(KEYS);
}

/** Nights in which the key of Theo is used from elsewhere. */
function leak(random: Random): Usage[] {
  return steadyMoments(random, LEAK, { min: 240_000, max: 1_500_000 })
    .filter((when) => new Date(when).getUTCHours() >= 22 || new Date(when).getUTCHours() < 4)
    .map((when) => heavy(random, when, THEO, LEAKED_KEY, modelAt(random, when, true)));
}

function spike(random: Random): Usage[] {
  return steadyMoments(random, SPIKE, { min: 60_000, max: 130_000 }).map((when) =>
    heavy(random, when, MAREK, SPIKE_KEY, OPUS),
  );
}

/** Applications of the European instance try again while gpt-4o gives no answer. */
function failingRetries(random: Random): Usage[] {
  const callers = BY_ACTIVITY.filter(([person]) => person !== THEO && person.instance === 'eu-prod');
  return steadyMoments(random, GPT4O_FAILING, { min: 20_000, max: 110_000 }).map((when) => {
    const requests = random.integer(1, 5);
    const inputTokens = requests * random.integer(800, 3_000);
    const [who, key] = [random.weighted(callers), random.weighted(KEYS)];
    return { when, who, model: GPT4O, key, requests, inputTokens, outputTokens: 0 };
  });
}

function heavy(random: Random, when: Moment, who: Person, key: string, model: Model): Usage {
  const requests = random.integer(2, 6);
  const inputTokens = requests * random.integer(3_000, 7_000);
  const outputTokens = requests * random.integer(600, 1_400);
  return { when, who, model, key, requests, inputTokens, outputTokens };
}

function asRow({ when, who, model, key, requests, inputTokens, outputTokens }: Usage): (string | number)[] {
  const cost = outputTokens === 0 ? 0 : priceOf(model, inputTokens, outputTokens);
  return [
    isoTime(when),
    who.email,
    model.provider,
    model.name,
    key,
    requests,
    inputTokens,
    outputTokens,
    dollars(cost),
    'USD',
    who.instance,
  ];
}
