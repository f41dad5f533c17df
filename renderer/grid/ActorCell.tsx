import { Bot, CircleUserRound, Cog, KeyRound, UserRoundX } from 'lucide-react';
import type { NameAsOf } from '../../shared/domain/actor-names.ts';
import type { EventRow } from '../../shared/domain/event.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { toIso } from '../../shared/time/format.ts';
import { LogText } from '../ui/LogText.tsx';
import styles from './Cells.module.css';
import { useKnownName } from './known-names.tsx';

const GLYPHS = new Map([
  ['user', { icon: CircleUserRound, label: 'User' }],
  ['system', { icon: Cog, label: 'System' }],
  ['service', { icon: Bot, label: 'Service' }],
  ['apiKey', { icon: KeyRound, label: 'API key' }],
  ['unknown', { icon: UserRoundX, label: 'Unknown user' }],
]);

/** Stands for who an actor is: System, Unknown user, API key and service each have their own. */
export function ActorGlyph({ kind }: { readonly kind: string | null }) {
  const glyph = GLYPHS.get(kind ?? '');
  if (glyph === undefined) return null;
  const Icon = glyph.icon;
  return (
    <span className={styles.glyph} data-kind={kind} role="img" aria-label={glyph.label} title={glyph.label}>
      <Icon size={14} aria-hidden="true" />
    </span>
  );
}

/** Name and e-mail on one line, the e-mail muted. */
export function ActorCell({ row }: { readonly row: EventRow }) {
  const known = useKnownName(row);
  const name = row.actorName ?? row.actor;
  const aside = [row.actorEmail, row.actorId].find((text) => text !== null && text !== name) ?? null;
  if (name === null) return null;
  return (
    <>
      <ActorGlyph kind={row.actorKind} />
      <span className={styles.name}>
        <LogText text={name} limit={200} />
      </span>
      {known !== null && <KnownName known={known} />}
      {known === null && aside !== null && (
        <span className={styles.aside}>
          <LogText text={aside} limit={200} />
        </span>
      )}
    </>
  );
}

/** A name from another import, set apart from what the record says: `· Dana Ito as of 2026-03-01`. */
export function KnownName({ known: { name, asOf } }: { readonly known: Pick<NameAsOf, 'name' | 'asOf'> }) {
  const since = asOf === null ? 'an undated event' : toIso(asOf).slice(0, 10);
  return (
    <span
      className={styles.known}
      title={`${visibleText(name)} as of ${since}: known from another record with the same id or address`}
    >
      · <LogText text={name} limit={200} /> as of {since}
    </span>
  );
}
