import { memo, type ReactNode } from 'react';
import type { MonthFigure } from '../../shared/api/contract.ts';
import { formatInstant } from '../../shared/time/format.ts';
import { monthDelta } from '../../shared/usage/month-delta.ts';
import { useAsOf, useZone } from '../app/use-settings.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { formatCount, formatDecimal } from '../ui/numbers.ts';
import { DeltaPill } from './DeltaPill.tsx';
import styles from './UsageStrip.module.css';

const NO_CREDITS = 'No event of these logs has credits';
const NOTE = 'this calendar month, not affected by filters';

/** Figures of whole calendar months by "as of". Unlike those beside them, they stay as they are when one filters. */
export const MonthCards = memo(function MonthCards({
  hasCredits,
}: {
  /** Whether any event of the logs has credits: without, months neither differ nor are the same. */
  readonly hasCredits: boolean;
}) {
  const zone = useZone();
  const { at } = useAsOf();
  const { data, error, pending, retry } = useEngineQuery('monthFigures', { asOf: at, timezone: zone });
  const [now, before] = [data?.thisMonth ?? null, data?.lastMonth ?? null];
  const asOf = `as of ${formatInstant(at, zone, { precision: 'minute' })}`;
  const month = (figure: MonthFigure | null): string =>
    figure === null ? 'the month' : monthName(figure.from, zone);
  if (error !== null && error.code !== 'CANCELLED') {
    return <ErrorNotice what="The calendar months could not be read." error={error} onRetry={retry} />;
  }
  const credits = (value: number | null): string => (value === null ? '–' : formatDecimal(value));
  return (
    <dl className={styles.months} aria-label="Calendar months" aria-busy={pending}>
      <Card label="Credits this month" about={hasCredits ? `Credits of ${month(now)}, ${asOf}` : NO_CREDITS}>
        {credits(now?.credits ?? null)}
      </Card>
      <Card
        label="Credits last month"
        about={hasCredits ? `Credits of ${month(before)}, ${asOf}` : NO_CREDITS}
      >
        {credits(before?.credits ?? null)}
        {hasCredits && now !== null && before !== null && (
          <DeltaPill
            delta={monthDelta(now.credits, before.credits)}
            about={`${month(now)} so far, ${credits(now.credits)} credits, against all of ${month(before)}, ${credits(before.credits)}`}
          />
        )}
      </Card>
      <Card
        label="Active members this month"
        about={`Distinct members with at least one call in ${month(now)}, ${asOf}`}
      >
        {now === null ? '–' : formatCount(now.activeMembers)}
      </Card>
    </dl>
  );
});

interface CardProps {
  readonly label: string;
  readonly about: string;
  readonly children: ReactNode;
}

function Card({ label, about, children }: CardProps) {
  return (
    <div className={styles.month} title={about}>
      <dt>{label}</dt>
      <dd className={styles.value}>{children}</dd>
      <dd className={styles.note}>{NOTE}</dd>
    </div>
  );
}

/** "October 2026" */
function monthName(iso: string, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: zone }).format(
    new Date(iso),
  );
}
