import { Popover } from '@mantine/core';
import { Eye, EyeOff, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { visibleText } from '../../shared/text/visible-text.ts';
import { LogText } from '../ui/LogText.tsx';
import styles from './ChipsRow.module.css';

interface FilterChipProps {
  readonly text: string;
  readonly icon?: ReactNode;
  readonly off?: boolean;
  readonly onToggle?: () => void;
  readonly onRemove: () => void;
  /** The editor; it gets the way to close itself. */
  readonly editor: (close: () => void) => ReactNode;
  /** Called when the editor was closed. */
  readonly onClosed?: () => void;
  readonly width?: number;
  /** Further tools, before "remove". */
  readonly children?: ReactNode;
}

/** One restriction. Enter edits it, Space switches it off, Delete removes it, arrows go to its neighbours. */
export function FilterChip(props: FilterChipProps) {
  const { text, icon, off = false, onToggle, onRemove, editor, onClosed, width = 380, children } = props;
  const [open, setOpen] = useState(false);
  const name = visibleText(text);
  const show = (shown: boolean): void => {
    setOpen(shown);
    if (!shown) onClosed?.();
  };

  function onKeyDown(event: KeyboardEvent<HTMLButtonElement>): void {
    if (event.key === 'Delete' || event.key === 'Backspace') {
      focusNear(event.currentTarget);
      onRemove();
    } else if (event.key === ' ' && onToggle !== undefined) onToggle();
    else if (event.key === 'ArrowRight') neighbour(event.currentTarget, 1)?.focus();
    else if (event.key === 'ArrowLeft') neighbour(event.currentTarget, -1)?.focus();
    else return;
    if (event.altKey) return;
    event.preventDefault();
  }

  return (
    <li className={styles.chip} data-off={off}>
      <Popover opened={open} onChange={show} position="bottom-start" width={width} trapFocus shadow="md">
        <Popover.Target>
          <button
            type="button"
            className={styles.text}
            data-chip
            aria-label={`Edit filter: ${name}`}
            aria-keyshortcuts={onToggle === undefined ? 'Enter Delete' : 'Enter Space Delete'}
            title={`${name}\n${onToggle === undefined ? '' : 'Space switches it off, '}Delete removes it`}
            onClick={() => show(!open)}
            onKeyDown={onKeyDown}
          >
            {icon}
            <LogText text={text} limit={160} />
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label={`Filter: ${name}`}>
          {open && editor(() => show(false))}
        </Popover.Dropdown>
      </Popover>
      {children}
      {onToggle !== undefined && (
        <button
          type="button"
          tabIndex={-1}
          className={styles.tool}
          aria-pressed={off}
          aria-label={off ? `Switch on: ${name}` : `Switch off: ${name}`}
          title={off ? 'Switch on (Space)' : 'Switch off, keep the chip (Space)'}
          onClick={onToggle}
        >
          {off ? <EyeOff size={12} aria-hidden="true" /> : <Eye size={12} aria-hidden="true" />}
        </button>
      )}
      <button
        type="button"
        tabIndex={-1}
        className={styles.tool}
        aria-label={`Remove: ${name}`}
        title="Remove (Delete)"
        onClick={onRemove}
      >
        <X size={12} aria-hidden="true" />
      </button>
    </li>
  );
}

/** The chip so many places further on. */
function neighbour(chip: HTMLElement, steps: number): HTMLElement | null {
  const chips = [...(chip.closest('ul')?.querySelectorAll<HTMLElement>('[data-chip]') ?? [])];
  return chips[chips.indexOf(chip) + steps] ?? null;
}

/** Keeps the focus near a chip that is about to go: on the one that takes its place, else the one before. */
function focusNear(chip: HTMLElement): void {
  const list = chip.closest('ul');
  const chips = [...(list?.querySelectorAll<HTMLElement>('[data-chip]') ?? [])];
  const at = chips.indexOf(chip);
  const toolbar = document.querySelector<HTMLElement>('[role="toolbar"] button');
  requestAnimationFrame(() => {
    const left = [...(list?.querySelectorAll<HTMLElement>('[data-chip]') ?? [])];
    (left[at] ?? left.at(-1) ?? toolbar)?.focus();
  });
}
