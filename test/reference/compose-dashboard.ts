import type { Checkpoint } from '../../electron/engine/query/loaded-columns.ts';
import type { QueryEngine } from '../../electron/engine/query/query-engine.ts';
import type { Dashboard, DashboardArg } from '../../shared/api/contract.ts';

/**
 * A dashboard made of the questions it consists of. They agree as long as nothing is stored in between; when
 * something was, it is asked again.
 * @throws CANCELLED between two questions
 */
export function composeDashboard(engine: QueryEngine, arg: DashboardArg, checkpoint: Checkpoint): Dashboard {
  const { filter, sort, offset, limit } = arg;
  for (;;) {
    const page = engine.rows({ filter, sort, offset, limit });
    checkpoint.throwIfCancelled();
    const summary = engine.summary(filter);
    checkpoint.throwIfCancelled();
    const histogram = arg.histogram === null ? null : engine.histogram({ filter, ...arg.histogram });
    const breakdowns = arg.breakdowns.map((breakdown) => {
      checkpoint.throwIfCancelled();
      return engine.breakdown({ filter, ...breakdown });
    });
    checkpoint.throwIfCancelled();
    const { revision } = engine.rows({ filter, sort, offset: 0, limit: 0 });
    if (revision === page.revision) return { revision, summary, histogram, breakdowns, page };
  }
}
