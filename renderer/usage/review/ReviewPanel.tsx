import { ActionIcon, TextInput } from '@mantine/core';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { useStore } from 'zustand';
import type { UsageReview } from '../../../shared/usage/review.ts';
import { periodBeside, periodText } from '../../../shared/usage/review-period.ts';
import { useServices } from '../../app/services-context.ts';
import { ReadOnlyNote } from '../../saved-views/SaveViewButton.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import styles from './Review.module.css';
import { ReviewCheck } from './ReviewCheck.tsx';
import { useUsageReview } from './use-usage-review.ts';

/** The review of one month: that of what is on screen, at first. */
export function ReviewPanel({ about }: { readonly about: string }) {
  const { savedViews, workspace } = useServices();
  const canSave = useStore(workspace, (state) => state.info?.canSave ?? false);
  const [period, setPeriod] = useState(about);
  const byId = useId();
  const [by, setBy] = useState(savedViews.getState().user);
  const { review, error, retry, state } = useUsageReview(period);
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <ActionIcon aria-label="Month before" onClick={() => setPeriod(periodBeside(period, -1))}>
          <ChevronLeft size={14} aria-hidden="true" />
        </ActionIcon>
        <h2 className={styles.title} aria-live="polite">
          Review of {periodText(period)}
        </h2>
        <ActionIcon aria-label="Month after" onClick={() => setPeriod(periodBeside(period, 1))}>
          <ChevronRight size={14} aria-hidden="true" />
        </ActionIcon>
        <span className={styles.progress}>{review === null ? '' : progressText(review)}</span>
      </div>
      {!canSave && <ReadOnlyNote />}
      {error !== null && <ErrorNotice what="The review could not be read." error={error} onRetry={retry} />}
      <ScrollRegion className={styles.checks} label="Questions of the review">
        {review?.answers.map((answer) => (
          <ReviewCheck
            key={`${period} ${answer.item}`}
            answer={answer}
            canSave={canSave && by.trim() !== ''}
            onState={(done, note) => state({ item: answer.item, done, note, by })}
          />
        ))}
      </ScrollRegion>
      <div className={styles.by}>
        <label htmlFor={byId}>Reviewed by</label>
        <TextInput
          id={byId}
          value={by}
          maxLength={200}
          disabled={!canSave}
          error={by.trim() === '' ? 'Say who reviews, so that ticks and notes can be saved.' : null}
          onChange={(event) => setBy(event.currentTarget.value)}
        />
      </div>
      <Others review={review} period={period} onChoose={setPeriod} />
    </div>
  );
}

function progressText({ answers }: UsageReview): string {
  const done = answers.filter(({ stated }) => stated?.done === true).length;
  return `${done} of ${answers.length} done`;
}

interface OthersProps {
  readonly review: UsageReview | null;
  readonly period: string;
  readonly onChoose: (period: string) => void;
}

/** Other months that were reviewed, newest first. */
function Others({ review, period, onChoose }: OthersProps) {
  const others = review?.periods.filter((other) => other.period !== period).slice(0, 6) ?? [];
  if (others.length === 0 || review === null) return null;
  return (
    <div className={styles.others}>
      <span>Other reviews:</span>
      {others.map((other) => (
        <button
          key={other.period}
          type="button"
          className={styles.link}
          onClick={() => onChoose(other.period)}
        >
          {periodText(other.period)} ({other.done} of {review.answers.length})
        </button>
      ))}
    </div>
  );
}
