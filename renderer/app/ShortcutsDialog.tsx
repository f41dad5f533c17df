import { Kbd, Modal } from '@mantine/core';
import { useStore } from 'zustand';
import styles from './ShortcutsDialog.module.css';
import { useServices } from './services-context.ts';

const GROUPS = [
  {
    title: 'Anywhere',
    keys: [
      ['/', 'Search or write a query'],
      ['Ctrl K', 'Command palette'],
      ['Alt 1 – 5', 'Go to a view'],
      ['Ctrl Z, Ctrl Shift Z', 'Undo and redo a filter change'],
      ['Esc', 'Cancel a search that still runs'],
      ['?', 'This list'],
    ],
  },
  {
    title: 'In the log',
    keys: [
      ['↓ ↑ or j k', 'Next and previous event'],
      ['← →', 'Next and previous column'],
      ['Page Down, Page Up', 'A screen further'],
      ['g, G', 'First and last event'],
      ['Home, End', 'First and last column'],
      ['Ctrl Home, Ctrl End', 'First and last cell of the log'],
      ['Enter', 'Open and close the details'],
      ['Esc', 'Close the details'],
      ['Shift F10', 'Menu of the cell: filter, copy, sort, time around'],
      ['Ctrl C', 'Copy the cell'],
    ],
  },
  {
    title: 'In the histogram',
    keys: [
      ['← →', 'Move over the bars'],
      ['Shift ← →', 'Select bars'],
      ['Enter', 'Zoom in'],
      ['Backspace', 'All time'],
    ],
  },
] as const;

/** The keys, by place. */
export function ShortcutsDialog() {
  const { view } = useServices();
  const open = useStore(view, (state) => state.shortcutsOpen);
  return (
    <Modal
      opened={open}
      onClose={() => view.setState({ shortcutsOpen: false })}
      title="Keyboard shortcuts"
      size={520}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {GROUPS.map(({ title, keys }) => (
        <section key={title} className={styles.group}>
          <h3>{title}</h3>
          <dl>
            {keys.map(([key, about]) => (
              <div key={key} className={styles.line}>
                <dt>
                  <Kbd>{key}</Kbd>
                </dt>
                <dd>{about}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Modal>
  );
}
