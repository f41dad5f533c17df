/** A call as the usage export of an organisation states it; `when` is UTC, `YYYY-MM-DD hh:mm:ss`. */
export interface Call {
  readonly when: string;
  readonly model?: string;
  readonly credits?: string;
  readonly input?: string;
  /** Provider cost of a call with an own key. */
  readonly cost?: string;
  readonly currency?: string;
  /** Dana where it is left out; empty is nobody. */
  readonly user?: string;
  readonly reason?: string;
}

const HEADING =
  'When,User,Email,Reason,Provider,Model,Input tokens,Output tokens,Credits,BYOK,Provider cost,Currency';

/** A usage export of these calls. */
export function usageCsv(calls: readonly Call[]): string {
  const lines = calls.map(
    ({ when, model = 'gpt-4o', credits = '', input = '', cost = '', currency = '', user, reason }) => {
      const byok = cost === '' ? 'No' : 'Yes';
      const whose = user === undefined ? ['Dana', 'dana@example.com'] : [user, ''];
      const who = [when, ...whose, reason ?? 'Chat', 'OpenAI', model];
      return [...who, input, '', credits, byok, cost, currency].join(',');
    },
  );
  return `${[HEADING, ...lines].join('\n')}\n`;
}

/** The dates from one to another, both included, `YYYY-MM-DD`. */
export function datesBetween(first: string, last: string): readonly string[] {
  const dates: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += 86_400_000) {
    dates.push(new Date(at).toISOString().slice(0, 10));
  }
  return dates;
}
