import { Button } from '@mantine/core';
import type { UsageBursts } from '../../../../shared/api/contract.ts';
import { visibleText } from '../../../../shared/text/visible-text.ts';
import { formatInstant, parseInstant } from '../../../../shared/time/format.ts';
import { useServices } from '../../../app/services-context.ts';
import { useZone } from '../../../app/use-settings.ts';
import { LogText } from '../../../ui/LogText.tsx';
import { formatCount, formatCountOf } from '../../../ui/numbers.ts';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import { TableHead } from '../../../ui/TableHead.tsx';
import { nameOfOne } from '../subject-names.ts';
import { ofBurst } from './hint-filters.ts';
import styles from './UsageHints.module.css';

/** The clusters, the most unusual first, each with why it is one and a way to its executions. */
export function BurstList({ bursts: { rule, total, bursts } }: { readonly bursts: UsageBursts }) {
  const { filter } = useServices();
  const zone = useZone();
  return (
    <ScrollRegion label="Clusters of executions" className={styles.list}>
      <p className={styles.rule}>{rule}</p>
      {bursts.length > 0 && (
        <table className={styles.table}>
          <caption className={styles.unseen}>Clusters of executions</caption>
          <TableHead titles={['Begins', 'Of', 'Executions', 'Why', 'Show']} />
          <tbody>
            {bursts.map((burst) => {
              const { subject, from, executions, events, why } = burst;
              const begins = formatInstant(parseInstant(from, 'UTC'), zone, { precision: 'second' });
              return (
                <tr key={`${subject.by} ${subject.key} ${from}`}>
                  <td className={styles.instant}>{begins}</td>
                  <td>
                    <LogText text={subject.label} limit={120} />{' '}
                    <span className="muted">{nameOfOne(subject.by)}</span>
                  </td>
                  <td className={styles.figure} title={`In ${formatCountOf(events, 'event')}`}>
                    {formatCount(executions)}
                  </td>
                  <td className={styles.why}>
                    <LogText text={why} limit={400} />
                  </td>
                  <td>
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      aria-label={`Show the executions of ${visibleText(subject.label)} at ${begins}`}
                      onClick={() => filter.apply((before) => ofBurst(before, burst))}
                    >
                      Show
                    </Button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {total > bursts.length && (
        <p className={styles.rule}>
          The {formatCount(bursts.length)} most unusual of {formatCount(total)}.
        </p>
      )}
    </ScrollRegion>
  );
}
