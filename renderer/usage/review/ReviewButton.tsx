import { Button, Popover } from '@mantine/core';
import { ClipboardCheck } from 'lucide-react';
import { memo } from 'react';
import { useStore } from 'zustand';
import { periodInReview } from '../../../shared/usage/review-period.ts';
import { useServices } from '../../app/services-context.ts';
import { useAsOf, useFilter, useZone } from '../../app/use-settings.ts';
import styles from './Review.module.css';
import { ReviewPanel } from './ReviewPanel.tsx';

/** The monthly review of usage: what to ask, ticked and noted in the workspace. */
export const ReviewButton = memo(function ReviewButton() {
  const { usage } = useServices();
  const open = useStore(usage, (state) => state.reviewOpen);
  const setOpen = (reviewOpen: boolean): void => usage.setState({ reviewOpen });
  const { time } = useFilter();
  const zone = useZone();
  const asOf = useAsOf();
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={600} trapFocus shadow="md">
      <Popover.Target>
        <Button
          className={styles.button}
          aria-label="Usage review"
          title="Checklist of the monthly usage review"
          aria-expanded={open}
          leftSection={<ClipboardCheck size={14} aria-hidden="true" />}
          onClick={() => setOpen(!open)}
        >
          <span className={styles.buttonText}>Review</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Usage review">
        {open && <ReviewPanel about={periodInReview(time, asOf.at, zone)} />}
      </Popover.Dropdown>
    </Popover>
  );
});
