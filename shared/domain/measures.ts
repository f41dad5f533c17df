/** What can be summed. The four money measures are never added together. */
export const MEASURES = {
  events: { label: 'Events', kind: 'integer', about: 'Number of events' },
  requests: { label: 'Requests', kind: 'integer', about: 'Executions; 1 where the log gives none' },
  tokens: { label: 'Tokens', kind: 'integer', about: 'Input plus output tokens' },
  inputTokens: { label: 'Input tokens', kind: 'integer', about: 'Tokens sent' },
  outputTokens: { label: 'Output tokens', kind: 'integer', about: 'Tokens received' },
  credits: { label: 'Credits', kind: 'decimal', about: 'Credits consumed' },
  cost: { label: 'Cost', kind: 'decimal', about: 'Cost charged by the platform' },
  byokCost: { label: 'BYOK cost', kind: 'decimal', about: 'Provider cost of bring-your-own-key calls' },
} as const satisfies Record<string, { label: string; kind: 'integer' | 'decimal'; about: string }>;

/** Name of a measure. */
export type Measure = keyof typeof MEASURES;

/** Measure names in menu order. */
export const MEASURE_NAMES = Object.keys(MEASURES) as readonly Measure[];
