import { ActionIcon, Button } from '@mantine/core';
import { Bookmark, X } from 'lucide-react';
import { memo } from 'react';
import { useStore } from 'zustand';
import type { ColumnInfo } from '../../shared/api/contract.ts';
import { parseFieldRef } from '../../shared/domain/field-ref.ts';
import { refsOf } from '../../shared/filter/clause-refs.ts';
import { activeClauses } from '../../shared/filter/filter.ts';
import { scopedFilter } from '../../shared/filter/scoped-filter.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { formatInstant } from '../../shared/time/format.ts';
import { lateFilter, sinceFilter } from '../../shared/views/review.ts';
import type { Review, SavedView } from '../../shared/views/saved-view.ts';
import { useServices } from '../app/services-context.ts';
import { useZone } from '../app/use-settings.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import { LogText } from '../ui/LogText.tsx';
import { formatCountOf } from '../ui/numbers.ts';
import { MarkReviewedButton } from './MarkReviewedButton.tsx';
import { ReviewMark } from './ReviewMark.tsx';
import { ReviewsButton } from './ReviewsButton.tsx';
import styles from './SavedViews.module.css';
import { useAppliedView, type ViewOnScreen } from './use-applied-view.ts';
import { showView, updateView } from './view-actions.ts';

/** The saved view on screen: its title, whether the screen still shows it, how its review stands. */
export const ViewBar = memo(function ViewBar({
  columns,
}: {
  readonly columns: readonly ColumnInfo[] | null;
}) {
  const onView = useAppliedView();
  if (onView === null) return null;
  const { view, differs } = onView;
  const missing = columns === null ? [] : missingColumns(view, columns);
  const modified = differs.length > 0;
  // Another order or other columns show the same events.
  const sameEvents = !differs.some((what) => what === 'filter' || what === 'events');
  return (
    <section className={styles.bar} aria-label="Saved view">
      <span className={styles.title} title={visibleText(view.description)}>
        <Bookmark size={14} aria-hidden="true" />
        <LogText text={view.name} limit={80} />
      </span>
      {modified && (
        <span className={styles.modified} title={`${differs.join(', ')} changed`}>
          modified
        </span>
      )}
      {view.cadence !== 'none' && <ReviewMark view={view} />}
      {view.cadence !== 'none' && sameEvents && <LastReview onView={onView} />}
      <span className={styles.push} />
      {modified && <ModifiedActions onView={onView} />}
      {view.cadence !== 'none' && sameEvents && <MarkReviewedButton onView={onView} />}
      {view.cadence !== 'none' && <ReviewsButton view={view} />}
      <CloseView name={view.name} />
      {missing.length > 0 && (
        <p className={styles.counted} role="status">
          <LogText
            text={`This workspace does not have the columns ${missing.join(', ')}, which the view names. No event has a value there.`}
            limit={400}
          />
        </p>
      )}
    </section>
  );
});

/** Back to the view, or the view forward to what is on screen. */
function ModifiedActions({ onView: { view, applied } }: { readonly onView: ViewOnScreen }) {
  const services = useServices();
  const canSave = useStore(services.workspace, (state) => state.info?.canSave ?? false);
  return (
    <>
      <Button variant="subtle" onClick={() => showView(services, view, applied.since)}>
        Show the view again
      </Button>
      {!applied.since && canSave && (
        <Button variant="subtle" onClick={() => updateView(services, view)}>
          Update the view
        </Button>
      )}
    </>
  );
}

function CloseView({ name }: { readonly name: string }) {
  const { savedViews } = useServices();
  return (
    <ActionIcon
      aria-label={`Leave the view ${visibleText(name)}; the filter stays`}
      title="Leave the view; the filter stays"
      onClick={() => savedViews.setState({ applied: null })}
    >
      <X size={16} aria-hidden="true" />
    </ActionIcon>
  );
}

function missingColumns(
  { filter, sort, columns }: SavedView,
  known: readonly ColumnInfo[],
): readonly string[] {
  const refs = new Set([...refsOf(activeClauses(filter)), sort.field, ...(columns ?? [])]);
  const here = new Set(known.map(({ ref }) => ref));
  return [...refs].flatMap((ref) => {
    const target = parseFieldRef(ref);
    return target.kind === 'extra' && !here.has(ref) ? [target.column] : [];
  });
}

/** When and by whom the view was reviewed last, and what is new since. */
function LastReview({ onView: { view, applied } }: { readonly onView: ViewOnScreen }) {
  const services = useServices();
  const zone = useZone();
  const [last] = view.reviews;
  if (last === undefined) return null;
  const toggle = (): void => showView(services, view, !applied.since);
  return (
    <>
      <span className="muted">
        last {formatInstant(micros(last.at), zone, { precision: 'day' })} by{' '}
        <LogText text={last.by} limit={60} />
      </span>
      <SinceButton view={view} last={last} pressed={applied.since} onToggle={toggle} />
    </>
  );
}

interface SinceButtonProps {
  readonly view: SavedView;
  readonly last: Review;
  readonly pressed: boolean;
  readonly onToggle: () => void;
}

/** Shows what is new since the last review, and says what that counts. */
function SinceButton({ view, last, pressed, onToggle }: SinceButtonProps) {
  const zone = useZone();
  const since = useEngineQuery('summary', { filter: scopedFilter(sinceFilter(view, last), view.scope) });
  const late = useEngineQuery('summary', { filter: scopedFilter(lateFilter(view, last), view.scope) });
  const events = since.data?.events ?? null;
  const imported = late.data?.events ?? null;
  const counted = events === null || imported === null ? '' : countedText(last, events, imported, zone);
  return (
    <>
      <Button
        aria-pressed={pressed}
        data-pressed={pressed}
        className={styles.since}
        title={counted}
        onClick={onToggle}
      >
        Since last review{events === null ? '' : `: ${formatCountOf(events, 'event')}`}
      </Button>
      {pressed && <p className={styles.counted}>{counted}</p>}
    </>
  );
}

/** Exactly what "since last review" counts. */
function countedText({ to }: Review, events: number, imported: number, zone: string): string {
  if (to === null) {
    return `Counted: ${formatCountOf(events, 'event')} imported after the last review, which covered all that was stored then.`;
  }
  const point = formatInstant(to, zone, { precision: 'minute' });
  const later = `${formatCountOf(events - imported, 'event')} from ${point} on, the end of what was reviewed`;
  return `Counted: ${later}; and ${formatCountOf(imported, 'event')} imported after the review that ${imported === 1 ? 'is' : 'are'} older or undated.`;
}

function micros(iso: string): number {
  return Date.parse(iso) * 1_000;
}
