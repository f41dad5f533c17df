import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { ActorNames } from '../../shared/api/contract.ts';
import { isNamelessRow, type NameAsOf, nameAsOf, nameKeys } from '../../shared/domain/actor-names.ts';
import type { EventRow } from '../../shared/domain/event.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';

interface KnownNames {
  readonly names: ReadonlyMap<string, ActorNames>;
  /** Called by the first row that shows an id or address alone: only then are names asked for. */
  readonly want: () => void;
}

const KnownNamesContext = createContext<KnownNames>({ names: new Map(), want: () => undefined });

/** Names that other imports know of the ids and addresses in a log. */
export function KnownNamesProvider({ children }: { readonly children: ReactNode }) {
  const [wanted, setWanted] = useState(false);
  const { data } = useEngineQuery('actorNames', wanted ? {} : null);
  const known = useMemo<KnownNames>(
    () => ({
      names: new Map((data ?? []).map((names) => [keyOf(names.tenant, names.by, names.key), names])),
      want: () => setWanted(true),
    }),
    [data],
  );
  return <KnownNamesContext value={known}>{children}</KnownNamesContext>;
}

/** The name known elsewhere of the actor of a row; null when the row names it, or nothing is known. */
export function useKnownName(row: EventRow): NameAsOf | null {
  const { names, want } = useContext(KnownNamesContext);
  const nameless = isNamelessRow(row);
  useEffect(() => {
    if (nameless) want();
  }, [nameless, want]);
  if (!nameless) return null;
  for (const [by, key] of nameKeys(row)) {
    const known = names.get(keyOf(row.tenant, by, key));
    if (known !== undefined) return nameAsOf(known.names, row.time);
  }
  return null;
}

function keyOf(tenant: string | null, by: 'id' | 'email', key: string): string {
  return JSON.stringify([tenant, by, key]);
}
