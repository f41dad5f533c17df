/** Longest statement, and longest name of who makes it. */
export const MAX_STATEMENT = 2_000;
export const MAX_STATED_BY = 200;

/** What an export does not say of itself, and whoever received it can: it decides what its silence means. */
export const SOURCE_FACTS = {
  scope: {
    label: 'Scope',
    hint: 'Whose records it can hold. An export of one’s own data says nothing about others.',
    usual: ['All users and API keys', 'The exporter’s own data', 'One organisation', 'One workspace'],
  },
  exportedBy: {
    label: 'Exported by',
    hint: 'Who took it out of its system, and when.',
    usual: [],
  },
  role: {
    label: 'Role of the exporter',
    hint: 'What that person was allowed to see there.',
    usual: ['super_admin', 'billing_admin', 'Org Admin', 'Member'],
  },
  retention: {
    label: 'Stated retention',
    hint: 'How long its system keeps records: before that, their absence means nothing.',
    usual: ['Indefinite, no purge', '90 days', '180 days', '365 days', 'Set by the deployment'],
  },
} as const satisfies Record<string, { label: string; hint: string; usual: readonly string[] }>;

export type SourceFact = keyof typeof SOURCE_FACTS;

/** The facts in the order they are shown. */
export const SOURCE_FACT_NAMES = Object.keys(SOURCE_FACTS) as SourceFact[];

/** What was stated of a source, by whom and when. Empty text takes what was stated before back. */
export interface SourceStatement {
  readonly source: number;
  readonly fact: SourceFact;
  readonly text: string;
  readonly by: string;
  /** ISO 8601 UTC, by the clock of the machine. */
  readonly at: string;
}

/** The newest statement of each fact of each source, as far as there are any that were not taken back. */
export interface SourceStatements {
  readonly statements: readonly SourceStatement[];
  /** Who works at this machine, as a suggestion of who states something. */
  readonly user: string;
}
