import { Button, Popover } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { visibleText } from '../../shared/text/visible-text.ts';
import styles from './Filters.module.css';

interface FilterButtonProps {
  readonly label: string;
  /** Shown after the label: what is chosen, or how much. */
  readonly chosen?: string | null;
  /** Whether what is chosen holds anything back. */
  readonly restricts?: boolean;
  readonly icon?: ReactNode;
  readonly width?: number;
  /** The menu; it gets the way to close itself. */
  readonly children: (close: () => void) => ReactNode;
}

/** A button of the filter row with its menu. */
export function FilterButton({
  label,
  chosen = null,
  restricts = chosen !== null,
  icon,
  width = 320,
  children,
}: FilterButtonProps) {
  const [open, setOpen] = useState(false);
  const name = chosen === null ? label : `${label}: ${visibleText(chosen)}`;
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" width={width} trapFocus shadow="md">
      <Popover.Target>
        <Button
          className={styles.filterButton}
          data-chosen={restricts}
          aria-label={name}
          aria-expanded={open}
          leftSection={icon}
          rightSection={<ChevronDown size={14} aria-hidden="true" />}
          onClick={() => setOpen((before) => !before)}
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
