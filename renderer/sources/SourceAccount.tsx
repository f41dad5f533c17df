import { Button } from '@mantine/core';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { useState } from 'react';
import type { SourceAccount as Account, DayCount } from '../../shared/api/contract.ts';
import type { Source } from '../../shared/domain/source.ts';
import { useZone } from '../app/use-settings.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { formatCount, formatCountOf } from '../ui/numbers.ts';
import dayStyles from './Days.module.css';
import { DuplicatesList } from './DuplicatesList.tsx';
import styles from './Sources.module.css';

/** The accounting of a source: counted anew, by day, with its gaps and what was found twice. */
export function SourceAccount({ source }: { readonly source: Source }) {
  const zone = useZone();
  const { data, error, retry } = useEngineQuery('sourceAccount', { source: source.id, timezone: zone });
  if (error !== null) {
    return <ErrorNotice what="The source could not be counted anew." error={error} onRetry={retry} />;
  }
  if (data === null) return null;
  return (
    <>
      <Check account={data} />
      {data.days.length > 0 && <Days days={data.days} zone={zone} />}
      {data.gaps.length > 0 && (
        <section aria-label="Gaps">
          <h3>Gaps ({formatCount(data.gaps.length)})</h3>
          <ul className={styles.notes}>
            {data.gaps.map((gap) => (
              <li key={gap.from}>{gap.message}</li>
            ))}
          </ul>
        </section>
      )}
      {data.same + data.conflicts > 0 && <Duplicates source={source.id} account={data} />}
    </>
  );
}

function Check({ account: { holds, counted } }: { readonly account: Account }) {
  const Icon = holds ? CircleCheck : CircleAlert;
  return (
    <p className={styles.check} data-holds={holds}>
      <Icon size={14} aria-hidden="true" />
      {holds
        ? 'Counted anew: the stored records add up.'
        : `The stored records do not add up: ${formatCount(counted.imported)} events, ${formatCount(counted.duplicate)} duplicates and ${formatCount(counted.rejected)} rejects were found. Run verify.`}
    </p>
  );
}

/** Days drawn at most; more would be thinner than a line. */
const MOST_DRAWN = 400;

function Days({ days, zone }: { readonly days: readonly DayCount[]; readonly zone: string }) {
  const [first, last] = [days[0], days.at(-1)];
  const most = Math.max(...days.map(({ events }) => events));
  const from = dayNumber(first?.day ?? '');
  const span = dayNumber(last?.day ?? '') - from + 1;
  const label = `${formatCountOf(days.length, 'day')} with records from ${first?.day ?? ''} to ${last?.day ?? ''}, at most ${formatCount(most)} a day`;
  return (
    <section aria-label="Records per day">
      <h3>Records per day ({zone})</h3>
      {span <= MOST_DRAWN && (
        <svg
          className={dayStyles.days}
          viewBox={`0 0 ${span} 40`}
          preserveAspectRatio="none"
          role="img"
          aria-label={label}
        >
          {days.map(({ day, events }) => (
            <rect
              key={day}
              className={styles.span}
              x={dayNumber(day) - from}
              width={span > 60 ? 1 : 0.85}
              y={40 - Math.max(1, (events / most) * 40)}
              height={Math.max(1, (events / most) * 40)}
            >
              <title>{`${day}: ${formatCountOf(events, 'record')}`}</title>
            </rect>
          ))}
        </svg>
      )}
      <details>
        <summary>{label}</summary>
        <table className={dayStyles.twin}>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col" className={dayStyles.figure}>
                Records
              </th>
            </tr>
          </thead>
          <tbody>
            {days.slice(0, MOST_DRAWN).map(({ day, events }) => (
              <tr key={day}>
                <th scope="row">{day}</th>
                <td className={dayStyles.figure}>{formatCount(events)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
}

function Duplicates({ source, account }: { readonly source: number; readonly account: Account }) {
  const [shown, setShown] = useState<'same' | 'conflict' | null>(null);
  const { same, conflicts } = account;
  const toggle = (kind: 'same' | 'conflict') => () => setShown(shown === kind ? null : kind);
  return (
    <section aria-label="Duplicates">
      <h3>Duplicates ({formatCount(same + conflicts)})</h3>
      <p>
        {formatCount(same)} with the content of a stored event, {formatCount(conflicts)} with its id and other
        content. None of them was added again; all are kept.
      </p>
      <div className={styles.buttons}>
        {conflicts > 0 && (
          <Button aria-expanded={shown === 'conflict'} onClick={toggle('conflict')}>
            Compare the {formatCountOf(conflicts, 'conflict')}
          </Button>
        )}
        {same > 0 && (
          <Button aria-expanded={shown === 'same'} onClick={toggle('same')}>
            Show the {formatCountOf(same, 'repeat')}
          </Button>
        )}
      </div>
      {shown !== null && <DuplicatesList key={shown} source={source} kind={shown} />}
    </section>
  );
}
