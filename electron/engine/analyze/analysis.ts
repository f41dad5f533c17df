import type {
  ActorNames,
  ActorsArg,
  ActorsPage,
  Breakdown,
  CompareSourcesArg,
  Comparison,
  CoverageArg,
  CoverageReport,
  ResolvedName,
  SourceAccount,
  SourceAccountArg,
} from '../../../shared/api/contract.ts';
import type { EventRow } from '../../../shared/domain/event.ts';
import type { ColumnStore } from '../query/column-store.ts';
import type { Checkpoint } from '../query/loaded-columns.ts';
import { listSources } from '../store/sources.ts';
import { withdrawnSources } from '../store/withdrawals.ts';
import type { Workspace } from '../store/workspace.ts';
import { type KnownLabels, learnActorNames, withActorNames } from './actor-labels.ts';
import { type ActorLedger, actorLedger } from './actor-ledger.ts';
import { actorSightings } from './actor-sightings.ts';
import { actorsPage, resolvedActor } from './actors-page.ts';
import { compareSources } from './compare-sources.ts';
import { type Accounting, coverage } from './coverage.ts';
import { isWithdrawn, sourceAccount } from './source-account.ts';
import { sourceRecords } from './source-records.ts';
import { standIns } from './stand-ins.ts';

/** Questions about sources and actors. All throw CANCELLED once the checkpoint says so. */
export interface Analysis {
  /** @throws UNKNOWN_SOURCE, BAD_ARGUMENT (zone) */
  sourceAccount(arg: SourceAccountArg, checkpoint: Checkpoint): SourceAccount;
  /** @throws BAD_ARGUMENT (zone) */
  coverage(arg: CoverageArg, checkpoint: Checkpoint): CoverageReport;
  /** @throws UNKNOWN_SOURCE, BAD_ARGUMENT for a withdrawn one */
  compareSources(arg: CompareSourcesArg, checkpoint: Checkpoint): Comparison;
  actors(arg: ActorsArg, checkpoint: Checkpoint): ActorsPage;
  actorNames(checkpoint: Checkpoint): readonly ActorNames[];
  /** A breakdown by actor with the names that are known of ids and addresses. */
  withActorNames(breakdown: Breakdown, checkpoint: Checkpoint): Breakdown;
  /** The one name that is known of each of these ids and addresses; null where none is, or several are. */
  knownActors(keys: readonly string[], checkpoint: Checkpoint): ReadonlyMap<string, string | null>;
  /** Null when the event names its actor, or nothing is known. */
  resolvedActor(event: EventRow, checkpoint: Checkpoint): ResolvedName | null;
}

/** Everything is derived from the columns and kept until stored events change. */
export function createAnalysis(ws: Workspace, store: ColumnStore): Analysis {
  let accounting: Accounting | null = null;
  let ledger: { readonly of: Accounting['columns']; readonly ledger: ActorLedger } | null = null;
  let labels: { readonly of: Accounting['columns']; readonly known: KnownLabels } | null = null;

  const account = (checkpoint: Checkpoint): Accounting => {
    const columns = store.current(checkpoint);
    if (accounting?.columns !== columns) {
      const all = listSources(ws);
      const standing = standIns(ws, all);
      const sources = all.filter(({ withdrawn }) => withdrawn === null);
      const records = sourceRecords(ws, columns, standing, checkpoint);
      const knownSince = new Map(
        all.map(({ id, sha256 }) => [
          id,
          all.find((other) => sha256 !== '' && other.sha256 === sha256)?.id ?? id,
        ]),
      );
      accounting = { columns, sources, records, standing, knownSince };
    }
    return accounting;
  };

  const actors = (checkpoint: Checkpoint): ActorLedger => {
    const columns = store.current(checkpoint);
    if (ledger?.of !== columns) {
      const sightings = actorSightings(columns, withdrawnSources(ws), checkpoint);
      ledger = { of: columns, ledger: actorLedger(sightings) };
    }
    return ledger.ledger;
  };

  const knownActors: Analysis['knownActors'] = (keys, checkpoint) => {
    const columns = store.current(checkpoint);
    if (labels?.of !== columns) labels = { of: columns, known: new Map() };
    learnActorNames(columns, withdrawnSources(ws), keys, labels.known, checkpoint);
    return labels.known;
  };

  return {
    sourceAccount(arg, checkpoint) {
      const { columns, records } = account(checkpoint);
      return sourceAccount(ws, columns, records, arg, checkpoint);
    },
    coverage: ({ timezone }, checkpoint) => coverage(ws, account(checkpoint), timezone, checkpoint),
    compareSources(arg, checkpoint) {
      const withdrawn = withdrawnSources(ws);
      const named = [...arg.first, ...arg.second].find((id) => withdrawn.has(id));
      if (named !== undefined) throw isWithdrawn(named);
      return compareSources(ws, account(checkpoint), arg, checkpoint);
    },
    actors: (arg, checkpoint) => actorsPage(actors(checkpoint), arg),
    actorNames: (checkpoint) => actors(checkpoint).wanted,
    withActorNames: (breakdown, checkpoint) =>
      withActorNames(breakdown, (keys) => knownActors(keys, checkpoint)),
    knownActors,
    resolvedActor: (event, checkpoint) =>
      resolvedActor(store.current(checkpoint), withdrawnSources(ws), event, checkpoint),
  };
}
