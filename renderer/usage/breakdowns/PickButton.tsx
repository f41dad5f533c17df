import { PanelRightOpen } from 'lucide-react';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import type { FieldRef } from '../../../shared/domain/field-ref.ts';
import type { FacetValueKey } from '../../../shared/filter/edit.ts';
import { useIsKept } from '../../app/use-settings.ts';
import styles from './Breakdowns.module.css';

interface PickButtonProps {
  /** Its place in the list, and whether the Tab key stops at it. */
  readonly row: number;
  readonly tabIndex: 0 | -1;
  readonly label: string;
  readonly hint: string;
  readonly field: FieldRef;
  /** Undefined where it stands for several values, and is never kept alone. */
  readonly value: FacetValueKey | undefined;
  readonly onPick: (leaveOut: boolean) => void;
  /** Looks at it by itself; null for what stands for several. */
  readonly onOpen: (() => void) | null;
  readonly children: ReactNode;
}

/**
 * The name of a value: a click keeps it alone, with Alt it is left out; a second one takes that back. With Shift it is
 * looked at by itself, as by the button behind it.
 */
export function PickButton(props: PickButtonProps) {
  const { row, tabIndex, label, hint, field, value, onPick, onOpen, children } = props;
  const pressed = useIsKept(field, value);
  return (
    <div className={styles.named}>
      <button
        type="button"
        className={styles.pick}
        data-row={row}
        tabIndex={tabIndex}
        aria-label={label}
        aria-pressed={pressed}
        aria-keyshortcuts={onOpen === null ? 'Alt+Enter' : 'Alt+Enter Shift+Enter'}
        data-hint={hint}
        onClick={(event: MouseEvent) => onPick(event.altKey)}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key !== 'Enter' || !(event.altKey || event.shiftKey)) return;
          event.preventDefault();
          if (event.altKey) onPick(true);
          else onOpen?.();
        }}
      >
        {children}
      </button>
      {onOpen !== null && (
        <button
          type="button"
          className={styles.open}
          // The keyboard has Shift Enter, so that each row is one stop.
          tabIndex={-1}
          aria-label={`Look at ${label} by itself`}
          data-hint="Look at it by itself (Shift Enter)"
          onClick={onOpen}
        >
          <PanelRightOpen size={14} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
