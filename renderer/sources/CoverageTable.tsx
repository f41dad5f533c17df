import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Hole, LogCoverage } from '../../shared/api/contract.ts';
import { useServices } from '../app/services-context.ts';
import { useZone } from '../app/use-settings.ts';
import { LogText } from '../ui/LogText.tsx';
import { formatCount, formatCountOf } from '../ui/numbers.ts';
import { TableHead } from '../ui/TableHead.tsx';
import styles from './Coverage.module.css';
import { axisOf } from './coverage-marks.ts';
import { spanText } from './LogCoverageView.tsx';
import { showAround } from './show-events.ts';

interface CoverageTableProps {
  readonly log: LogCoverage;
  readonly chosen: Hole | null;
  readonly onChoose: (hole: Hole) => void;
}

/** Rows shown unasked. */
const FIRST = 12;

/** The bar as tables: sources, holes, overlaps and late arrivals. */
export function CoverageTable({ log, chosen, onChoose }: CoverageTableProps) {
  const zone = useZone();
  const services = useServices();
  const names = new Map(log.lanes.map(({ source, name }) => [source, name]));
  const nameOf = (source: number) => <LogText text={names.get(source) ?? `source ${source}`} limit={80} />;
  return (
    <>
      <Listed
        caption="Sources"
        heading={['Source', 'Covers', 'Events', 'Repeats', 'Conflicts', 'Undated']}
        rows={log.lanes.map((lane) => ({
          key: String(lane.source),
          cells: [
            nameOf(lane.source),
            lane.span === null ? '–' : spanText(lane.span, zone),
            formatCount(lane.events),
            formatCount(lane.same),
            formatCount(lane.conflicts),
            formatCount(lane.undated),
          ],
        }))}
      />
      {log.holes.length > 0 && (
        <Listed
          caption="Holes"
          heading={['Time', 'What is missing']}
          rows={log.holes.map((hole) => ({
            key: hole.from,
            cells: [
              <button
                key="choose"
                type="button"
                className={styles.link}
                aria-pressed={hole === chosen}
                onClick={() => onChoose(hole)}
              >
                {spanText(hole, zone)}
              </button>,
              hole.kind === 'between' ? 'No export covers it' : 'No events inside an export',
            ],
          }))}
        />
      )}
      {log.overlaps.length > 0 && (
        <Listed
          caption="Overlaps"
          heading={['Brought by', 'Also in', 'Time', 'Same', 'Conflicts']}
          rows={log.overlaps.map((overlap) => ({
            key: `${overlap.first} ${overlap.second}`,
            cells: [
              nameOf(overlap.first),
              overlap.first === overlap.second ? 'the same file' : nameOf(overlap.second),
              spanText(overlap, zone),
              formatCount(overlap.same),
              formatCount(overlap.conflicts),
            ],
          }))}
        />
      )}
      {log.late.length > 0 && (
        <Listed
          caption="Late arrivals"
          heading={['Found in', 'Not in', 'Time', 'Events']}
          rows={log.late.map((arrival) => ({
            key: String(arrival.source),
            cells: [
              nameOf(arrival.source),
              formatCountOf(arrival.earlier.length, 'earlier source'),
              <button
                key="show"
                type="button"
                className={styles.link}
                onClick={() => showAround(services, [arrival.source], axisOf(arrival))}
              >
                {spanText(arrival, zone)}
              </button>,
              formatCount(arrival.events),
            ],
          }))}
        />
      )}
    </>
  );
}

interface ListedProps {
  readonly caption: string;
  readonly heading: readonly string[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly React.ReactNode[] }[];
}

function Listed({ caption, heading, rows }: ListedProps) {
  const [all, setAll] = useState(false);
  const listed = all ? rows : rows.slice(0, FIRST);
  return (
    <>
      <table className={styles.table}>
        <caption>
          {caption} ({formatCount(rows.length)})
        </caption>
        <TableHead titles={heading} />
        <tbody>
          {listed.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, index) => (
                <td key={heading[index]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {listed.length < rows.length && (
        <Button className={styles.more} onClick={() => setAll(true)}>
          Show all {formatCount(rows.length)}
        </Button>
      )}
    </>
  );
}
