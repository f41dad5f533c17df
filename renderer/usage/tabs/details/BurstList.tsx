import { Button } from '@mantine/core';
import type { UsageBurst, UsageBursts } from '../../../../shared/api/contract.ts';
import { visibleText } from '../../../../shared/text/visible-text.ts';
import { formatInstant, parseInstant } from '../../../../shared/time/format.ts';
import { useServices } from '../../../app/services-context.ts';
import { useZone } from '../../../app/use-settings.ts';
import { LogText } from '../../../ui/LogText.tsx';
import { formatCount, formatCountOf } from '../../../ui/numbers.ts';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import { TableHead } from '../../../ui/TableHead.tsx';
import { nameOfOne } from '../subject-names.ts';
import { FewFirst } from './FewFirst.tsx';
import { ofBurst } from './hint-filters.ts';
import styles from './UsageHints.module.css';

/** The clusters, the most unusual first, each with why it is one and a way to its executions. */
export function BurstList({ bursts: { rule, total, bursts } }: { readonly bursts: UsageBursts }) {
  const { filter } = useServices();
  const zone = useZone();
  return (
    <ScrollRegion label="Clusters of executions" className={styles.list}>
      <p className={styles.rule}>{rule}</p>
      <FewFirst found={bursts} total={total} list={table} />
    </ScrollRegion>
  );

  function table(shown: readonly UsageBurst[]) {
    return (
      <table className={styles.table}>
        <caption className={styles.unseen}>Clusters of executions</caption>
        <TableHead titles={['Begins', 'Of', 'Entries', 'Why', 'Show']} />
        <tbody>
          {shown.map((burst) => {
            const { subject, also, from, to, executions, events, why } = burst;
            const ends = formatInstant(parseInstant(to, 'UTC') - 1, zone, { precision: 'second' });
            const begins = formatInstant(parseInstant(from, 'UTC'), zone, { precision: 'second' });
            return (
              <tr key={`${subject.by} ${subject.key} ${from}`}>
                <td className={styles.instant} title={`Ends ${ends}`}>
                  {begins}
                  <span className={styles.lasts}>{lastsText(burst.seconds)}</span>
                </td>
                <td>
                  {[subject, ...also].map(({ by, key, label }) => (
                    <p key={`${by} ${key}`} className={styles.subject}>
                      <LogText text={label} limit={120} /> <span className="muted">{nameOfOne(by)}</span>
                    </p>
                  ))}
                </td>
                <td className={styles.figure} title={formatCountOf(executions, 'execution')}>
                  {formatCount(events)}
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
    );
  }
}

/** `within a second`, `56 s`, `7 h 29 min`. */
function lastsText(seconds: number): string {
  if (seconds < 1) return 'within a second';
  const whole = Math.round(seconds);
  const parts = [
    [Math.floor(whole / 3_600), 'h'],
    [Math.floor((whole % 3_600) / 60), 'min'],
    [whole % 60, 's'],
  ] as const;
  const [first, ...rest] = parts.slice(parts.findIndex(([count]) => count > 0));
  return [first, rest[0]].flatMap((part) => (part && part[0] > 0 ? [`${part[0]} ${part[1]}`] : [])).join(' ');
}
