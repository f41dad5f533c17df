import { useEffect, useState } from 'react';
import type { NoteUsageReviewArg } from '../../../shared/api/contract.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { UsageReview } from '../../../shared/usage/review.ts';
import { useServices } from '../../app/services-context.ts';
import { useEngineQuery } from '../../engine/use-engine-query.ts';
import { useToldApart } from '../../saved-views/use-told-apart.ts';

/** The review of a month on screen. */
export interface ReviewOnScreen {
  /** Null before the first answer. */
  readonly review: UsageReview | null;
  readonly error: AppError | null;
  readonly retry: () => void;
  /** States something; resolves when it is saved, or has failed and was told. */
  readonly state: (statement: Omit<NoteUsageReviewArg, 'period'>) => Promise<void>;
}

/** The review of a month, asked again whenever any page stated something. */
export function useUsageReview(period: string): ReviewOnScreen {
  const { engine, notices } = useServices();
  const { data, error, retry } = useEngineQuery('usageReview', { period });
  const [own, setOwn] = useState<UsageReview | null>(null);
  useToldApart(retry);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer that came later is newer than one's own
  useEffect(() => setOwn(null), [data]);

  const state: ReviewOnScreen['state'] = (statement) => {
    const saved = engine.noteUsageReview({ period, ...statement }).then(setOwn);
    notices.watch('The review could not be saved.', saved);
    return saved.catch(() => undefined);
  };
  const newest = own?.period === period ? own : data;
  return { review: newest?.period === period ? newest : null, error, retry, state };
}
