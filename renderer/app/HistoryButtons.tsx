import { ActionIcon } from '@mantine/core';
import { ArrowLeft, ArrowRight } from 'lucide-react';
import { useStore } from 'zustand';
import { canGoBack, canGoForward } from '../state/places-store.ts';
import styles from './Frame.module.css';
import { useServices } from './services-context.ts';

/** Back and forward through filters and views. */
export function HistoryButtons() {
  const { places } = useServices();
  const backward = useStore(places.store, canGoBack);
  const forward = useStore(places.store, canGoForward);
  return (
    <div className={styles.history}>
      <ActionIcon
        aria-label="Back"
        title="Back to the filter and view before (Alt ←)"
        disabled={!backward}
        onClick={places.back}
      >
        <ArrowLeft size={16} aria-hidden="true" />
      </ActionIcon>
      <ActionIcon aria-label="Forward" title="Forward (Alt →)" disabled={!forward} onClick={places.forward}>
        <ArrowRight size={16} aria-hidden="true" />
      </ActionIcon>
    </div>
  );
}
