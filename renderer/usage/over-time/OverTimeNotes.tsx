import { ArrowDownRight, ArrowUpRight, Equal, Info, TrendingUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatInstant } from '../../../shared/time/format.ts';
import type { Unit } from '../../../shared/usage/group-value.ts';
import { formatCountOf } from '../../ui/numbers.ts';
import type { CurrencyAmount } from '../currencies.ts';
import type { Slots } from './over-time-slots.ts';
import {
  comparisonText,
  forecastText,
  methodText,
  noForecastText,
  othersText,
  unknownText,
} from './over-time-text.ts';
import styles from './UsageOverTime.module.css';
import type { ComparisonState } from './use-comparison.ts';
import type { MonthOutlook } from './use-month-forecast.ts';

interface OverTimeNotesProps {
  /** Where costs are in several. */
  readonly currencies: readonly CurrencyAmount[];
  /** Events that are on no axis of time. */
  readonly undated: number;
  readonly comparison: ComparisonState;
  /** Null where no forecast is wanted, or its answer is awaited. */
  readonly outlook: MonthOutlook | null;
  /** The forecast on the axis. */
  readonly slots: Pick<Slots, 'forecast' | 'byHour' | 'bounds'>;
  readonly logEnd: number | null;
  readonly zone: string;
  readonly unit: Unit;
}

/** What comparison and forecast say, in sentences. */
export function OverTimeNotes(props: OverTimeNotesProps) {
  const { comparison, outlook, slots, logEnd, zone, unit } = props;
  return (
    <div className={styles.notes}>
      {leftOutLines(props).map((line) => (
        <Note key={line} icon={<Info size={14} aria-hidden="true" />}>
          {line}
        </Note>
      ))}
      {comparison.kind === 'open' && (
        <Note icon={<Equal size={14} aria-hidden="true" />}>
          Nothing to compare with: this range is open at an end. Choose one with a beginning and an end.
        </Note>
      )}
      {comparison.kind === 'unknown' && (
        <Note icon={<Equal size={14} aria-hidden="true" />}>{unknownText(comparison.logBegin)}</Note>
      )}
      {comparison.kind === 'compared' && (
        <Note icon={iconOf(comparison.comparison.difference.kind)} line>
          {comparisonText(comparison.comparison, unit)}
        </Note>
      )}
      {outlook !== null && (
        <Note icon={<TrendingUp size={14} aria-hidden="true" />} forecast={slots.forecast !== null}>
          {outlookText(outlook, logEnd, zone, unit)}
          {outlook.outcome.kind === 'forecast' && outlook.outcome.coming.length > 0 && (
            <>
              {drawnText(slots)}
              <details className={styles.method}>
                <summary>How it was made</summary>
                {methodText(outlook.outcome, zone)}
              </details>
            </>
          )}
        </Note>
      )}
    </div>
  );
}

/** Which part of the forecast is drawn, where that is not all of it. */
function drawnText({ forecast, byHour, bounds }: OverTimeNotesProps['slots']): string {
  const end = bounds.at(-1);
  if (forecast === null || end === undefined) {
    return ' It is drawn where the range holds the end of the log, per hour or longer.';
  }
  if (!byHour) return '';
  return ` Drawn until ${formatInstant(end, 'UTC', { precision: 'minute' })}, each day spread evenly over its hours.`;
}

/** The same as lines, for a picture that is looked at by itself. */
export function noteLines(notes: Omit<OverTimeNotesProps, 'slots'>): string[] {
  const { comparison, outlook, logEnd, zone, unit } = notes;
  const lines = leftOutLines(notes);
  if (comparison.kind === 'compared') {
    lines.push(comparisonText(comparison.comparison, unit));
  }
  if (comparison.kind === 'unknown') lines.push(unknownText(comparison.logBegin));
  if (outlook === null) return lines;
  const made = outlook.outcome.kind === 'forecast' ? [methodText(outlook.outcome, zone)] : [];
  return [...lines, outlookText(outlook, logEnd, zone, unit), ...made];
}

/** What the chart does not hold. */
function leftOutLines({
  currencies,
  undated,
  unit,
}: Pick<OverTimeNotesProps, 'currencies' | 'undated' | 'unit'>): string[] {
  const others = othersText(currencies, unit);
  const apart =
    undated === 0 ? '' : `${formatCountOf(undated, 'event')} without a timestamp not in this chart.`;
  return [others, apart].filter((line) => line !== '');
}

function outlookText(
  { month, outcome }: MonthOutlook,
  logEnd: number | null,
  zone: string,
  unit: Unit,
): string {
  const name = monthName(month.from, zone);
  if (outcome.kind !== 'forecast') return noForecastText(outcome, name, logEnd ?? month.until);
  return `Forecast for ${forecastText(outcome, name, unit)}`;
}

/** `October 2026` */
function monthName(at: number, zone: string): string {
  const [, month = '', year = ''] = formatInstant(at, zone, { precision: 'day' }).split(' ');
  return `${month} ${year}`;
}

function iconOf(kind: string): ReactNode {
  if (kind === 'up' || kind === 'new') return <ArrowUpRight size={14} aria-hidden="true" />;
  if (kind === 'down') return <ArrowDownRight size={14} aria-hidden="true" />;
  return <Equal size={14} aria-hidden="true" />;
}

interface NoteProps {
  readonly icon: ReactNode;
  /** Whether it is about the dashed line, or about the forecast on the axis. */
  readonly line?: boolean;
  readonly forecast?: boolean;
  readonly children: ReactNode;
}

function Note({ icon, line = false, forecast = false, children }: NoteProps) {
  return (
    <div className={styles.note} data-key={line ? 'line' : forecast ? 'forecast' : undefined}>
      {icon}
      <div>{children}</div>
    </div>
  );
}
