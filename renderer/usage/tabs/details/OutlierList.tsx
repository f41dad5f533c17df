import { Button } from '@mantine/core';
import type { UsageOutlier, UsageOutliers } from '../../../../shared/api/contract.ts';
import { MEASURES } from '../../../../shared/domain/measures.ts';
import { useServices } from '../../../app/services-context.ts';
import { useZone } from '../../../app/use-settings.ts';
import { ActorCell } from '../../../grid/ActorCell.tsx';
import { formatTime } from '../../../grid/cell-value.ts';
import { LogText } from '../../../ui/LogText.tsx';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import { TableHead } from '../../../ui/TableHead.tsx';
import { measuredText } from '../../measured-text.ts';
import { FewFirst } from './FewFirst.tsx';
import styles from './UsageHints.module.css';

/** The unusually large events, the most unusual first, each with why and a way to the event. */
export function OutlierList({
  outliers: { rule, measure, total, outliers },
}: {
  readonly outliers: UsageOutliers;
}) {
  const { selection } = useServices();
  const zone = useZone();
  return (
    <ScrollRegion label="Unusually large events" className={styles.list}>
      <p className={styles.rule}>{rule}</p>
      <FewFirst found={outliers} total={total} list={table} />
    </ScrollRegion>
  );

  function table(shown: readonly UsageOutlier[]) {
    return (
      <table className={styles.table}>
        <caption className={styles.unseen}>Unusually large events</caption>
        <TableHead titles={['Timestamp', 'Actor', 'Of', MEASURES[measure].label, 'Why', 'Open']} />
        <tbody>
          {shown.map(({ row, value, currency, reasons }) => (
            <tr key={row.id}>
              <td className={styles.instant}>
                {row.time === null ? 'No timestamp' : formatTime(row.time, zone)}
              </td>
              <td>
                <span className={styles.actor}>{row.actor === null ? '–' : <ActorCell row={row} />}</span>
              </td>
              <td className={styles.subject}>
                <LogText text={row.worker ?? row.model ?? row.reason ?? '–'} limit={120} />
              </td>
              <td className={styles.figure}>{measuredText(value, measure, currency)}</td>
              <td className={styles.why}>
                <LogText text={reasons.map(({ why }) => why).join(' ')} limit={600} />
              </td>
              <td>
                <Button
                  size="compact-xs"
                  variant="subtle"
                  aria-label={`Open event ${row.id}`}
                  onClick={() => selection.setState({ openEvent: row.id })}
                >
                  Open
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    );
  }
}
