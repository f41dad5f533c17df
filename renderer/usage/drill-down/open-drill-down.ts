import type { Group } from '../../../shared/api/contract.ts';
import type { FieldName } from '../../../shared/domain/fields.ts';
import type { Services } from '../../app/services.ts';
import type { DrillDown } from '../../state/usage-store.ts';
import { auditOfSubject, onlySubject } from './subject-filters.ts';

type Concerned = Pick<Services, 'filter' | 'selection' | 'usage' | 'view'>;

/** What a row of a breakdown is about. */
export function subjectOf(field: FieldName, { key, label }: Pick<Group, 'key' | 'label'>): DrillDown {
  return { field, key, label };
}

/**
 * Shows the usage of one member, model, key or worker beside the view, in place of an open event.
 * @param stepped whether one walked there from another, which is then not a place to come back to
 */
export function openDrillDown({ usage, selection }: Concerned, drillDown: DrillDown, stepped = false): void {
  selection.setState({ openEvent: null });
  usage.setState({ drillDown, stepped });
}

/** Shows its events row by row, in the period on screen. */
export function showInDetails({ filter, usage }: Concerned, subject: DrillDown): void {
  filter.apply((before) => onlySubject(before, subject));
  usage.setState({ tab: 'details', drillDown: null, stepped: false });
}

/** Shows what the audit log has about it in the period on screen. */
export function showInAuditLog({ filter, view }: Concerned, subject: DrillDown): void {
  filter.apply((before) => auditOfSubject(before, subject));
  view.setState({ view: 'audit', auditScope: 'audit' });
}
