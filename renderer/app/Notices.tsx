import { ActionIcon } from '@mantine/core';
import { X } from 'lucide-react';
import { useStore } from 'zustand';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import styles from './Frame.module.css';
import { useServices } from './services-context.ts';

/** What went wrong outside of any view, until it is dismissed. */
export function Notices() {
  const { notices: store } = useServices();
  const notices = useStore(store, (state) => state.notices);
  if (notices.length === 0) return null;
  return (
    <section className={styles.notices} aria-label="Problems">
      {notices.map(({ id, what, error }) => (
        <div key={id} className={styles.notice}>
          <ErrorNotice what={what} error={error} />
          <ActionIcon
            className={styles.dismiss}
            aria-label={`Dismiss: ${what}`}
            title="Dismiss"
            onClick={() => store.dismiss(id)}
          >
            <X size={16} aria-hidden="true" />
          </ActionIcon>
        </div>
      ))}
    </section>
  );
}
