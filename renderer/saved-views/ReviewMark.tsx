import { CircleAlert, CircleCheck } from 'lucide-react';
import { useStore } from 'zustand';
import { describeReviewState, reviewState } from '../../shared/views/cadence.ts';
import type { SavedView } from '../../shared/views/saved-view.ts';
import { useServices } from '../app/services-context.ts';
import { useZone } from '../app/use-settings.ts';
import styles from './SavedViews.module.css';

/** Whether the review of a view is due; nothing for a view that is none. */
export function ReviewMark({ view: { cadence, reviews } }: { readonly view: SavedView }) {
  const zone = useZone();
  const now = useStore(useServices().clock, (state) => state.now);
  const state = reviewState(cadence, reviews[0]?.at ?? null, now, zone);
  if (state.name === 'none') return null;
  const isDue = state.name !== 'ahead';
  return (
    <span className={styles.review} data-due={isDue}>
      {isDue ? <CircleAlert size={12} aria-hidden="true" /> : <CircleCheck size={12} aria-hidden="true" />}
      {cadence}, {describeReviewState(state)}
    </span>
  );
}
