import { ActionIcon, Button } from '@mantine/core';
import { X } from 'lucide-react';
import { useStore } from 'zustand';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { LogText } from '../ui/LogText.tsx';
import styles from './Frame.module.css';
import { useServices } from './services-context.ts';

/** What went wrong outside of any view, until it is dismissed; what was done, with the way back, for a while. */
export function Notices() {
  const { notices: store } = useServices();
  const notices = useStore(store, (state) => state.notices);
  if (notices.length === 0) return null;
  return (
    <section className={styles.notices} aria-label="Notices">
      {notices.map(({ id, what, error, undo }) => (
        <div key={id} className={styles.notice}>
          {error !== null && <ErrorNotice what={what} error={error} />}
          {error === null && (
            <p className={styles.done} role="status">
              <LogText text={what} limit={300} />
              {undo !== null && (
                <Button
                  onClick={() => {
                    store.dismiss(id);
                    undo();
                  }}
                >
                  Undo
                </Button>
              )}
            </p>
          )}
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
