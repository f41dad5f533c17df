import type { Profile } from '../profile/profile-format.ts';

const NUMBER = /^-?\d{1,9}$/;

/** How an action ended: `success`, `failure`, or as found where the profile does not say. */
export function readOutcome(text: string | null, rules: Profile['outcomes']): string | null {
  if (rules === undefined) return text;
  if (text === null) return rules.whenEmpty === 'nothing' ? null : rules.whenEmpty;
  const word = text.toLowerCase();
  if (isOneOf(word, rules.success)) return 'success';
  if (isOneOf(word, rules.failure)) return 'failure';
  if (rules.failureFrom !== undefined && NUMBER.test(text)) {
    return Number(text) >= rules.failureFrom ? 'failure' : 'success';
  }
  if (rules.otherwise === 'nothing') return null;
  return rules.otherwise === 'asFound' ? text : rules.otherwise;
}

function isOneOf(word: string, names: readonly string[]): boolean {
  return names.some((name) => name.toLowerCase() === word);
}
