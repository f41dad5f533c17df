import { parseFieldRef } from '../../../shared/domain/field-ref.ts';
import { refsOf } from '../../../shared/filter/clause-refs.ts';
import { addClause, setIncluded } from '../../../shared/filter/edit.ts';
import { type Clause, EMPTY_FILTER, type Filter } from '../../../shared/filter/filter.ts';
import { isUsageField } from '../../grid/cell-value.ts';
import type { DrillDown } from '../../state/usage-store.ts';

type Subject = Pick<DrillDown, 'field' | 'key'>;

/** The events of a filter that are of one member, model, key or worker. */
export function ofSubject(filter: Filter, { field, key }: Subject): Filter {
  return addClause(filter, { kind: 'facet', field, include: [key], exclude: [] });
}

/** Nothing but that: its events of all time, whatever else is filtered. */
export function allOfSubject(filter: Filter, subject: Subject): Filter {
  return ofSubject({ ...EMPTY_FILTER, time: { ...EMPTY_FILTER.time, zone: filter.time.zone } }, subject);
}

/** The filter with it as the only value of its field: everything else, the period above all, stays. */
export function onlySubject(filter: Filter, { field, key }: Subject): Filter {
  return setIncluded(filter, field, [key]);
}

/**
 * The same window in the audit log, about what was done to a model, key or worker, or by and to a member. Conditions
 * that no audit event can meet are switched off, so that they are there on the way back.
 */
export function auditOfSubject(filter: Filter, { field, key }: Subject): Filter {
  const chips = filter.chips.map((chip) => ({ ...chip, off: chip.off || isAboutUsage(chip.clause) }));
  return addClause({ ...filter, chips }, aboutSubject(field, key));
}

function isAboutUsage(clause: Clause): boolean {
  return [...refsOf([clause])].some((ref) => {
    const target = parseFieldRef(ref);
    return target.kind === 'field' && (isUsageField(target.name) || target.name === 'actor');
  });
}

function aboutSubject(field: string, key: string | null): Clause {
  const is = (of: string): Clause => ({ kind: 'facet', field: of, include: [key], exclude: [] });
  if (field === 'actor') return { kind: 'group', op: 'or', clauses: [is('actor'), is('resource')] };
  return field === 'workspaceName' ? is('workspaceName') : is('resource');
}
