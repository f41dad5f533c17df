/** Runs of AI workers as an audit screen exports them, with everything that stands out among them. */

const HEADING = 'Timestamp,Actor,AI worker,Entry point,Executions,Consumed credits,Final credit balance';

const at = (day: number, hour: number, minute = 0, second = 0): string =>
  `2026-10-${String(day).padStart(2, '0')} ${[hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':')}`;

/** Of Dana: a run an hour on 20 days of one to one and a half credits, and one run of 90. */
const DANA = Array.from({ length: 20 * 8 }, (_, index) => {
  const credits = index === 100 ? 90 : 1 + (index % 6) / 10;
  return [
    at(1 + Math.floor(index / 8), 8 + (index % 8)),
    'dana@example.com',
    'CV Screener',
    'Web app',
    1,
    credits,
  ];
});

/** Of Lee: two runs a day, and 25 within 25 seconds on the 12th. */
const LEE = [
  ...Array.from({ length: 40 }, (_, index) => [
    ...[at(1 + Math.floor(index / 2), index % 2 === 0 ? 9 : 15, 30), 'lee@example.com', 'Outreach Drafter'],
    ...['Schedule', 1, 2],
  ]),
  ...Array.from({ length: 25 }, (_, index) => [
    ...[at(12, 14, 5, index), 'lee@example.com', 'Outreach Drafter', 'Webhook', 1, 2],
  ]),
];

/** One-off operations of the system without a worker, one of them a refund, and runs of a removed member. */
const OTHERS = [
  [at(1, 0), 'System', '', 'Monthly grant', 0, 0],
  [at(9, 3), 'System', '', 'Refund', 1, -12.5],
  [at(9, 4), 'System', '', 'Index rebuild', 1, 4.2],
  [at(10, 10), 'Unknown user', 'CV Screener', 'Web app', 3, 4],
  [at(10, 11), 'Unknown user', 'Outreach Drafter', 'Web app', 2, 3],
];

/** The export, in the order of time; the balance begins at a thousand. */
export function workerRuns(): string {
  let balance = 1_000;
  const rows = [...DANA, ...LEE, ...OTHERS]
    .toSorted((a, b) => String(a[0]).localeCompare(String(b[0])))
    .map((cells) => {
      balance -= Number(cells[5]);
      return [...cells, balance.toFixed(2)].join(',');
    });
  return `${[HEADING, ...rows].join('\n')}\n`;
}

export const RUNS = DANA.length + LEE.length + OTHERS.length;

/** Usage of many members with neither workers, balances nor credits; each has two calls. */
export function manyMembers(count: number): string {
  const lines = [
    'Timestamp,User,Provider,Model,API key,Requests,Input tokens,Output tokens,Cost,Currency,Instance',
  ];
  const start = Date.UTC(2026, 8, 1);
  for (let index = 0; index < 2 * count; index += 1) {
    const time = new Date(start + index * 20_000).toISOString();
    const member = `member${String(index % count).padStart(5, '0')}@example.com`;
    const cost = (1 + (index % count)) / 1_000_000;
    lines.push(
      `${time},${member},OpenAI,gpt-4o,key-${index % 7},1,${index % 900},${index % 90},${cost.toFixed(6)},USD,eu`,
    );
  }
  return `${lines.join('\n')}\n`;
}
