import type { MouseEvent } from 'react';
import type { Breakdown, Group, Summary } from '../../../shared/api/contract.ts';
import { type FieldName, isFieldName } from '../../../shared/domain/fields.ts';
import { MEASURES } from '../../../shared/domain/measures.ts';
import { toggleValue } from '../../../shared/filter/edit.ts';
import { visibleText } from '../../../shared/text/visible-text.ts';
import { measureOf, type Unit, unitOf } from '../../../shared/usage/group-value.ts';
import { useServices } from '../../app/services-context.ts';
import { toggleExcluded } from '../../histogram/series-filter.ts';
import type { UsageMeasure } from '../../state/usage-store.ts';
import { LogText } from '../../ui/LogText.tsx';
import { formatCount, formatCountOf, formatPercent } from '../../ui/numbers.ts';
import { useHints } from '../../ui/use-hints.tsx';
import { unitText } from '../measured-text.ts';
import { nameOfMany, nameOfNone, nameOfOne } from '../tabs/subject-names.ts';
import styles from './DrillDownPane.module.css';
import { SHOWN_VALUES } from './drill-down-breakdowns.ts';

interface DrillDownBreakdownsProps {
  readonly breakdowns: readonly Breakdown[];
  readonly summary: Summary;
  readonly measure: UsageMeasure;
}

/** What its usage consists of: its models first, then everything else that has more than "no value". */
export function DrillDownBreakdowns({ breakdowns, summary, measure }: DrillDownBreakdownsProps) {
  const { handlers, hint } = useHints();
  const told = breakdowns.filter(({ groups }) => groups.some(({ key }) => key !== null));
  return (
    <div className={styles.breakdowns} {...handlers}>
      {told.map((breakdown) => (
        <OneBreakdown key={breakdown.by} breakdown={breakdown} summary={summary} measure={measure} />
      ))}
      {hint}
    </div>
  );
}

interface OneBreakdownProps extends Omit<DrillDownBreakdownsProps, 'breakdowns'> {
  readonly breakdown: Breakdown;
}

function OneBreakdown({ breakdown, summary, measure }: OneBreakdownProps) {
  const { by, total, groups, currency } = breakdown;
  if (!isFieldName(by)) return null;
  const unit = unitOf(measure, summary, currency);
  // Where something was taken back there is no whole that the parts are of.
  const isTaken = groups.some((group) => (measureOf(group, unit) ?? 0) < 0);
  const whole = isTaken ? null : measureOf(summary, unit);
  return (
    <section className={styles.breakdown}>
      <h3>
        {total === 1 ? nameOfOne(by) : nameOfMany(by)}
        {total > 1 && (
          <span className="muted">
            {' '}
            {total > SHOWN_VALUES ? `${SHOWN_VALUES} of ${formatCount(total)}` : total}
          </span>
        )}
      </h3>
      <ul>
        {groups.map((group) => (
          <li key={group.key}>
            <Value by={by} group={group} whole={whole} unit={unit} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ValueProps {
  readonly by: FieldName;
  readonly group: Group;
  readonly whole: number | null;
  readonly unit: Unit;
}

/** A click filters by the value, a second one lets it go; with Alt it is left out. */
function Value({ by, group, whole, unit }: ValueProps) {
  const { filter } = useServices();
  const { key, label, events } = group;
  const amount = measureOf(group, unit);
  const share = amount === null || whole === null || whole <= 0 ? null : amount / whole;
  const text = unitText(amount, unit);
  const about = `${text} ${MEASURES[unit.measure].label.toLowerCase()}${share === null ? '' : `, ${formatPercent(share)}`}, ${formatCountOf(events, 'event')}`;
  return (
    <button
      type="button"
      className={styles.value}
      aria-label={`${visibleText(label)}: ${about}`}
      data-hint={`${about}. Click: only this. Alt-click: without it.`}
      onClick={({ altKey }: MouseEvent) =>
        filter.apply((before) => (altKey ? toggleExcluded : toggleValue)(before, by, key))
      }
    >
      <span className={key === null ? styles.noValue : styles.valueName}>
        <LogText text={key === null ? nameOfNone(by) : label} limit={120} />
      </span>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.bar} style={{ width: `${Math.max(0, Math.min(1, share ?? 0)) * 100}%` }} />
      </span>
      <span className={styles.amount}>{text}</span>
    </button>
  );
}
