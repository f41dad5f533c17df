import { Button } from '@mantine/core';
import type { UsageOutliers } from '../../../../shared/api/contract.ts';
import { MEASURES } from '../../../../shared/domain/measures.ts';
import { useServices } from '../../../app/services-context.ts';
import { useZone } from '../../../app/use-settings.ts';
import { ActorCell } from '../../../grid/ActorCell.tsx';
import { formatTime } from '../../../grid/cell-value.ts';
import { LogText } from '../../../ui/LogText.tsx';
import { formatCount } from '../../../ui/numbers.ts';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import { TableHead } from '../../../ui/TableHead.tsx';
import { measuredText } from '../../measured-text.ts';
import styles from './UsageHints.module.css';

/** Events that are listed; the grid marks all of them. */
const LISTED = 50;

/** The unusually large events, the most unusual first, each with why and a way to the event. */
export function OutlierList({
  outliers: { rule, measure, total, outliers },
}: {
  readonly outliers: UsageOutliers;
}) {
  const { selection } = useServices();
  const zone = useZone();
  const listed = outliers.slice(0, LISTED);
  return (
    <ScrollRegion label="Unusually large events" className={styles.list}>
      <p className={styles.rule}>{rule}</p>
      {listed.length > 0 && (
        <table className={styles.table}>
          <caption className={styles.unseen}>Unusually large events</caption>
          <TableHead titles={['Timestamp', 'Actor', 'Of', MEASURES[measure].label, 'Why', 'Open']} />
          <tbody>
            {listed.map(({ row, value, currency, reasons }) => (
              <tr key={row.id}>
                <td className={styles.instant}>
                  {row.time === null ? 'No timestamp' : formatTime(row.time, zone)}
                </td>
                <td>
                  <span className={styles.actor}>{row.actor === null ? '–' : <ActorCell row={row} />}</span>
                </td>
                <td>
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
      )}
      {total > listed.length && (
        <p className={styles.rule}>
          The {formatCount(listed.length)} most unusual of {formatCount(total)}; the log marks them all.
        </p>
      )}
    </ScrollRegion>
  );
}
