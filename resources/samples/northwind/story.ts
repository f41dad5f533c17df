import { at } from './rhythm.ts';

/** What happened at Northwind in September and October 2026; README.md tells it. Every log agrees with these moments. */

/** The research group brings its own Anthropic key. */
export const BYOK_FROM = at('2026-09-15T07:30:00Z');

/** The key `etl-legacy` is used by someone else at night, until it is revoked. */
export const LEAKED_KEY = 'etl-legacy';
export const LEAK = { from: at('2026-09-22T23:04:00Z'), to: at('2026-09-24T03:40:00Z') };
export const KEY_REVOKED = at('2026-09-24T09:12:40Z');

/** Single sign-on is off while its certificate is changed. */
export const SSO_OFF = { from: at('2026-10-06T09:02:15Z'), to: at('2026-10-06T09:41:50Z') };

/** Theo leaves; a saved automation goes on in his name until someone notices. */
export const THEO_REMOVED = at('2026-10-09T15:30:00Z');
export const THEO_AUTOMATION_ENDS = at('2026-10-13T00:00:00Z');

/** Marek becomes admin, enables an expensive model, and a night later the spending is a multiple of the usual. */
export const MAREK_ADMIN = at('2026-10-13T16:20:08Z');
export const OPUS_ENABLED = at('2026-10-14T08:47:19Z');
export const SPIKE = { from: at('2026-10-15T21:40:00Z'), to: at('2026-10-16T05:10:00Z') };
export const SPIKE_WORKER = 'CV Screener';
export const SPIKE_KEY = 'marek-sandbox';
export const OPUS_DISABLED = at('2026-10-16T07:58:31Z');
export const SPIKE_KEY_REVOKED = at('2026-10-16T08:01:31Z');
export const REFUND = at('2026-10-19T10:15:00Z');

/** A wrong base address makes calls to gpt-4o fail; the model is disabled until the provider is right again. */
export const OPENAI_BROKEN = at('2026-10-20T13:21:07Z');
export const GPT4O_DISABLED = at('2026-10-20T14:07:33Z');
export const OPENAI_REPAIRED = at('2026-10-20T15:52:44Z');
export const GPT4O_ENABLED = at('2026-10-22T09:30:12Z');
export const GPT4O_FAILING = { from: OPENAI_BROKEN, to: GPT4O_DISABLED };
export const GPT4O_OFF = { from: GPT4O_DISABLED, to: GPT4O_ENABLED };

/** Jonas gets a permission, downloads a campaign, then deletes it. */
export const JONAS_PERMITTED = at('2026-10-26T16:05:00Z');
export const DOWNLOADS = { from: at('2026-10-27T18:12:00Z'), to: at('2026-10-27T18:31:00Z') };
export const DELETIONS = { from: at('2026-10-27T18:41:00Z'), to: at('2026-10-27T18:50:00Z') };
export const JONAS_PERMISSION_REVOKED = at('2026-10-28T07:55:20Z');
