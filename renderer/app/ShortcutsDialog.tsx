import { Kbd, Modal } from '@mantine/core';
import { useStore } from 'zustand';
import styles from './ShortcutsDialog.module.css';
import { useServices } from './services-context.ts';
import {
  ANYWHERE,
  FILTERING,
  IN_DETAILS,
  IN_HISTOGRAM,
  IN_LOG,
  IN_USAGE,
  keysText,
  ON_CHIPS,
  ON_HEADINGS,
  SELECTING,
  type Shortcut,
} from './shortcuts.ts';

const GROUPS: readonly { readonly title: string; readonly shortcuts: readonly Shortcut[] }[] = [
  { title: 'Anywhere', shortcuts: ANYWHERE },
  { title: 'Filters', shortcuts: FILTERING },
  { title: 'On the chip of a filter', shortcuts: ON_CHIPS },
  { title: 'In the log', shortcuts: IN_LOG },
  { title: 'Selecting and copying', shortcuts: SELECTING },
  { title: 'On the headings of the log', shortcuts: ON_HEADINGS },
  { title: 'In the details', shortcuts: IN_DETAILS },
  { title: 'In the histogram', shortcuts: IN_HISTOGRAM },
  { title: 'In the usage view', shortcuts: IN_USAGE },
];

/** The keys, by place. */
export function ShortcutsDialog() {
  const { view } = useServices();
  const open = useStore(view, (state) => state.shortcutsOpen);
  return (
    <Modal
      opened={open}
      onClose={() => view.setState({ shortcutsOpen: false })}
      title="Keyboard shortcuts"
      size={620}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {GROUPS.map(({ title, shortcuts }) => (
        <section key={title} className={styles.group}>
          <h3>{title}</h3>
          <dl>
            {shortcuts.map(({ id, press, about }) => (
              <div key={id} className={styles.line}>
                <dt>
                  <Kbd>{keysText(press)}</Kbd>
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
