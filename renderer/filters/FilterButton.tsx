import { Button, Popover } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { visibleText } from '../../shared/text/visible-text.ts';
import { useServices } from '../app/services-context.ts';
import styles from './Filters.module.css';

interface FilterButtonProps {
  /** Names its menu, of which one is open at a time: a field, `time` or `fields`. */
  readonly menu: string;
  readonly label: string;
  /** Shown after the label: what is chosen, or how much. */
  readonly chosen?: string | null;
  /** Whether what is chosen holds anything back. */
  readonly restricts?: boolean;
  readonly icon?: ReactNode;
  readonly width?: number;
  /** The key that opens it. */
  readonly shortcut?: string;
  /** The menu; it gets the way to close itself. */
  readonly children: (close: () => void) => ReactNode;
}

const INSTANT = { duration: 0 };

/** A button of the filter row with its menu. */
export function FilterButton({
  menu,
  label,
  chosen = null,
  restricts = chosen !== null,
  icon,
  width = 320,
  shortcut,
  children,
}: FilterButtonProps) {
  const { view } = useServices();
  const open = useStore(view, (state) => state.filterMenu === menu);
  const setOpen = (opened: boolean): void => {
    if (opened || view.getState().filterMenu === menu) view.setState({ filterMenu: opened ? menu : null });
  };
  const name = chosen === null ? label : `${label}: ${visibleText(chosen)}`;
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-start"
      width={width}
      trapFocus
      shadow="md"
      // A transition begins a frame later, and what is typed until then is lost.
      transitionProps={INSTANT}
    >
      <Popover.Target>
        <Button
          className={styles.filterButton}
          data-chosen={restricts}
          aria-label={name}
          aria-expanded={open}
          aria-keyshortcuts={shortcut}
          title={shortcut === undefined ? undefined : `${name} (${shortcut})`}
          leftSection={icon}
          rightSection={<ChevronDown size={14} aria-hidden="true" />}
          onClick={() => setOpen(!open)}
        >
          <span className={styles.buttonText}>{chosen === null ? label : visibleText(chosen)}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.menu} aria-label={label}>
        {open && children(() => setOpen(false))}
      </Popover.Dropdown>
    </Popover>
  );
}
