import type { UsageBurst } from '../../../../shared/api/contract.ts';
import { addClause, includeValue, setTime } from '../../../../shared/filter/edit.ts';
import type { Filter } from '../../../../shared/filter/filter.ts';
import { parseInstant } from '../../../../shared/time/format.ts';

/** The executions of a cluster: its stretch of time and whoever or whatever ran. */
export function ofBurst(filter: Filter, { subject, from, to }: UsageBurst): Filter {
  const { zone } = filter.time;
  const range = {
    preset: 'custom',
    zone,
    from: parseInstant(from, 'UTC'),
    to: parseInstant(to, 'UTC'),
  } as const;
  return setTime(includeValue(filter, subject.by, subject.key), range);
}

/** Only what has at least so much of a measure; it takes the place of an earlier threshold. */
export function atLeast(filter: Filter, field: string, least: number): Filter {
  const others = filter.chips.filter(
    ({ clause, off }) => off || clause.kind !== 'range' || clause.field !== field || clause.max !== null,
  );
  const min = { value: least, inclusive: true };
  return addClause({ ...filter, chips: others }, { kind: 'range', field, min, max: null });
}
