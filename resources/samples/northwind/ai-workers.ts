import { hundredths } from './models.ts';
import { BY_ACTIVITY, MAREK, THEO } from './people.ts';
import { Random } from './random.ts';
import { at, DAY, HOUR, MINUTE, type Moment, steadyMoments, workingMoments } from './rhythm.ts';
import { REFUND, SPIKE, SPIKE_WORKER, THEO_REMOVED } from './story.ts';
import { csv, plainTime } from './table.ts';

const HEADER = [
  'Timestamp',
  'Actor',
  'AI worker',
  'Entry point',
  'Executions',
  'Consumed credits',
  'Final credit balance',
];
const OCTOBER = { from: at('2026-10-01T00:00:00Z'), to: at('2026-11-01T00:00:00Z') };

interface Worker {
  readonly name: string;
  /** Of one execution, in hundredths. */
  readonly credits: number;
}

/** Workers and their usual share. */
const WORKERS: readonly (readonly [Worker, number])[] = [
  [{ name: SPIKE_WORKER, credits: 140 }, 30],
  [{ name: 'Interview Scheduler', credits: 35 }, 25],
  [{ name: 'Outreach Drafter', credits: 90 }, 18],
  [{ name: '"Quick" Digest, EU', credits: 60 }, 12],
  [{ name: 'Job Post Polisher', credits: 75 }, 10],
  [{ name: 'Reference Checker', credits: 160 }, 5],
];
const ENTRY_POINTS = [
  ['Web app', 44],
  ['Slack', 22],
  ['Schedule', 16],
  ['Inbound e-mail', 9],
  ['Webhook', 6],
  ['API', 3],
] as const;

/** Auto refill: below this balance, this many credits are bought. Hundredths of a credit. */
const REFILL_BELOW = 50_000;
const REFILL = 1_000_000;

interface Run {
  readonly when: Moment;
  readonly actor: string;
  readonly worker: string;
  readonly entryPoint: string;
  readonly executions: number;
  /** Hundredths of a credit; negative for a refund. */
  readonly credits: number;
}

/** The worker log of October, oldest first, and when auto refill bought credits. */
export function aiWorkers(): { csv: string; refills: readonly Moment[] } {
  const random = new Random(2002);
  const runs = [...everydayRuns(random), ...spike(random), ...systemRuns()].sort((a, b) => a.when - b.when);
  const rows: (string | number)[][] = [];
  const refills: Moment[] = [];
  let balance = 1_200_000;
  for (const run of runs) {
    balance -= run.credits;
    rows.push(asRow(run, balance));
    if (balance < REFILL_BELOW) {
      const when = run.when + 9_000;
      refills.push(when);
      balance += REFILL;
      rows.push(asRow(systemRun(when, 'Auto refill', 0), balance));
    }
  }
  return { csv: csv(HEADER, rows, '\n'), refills };
}

function everydayRuns(random: Random): Run[] {
  const runs: Run[] = [];
  for (const when of workingMoments(random, OCTOBER, { weekday: 108, weekend: 18 })) {
    const who = random.weighted(BY_ACTIVITY);
    if (who === THEO && when >= THEO_REMOVED) continue;
    const worker = random.weighted(WORKERS);
    const executions = 1 + random.skewed(0, 7);
    const credits = executions * worker.credits + random.integer(0, 25);
    runs.push({
      when,
      actor: who.email,
      worker: worker.name,
      entryPoint: random.weighted(ENTRY_POINTS),
      executions,
      credits,
    });
  }
  return runs;
}

function spike(random: Random): Run[] {
  return steadyMoments(random, SPIKE, { min: 45_000, max: 110_000 }).map((when) => ({
    when,
    actor: MAREK.email,
    worker: SPIKE_WORKER,
    entryPoint: 'API',
    executions: random.integer(6, 14),
    credits: random.integer(2_400, 6_100),
  }));
}

/** A grant on the first, a small index rebuild every night, and the refund after the spike. */
function systemRuns(): Run[] {
  const runs = [
    systemRun(OCTOBER.from, 'Monthly grant', 0),
    systemRun(REFUND, 'Credit adjustment', -250_000),
  ];
  for (let day = OCTOBER.from; day < OCTOBER.to; day += DAY) {
    runs.push({ ...systemRun(day + 2 * HOUR + 30 * MINUTE, 'Index rebuild', 420), executions: 1 });
  }
  return runs;
}

/** A one-off of the system: no worker. */
function systemRun(when: Moment, entryPoint: string, credits: number): Run {
  return { when, actor: 'System', worker: '', entryPoint, executions: 0, credits };
}

function asRow(run: Run, balance: number): (string | number)[] {
  return [
    plainTime(run.when),
    run.actor,
    run.worker,
    run.entryPoint,
    run.executions,
    hundredths(run.credits),
    hundredths(balance),
  ];
}
