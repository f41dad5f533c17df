import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Hole, LogCoverage, TimeSpan } from '../../shared/api/contract.ts';
import { parseInstant } from '../../shared/time/format.ts';
import { useServices } from '../app/services-context.ts';
import { useZone } from '../app/use-settings.ts';
import { formatTime } from '../grid/cell-value.ts';
import { LogText } from '../ui/LogText.tsx';
import { formatCount, formatCountOf } from '../ui/numbers.ts';
import styles from './Coverage.module.css';
import { CoverageLanes } from './CoverageLanes.tsx';
import { CoverageTable } from './CoverageTable.tsx';
import { axisOf } from './coverage-marks.ts';
import { showAround } from './show-events.ts';

/** One log: its bar, what is missing in it, and the same as a table. */
export function LogCoverageView({ log }: { readonly log: LogCoverage }) {
  const zone = useZone();
  const [chosen, setChosen] = useState<Hole | null>(null);
  const figures = [
    formatCountOf(log.events, 'event'),
    formatCountOf(log.lanes.length, 'source'),
    formatCountOf(log.holes.length, 'hole'),
    ...(log.late.length === 0 ? [] : ['late arrivals']),
    ...(log.undated === 0 ? [] : [`${formatCount(log.undated)} without a timestamp`]),
  ];
  return (
    <section className={styles.log} aria-label={`Coverage of ${log.name}`}>
      <header className={styles.logHead}>
        <h2>
          <LogText text={log.name} limit={200} />
        </h2>
        <span className="muted tabular">{figures.join(' · ')}</span>
      </header>
      {log.span === null ? (
        <p className="muted">No event of this log has a timestamp.</p>
      ) : (
        <>
          <CoverageLanes log={log} span={log.span} chosen={chosen} onChoose={setChosen} />
          <p className={styles.ends}>
            <span>{shown(log.span.from, zone)}</span>
            <span>{shown(log.span.to, zone)}</span>
          </p>
          {chosen !== null && <ChosenHole key={chosen.from} log={log} hole={chosen} />}
        </>
      )}
      <CoverageTable log={log} onChoose={setChosen} chosen={chosen} />
    </section>
  );
}

function ChosenHole({ log, hole }: { readonly log: LogCoverage; readonly hole: Hole }) {
  const services = useServices();
  const sources = log.lanes.map(({ source }) => source);
  return (
    <div className={styles.chosen} role="status">
      <p>{hole.message}</p>
      <Button onClick={() => showAround(services, sources, axisOf(hole))}>Show the log around it</Button>
    </div>
  );
}

/** An instant in the zone of the page. */
export function shown(iso: string, zone: string): string {
  return formatTime(parseInstant(iso, 'UTC'), zone);
}

/** From and to, in words. */
export function spanText({ from, to }: TimeSpan, zone: string): string {
  return from === to ? shown(from, zone) : `${shown(from, zone)} to ${shown(to, zone)}`;
}
