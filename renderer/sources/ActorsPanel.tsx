import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { KnownAs, LedgerActor, LedgerConflict, LedgerKind } from '../../shared/api/contract.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { formatInstant, parseInstant } from '../../shared/time/format.ts';
import { useZone } from '../app/use-settings.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import { ActorGlyph } from '../grid/ActorCell.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { LogText } from '../ui/LogText.tsx';
import { formatCount, formatCountOf } from '../ui/numbers.ts';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { TableHead } from '../ui/TableHead.tsx';
import styles from './Coverage.module.css';
import { shown } from './LogCoverageView.tsx';

const PAGE = 100;

const KINDS: Readonly<Record<LedgerKind, string>> = {
  user: 'User',
  service: 'Service',
  apiKey: 'API key',
  system: 'System',
  unknown: 'Unknown user',
  deleted: 'Deleted user',
  unstated: 'Not stated',
};

/** Everyone who acted, joined over all imports. */
export function ActorsPanel() {
  const [search, setSearch] = useState('');
  const [wanted, setWanted] = useState(PAGE);
  const { data, error, retry } = useEngineQuery('actors', { search, offset: 0, limit: wanted });
  return (
    <ScrollRegion className={styles.panel} label="Actors of all imports">
      <section className={styles.log} aria-label="Actors">
        <header className={styles.logHead}>
          <TextInput
            aria-label="Search actors"
            placeholder="Id, name, e-mail or key"
            value={search}
            onChange={(change) => {
              setSearch(change.currentTarget.value);
              setWanted(PAGE);
            }}
          />
          {data !== null && (
            <span className="muted tabular" role="status">
              {countsText(data.total, data.counts)}
              {data.resolved > 0 && ` · ${formatCount(data.resolved)} with a name from another import`}
            </span>
          )}
        </header>
        {error !== null && <ErrorNotice what="The actors could not be read." error={error} onRetry={retry} />}
        {data !== null && <ActorTable actors={data.actors} />}
        {data !== null && data.actors.length < data.total && (
          <Button className={styles.more} onClick={() => setWanted(wanted + PAGE)}>
            Show more of {formatCount(data.total)}
          </Button>
        )}
        {data !== null && data.conflicts.length > 0 && <Conflicts conflicts={data.conflicts} />}
      </section>
    </ScrollRegion>
  );
}

function countsText(total: number, counts: Readonly<Record<LedgerKind, number>>): string {
  const parts = (Object.keys(KINDS) as LedgerKind[])
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${formatCount(counts[kind])} ${KINDS[kind]}`);
  return [formatCountOf(total, 'actor'), ...parts].join(' · ');
}

function ActorTable({ actors }: { readonly actors: readonly LedgerActor[] }) {
  const zone = useZone();
  return (
    <table className={styles.table}>
      <caption>Actors</caption>
      <TableHead
        titles={['Actor', 'Name', 'E-mail', 'Events', 'First', 'Last', 'Tenant', 'API keys', 'Sources']}
      />
      <tbody>
        {actors.map((actor) => (
          <tr key={`${actor.tenant} ${actor.kind} ${actor.by} ${actor.key}`}>
            <td className={styles.cut} title={visibleText(actor.key)}>
              <ActorGlyph kind={actor.kind === 'deleted' ? 'unknown' : actor.kind} />{' '}
              <LogText text={actor.key} limit={120} />
              {actor.kind === 'deleted' && <span className="muted"> deleted</span>}
            </td>
            <td className={styles.cut} title={titleOf(actor.names)}>
              <Texts known={actor.names} />
              {actor.resolved !== null && (
                <>
                  {actor.names.length > 0 && ' · '}
                  <LogText text={actor.resolved.name} limit={120} />
                  <span className="muted">
                    {' '}
                    as of {actor.resolved.asOf?.slice(0, 10) ?? 'an undated event'}
                  </span>
                </>
              )}
            </td>
            <td className={styles.cut} title={titleOf(actor.emails)}>
              <Texts known={actor.emails} />
            </td>
            <td>{formatCount(actor.events)}</td>
            <Instant iso={actor.firstTime} zone={zone} />
            <Instant iso={actor.lastTime} zone={zone} />
            <td className={styles.cut} title={visibleText(actor.tenant ?? '')}>
              {actor.tenant === null ? '–' : <LogText text={actor.tenant} limit={80} />}
            </td>
            <td className={styles.cut} title={titleOf(actor.keys)}>
              <Texts known={actor.keys} />
            </td>
            <td>{formatCount(actor.sources.length)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Instant({ iso, zone }: { readonly iso: string | null; readonly zone: string }) {
  if (iso === null) return <td>–</td>;
  return (
    <td className={styles.instant} title={shown(iso, zone)}>
      {formatInstant(parseInstant(iso, 'UTC'), zone, { precision: 'second' })}
    </td>
  );
}

function titleOf(known: readonly KnownAs[]): string {
  return known
    .slice(0, 20)
    .map(({ text }) => visibleText(text))
    .join(', ');
}

/** The newest text, and how many others there were. */
function Texts({ known }: { readonly known: readonly KnownAs[] }) {
  const [newest] = known;
  if (newest === undefined) return '–';
  const others = known.length - 1;
  return (
    <>
      <LogText text={newest.text} limit={120} />
      {others > 0 && <span className="muted"> and {formatCountOf(others, 'other')}</span>}
    </>
  );
}

const CONFLICTS: Readonly<Record<LedgerConflict['kind'], string>> = {
  'email-of-several-ids': 'One address, several ids: not joined',
  'id-with-several-names': 'One id, several names',
  'id-with-several-emails': 'One id, several addresses',
};

function Conflicts({ conflicts }: { readonly conflicts: readonly LedgerConflict[] }) {
  const zone = useZone();
  return (
    <table className={styles.table}>
      <caption>Contradictions ({formatCount(conflicts.length)})</caption>
      <TableHead titles={['What', 'Id or address', 'Known as']} />
      <tbody>
        {conflicts.slice(0, PAGE).map(({ kind, tenant, key, values }) => (
          <tr key={`${kind} ${tenant} ${key}`}>
            <td>{CONFLICTS[kind]}</td>
            <td>
              <LogText text={key} limit={120} />
            </td>
            <td>
              {values.slice(0, 10).map(({ text, lastTime }) => (
                <p key={text}>
                  <LogText text={text} limit={120} />
                  {lastTime !== null && <span className="muted"> last seen {shown(lastTime, zone)}</span>}
                </p>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
