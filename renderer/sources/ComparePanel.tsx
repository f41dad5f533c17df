import { Button } from '@mantine/core';
import { ArrowLeft, ArrowRightLeft } from 'lucide-react';
import { useState } from 'react';
import type {
  AlteredRecord,
  ComparedRecord,
  Comparison,
  Listed,
  ProbablyAltered,
} from '../../shared/api/contract.ts';
import type { Source } from '../../shared/domain/source.ts';
import { useServices } from '../app/services-context.ts';
import { useZone } from '../app/use-settings.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { LogText } from '../ui/LogText.tsx';
import { formatCount } from '../ui/numbers.ts';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { TableHead } from '../ui/TableHead.tsx';
import styles from './Coverage.module.css';
import { shown, spanText } from './LogCoverageView.tsx';
import { showEvent } from './show-events.ts';

/** Records listed of each kind; the command line lists all of them. */
const LISTED = 200;

interface ComparePanelProps {
  /** In the order in which they were chosen. */
  readonly sources: readonly [Source, Source];
  readonly onClose: () => void;
}

/** Two exports of one log: what vanished, what was altered, what came late. */
export function ComparePanel({ sources, onClose }: ComparePanelProps) {
  const [turned, setTurned] = useState(false);
  const [a, b] = sources;
  const [first, second] = turned ? [b, a] : [a, b];
  const { data, error, retry } = useEngineQuery('compareSources', {
    first: [first.id],
    second: [second.id],
    window: null,
    limit: LISTED,
  });
  return (
    <ScrollRegion className={styles.panel} label="Comparison of two sources">
      <section className={styles.log} aria-label="Comparison">
        <header className={styles.logHead}>
          <Button leftSection={<ArrowLeft size={14} aria-hidden="true" />} onClick={onClose}>
            Back to the sources
          </Button>
          <h2>
            <LogText text={first.name} limit={80} /> then <LogText text={second.name} limit={80} />
          </h2>
          <Button
            leftSection={<ArrowRightLeft size={14} aria-hidden="true" />}
            onClick={() => setTurned(!turned)}
          >
            The other was exported first
          </Button>
        </header>
        {error !== null && (
          <ErrorNotice what="The sources could not be compared." error={error} onRetry={retry} />
        )}
        {data === null ? (
          error === null && <p className={styles.wait}>Comparing…</p>
        ) : (
          <Result found={data} />
        )}
      </section>
    </ScrollRegion>
  );
}

function Result({ found }: { readonly found: Comparison }) {
  const zone = useZone();
  const { common, unchanged, vanished, altered, late, probablyAltered, outside, notes } = found;
  return (
    <>
      <p>
        {common === null ? 'No time in common.' : `Both cover ${spanText(common, zone)}.`}{' '}
        <strong className="tabular">
          {formatCount(unchanged)} unchanged, {formatCount(vanished.total)} vanished,{' '}
          {formatCount(altered.total)} altered, {formatCount(late.total)} late
        </strong>
        {outside.first + outside.second > 0 &&
          `; outside the time of the other: ${formatCount(outside.first)} of the first, ${formatCount(outside.second)} of the second`}
      </p>
      {common !== null && vanished.total + altered.total === 0 && (
        <p>Nothing vanished and nothing was altered in the time both cover.</p>
      )}
      <Records caption="Vanished" about="in the first, not in the second" list={vanished} />
      <Altered caption="Altered" about="the same id, other content" list={altered} />
      <Records caption="Late" about="only in the second, at a time the first covers" list={late} />
      <Altered
        caption="Probably altered"
        about="lead, not proof: one vanished and one late record that agree in time and actor, or in all but few fields; they are listed above as well"
        list={probablyAltered}
      />
      <ul className={styles.rules}>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </>
  );
}

interface RecordsProps {
  readonly caption: string;
  readonly about: string;
  readonly list: Listed<ComparedRecord>;
}

function Records({ caption, about, list }: RecordsProps) {
  if (list.total === 0) return null;
  return (
    <>
      <table className={styles.table}>
        <caption>
          {caption} ({formatCount(list.total)}): <span className="muted">{about}</span>
        </caption>
        <TableHead titles={['Time', 'Action', 'Actor', 'Resource', 'Place']} />
        <tbody>
          {list.records.map((record) => (
            <tr key={record.event}>
              <td>
                <EventLink record={record} />
              </td>
              {[record.action, record.actor, record.resource].map((text, index) => (
                // The cells of a row never change places.
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                <td key={index}>{text === null ? '–' : <LogText text={text} limit={120} />}</td>
              ))}
              <td>
                <Place record={record} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <More list={list} />
    </>
  );
}

interface AlteredProps extends Pick<RecordsProps, 'caption' | 'about'> {
  readonly list: Listed<AlteredRecord | ProbablyAltered>;
}

function Altered({ caption, about, list }: AlteredProps) {
  if (list.total === 0) return null;
  return (
    <>
      <table className={styles.table}>
        <caption>
          {caption} ({formatCount(list.total)}): <span className="muted">{about}</span>
        </caption>
        <TableHead titles={['Time', 'Field', 'In the first', 'In the second']} />
        <tbody>
          {list.records.flatMap((record) =>
            record.differences.map(({ field, first, second }, index) => (
              <tr key={`${record.event} ${field}`}>
                <td>
                  {index === 0 && <EventLink record={record} />}
                  {index === 0 && 'agreeIn' in record && (
                    <>
                      {' '}
                      and <EventLink record={record.second} />
                    </>
                  )}
                </td>
                <td>
                  <LogText text={field} limit={200} />
                </td>
                <td className={styles.before}>
                  {first === null ? '(none)' : <LogText text={first} limit={1_000} />}
                </td>
                <td className={styles.after}>
                  {second === null ? '(none)' : <LogText text={second} limit={1_000} />}
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
      <More list={list} />
    </>
  );
}

/** The stored event: of a record that is only in the later export, or altered there, the one with its id. */
function EventLink({ record }: { readonly record: ComparedRecord }) {
  const services = useServices();
  const zone = useZone();
  return (
    <button
      type="button"
      className={styles.link}
      onClick={() => showEvent(services, record.origin.source, record.event)}
    >
      {record.time === null ? 'No timestamp' : shown(record.time, zone)}
    </button>
  );
}

function Place({ record: { origin } }: { readonly record: ComparedRecord }) {
  return (
    <>
      <LogText text={origin.sourceName} limit={80} />, line {formatCount(origin.line)}
    </>
  );
}

function More({ list }: { readonly list: Listed<unknown> }) {
  if (list.records.length >= list.total) return null;
  return (
    <p className="muted">
      The first {formatCount(list.records.length)} of {formatCount(list.total)}; trailglass compare lists all.
    </p>
  );
}
