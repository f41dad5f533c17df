import { Button, Popover } from '@mantine/core';
import { useState } from 'react';
import { describeTimeRange } from '../../shared/filter/describe.ts';
import { formatInstant } from '../../shared/time/format.ts';
import type { Review, SavedView } from '../../shared/views/saved-view.ts';
import { useZone } from '../app/use-settings.ts';
import { LogText } from '../ui/LogText.tsx';
import { formatCount } from '../ui/numbers.ts';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import styles from './SavedViews.module.css';

/** The reviews of a view, as they were noted. */
export function ReviewsButton({ view }: { readonly view: SavedView }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={720} trapFocus shadow="md">
      <Popover.Target>
        <Button
          variant="subtle"
          disabled={view.reviews.length === 0}
          aria-expanded={open}
          onClick={() => setOpen((before) => !before)}
        >
          Reviews ({formatCount(view.reviews.length)})
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Reviews">
        {open && <ReviewsTable reviews={view.reviews} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function ReviewsTable({ reviews }: { readonly reviews: readonly Review[] }) {
  const zone = useZone();
  return (
    <ScrollRegion className={styles.reviews} label="Reviews, newest first">
      <table>
        <thead>
          <tr>
            <th scope="col">Reviewed ({zone})</th>
            <th scope="col">By</th>
            <th scope="col">What</th>
            <th scope="col">Events then</th>
            <th scope="col">Note</th>
          </tr>
        </thead>
        <tbody>
          {reviews.map((review) => (
            <tr key={review.id}>
              <td>{formatInstant(Date.parse(review.at) * 1_000, zone, { precision: 'minute' })}</td>
              <td>
                <LogText text={review.by} limit={40} />
              </td>
              <td>{review.since ? 'all new since the review before' : rangeText(review)}</td>
              <td className={styles.number}>{formatCount(review.events)}</td>
              <td>
                <LogText text={review.note} limit={300} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function rangeText({ from, to }: Review): string {
  return describeTimeRange({ preset: 'custom', zone: 'UTC', from, to });
}
