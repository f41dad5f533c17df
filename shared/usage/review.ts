import * as v from 'valibot';

/** The month a usage review is about: `2026-10`. */
export const reviewPeriod = v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/));

/** Longest note, and longest name of who states it. */
export const MAX_NOTE = 10_000;
export const MAX_NAME = 200;

/** What a monthly review of usage asks, and what it warns of. */
export const REVIEW_CHECKS = {
  highCredits: {
    text: 'Is the target period selected, and are the rows with high credit consumption identified?',
    hint: 'Choose the month, sort the details by credits, and look at what is marked as unusually large.',
  },
  startingPoint: {
    text: 'Is it decided whether the investigation starts by user or by AI worker?',
    hint: 'For a monthly review start with the totals of the AI workers, then open their details.',
  },
  unexpected: {
    text: 'If a run is unexpected, have the triggers and inbound channel settings of its worker been checked?',
    hint: 'What starts a worker stands in its settings, not in this log. Note what was found there.',
  },
  notLogsAlone: {
    text: 'Do not rely on logs alone',
    hint: 'The log is where a review begins. For the cause, also check worker settings, triggers, inbound channels and the run history, and note where they were looked up.',
  },
} as const satisfies Record<string, { text: string; hint: string }>;

export type ReviewItem = keyof typeof REVIEW_CHECKS;

/** The items in the order they are asked. */
export const REVIEW_ITEMS = Object.keys(REVIEW_CHECKS) as ReviewItem[];

/** What was stated of an item, by whom and when. */
export interface ReviewStatement {
  readonly done: boolean;
  readonly note: string;
  readonly by: string;
  /** ISO 8601 UTC, by the clock of the machine. */
  readonly at: string;
}

/** An item with the newest statement of it; null when nothing was stated. */
export interface ReviewAnswer {
  readonly item: ReviewItem;
  readonly stated: ReviewStatement | null;
  /** The statement before, which taking the newest back returns to; null when there was none. */
  readonly before: ReviewStatement | null;
  /** How many statements there are. */
  readonly statements: number;
}

/** The review of one month. */
export interface UsageReview {
  readonly period: string;
  /** One for each item, in their order. */
  readonly answers: readonly ReviewAnswer[];
  /** The months that anything was stated of, newest first. */
  readonly periods: readonly { readonly period: string; readonly done: number }[];
  /** Who works at this machine, as a suggestion of who reviews. */
  readonly user: string;
}
