import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  EyeOff,
  Lock,
  LockOpen,
  MoveHorizontal,
} from 'lucide-react';
import { keysOf, ON_HEADINGS } from '../app/shortcuts.ts';

/** What one can do with a column, in the order of its menu. */
export const COLUMN_ACTS = {
  sortAscending: { label: 'Sort ascending', icon: ArrowUp, keys: null },
  sortDescending: { label: 'Sort descending', icon: ArrowDown, keys: null },
  freeze: { label: 'Freeze up to here', icon: Lock, keys: null },
  unfreeze: { label: 'Unfreeze columns', icon: LockOpen, keys: null },
  moveLeft: { label: 'Move left', icon: ArrowLeft, keys: keysOf(ON_HEADINGS, 'moveLeft') },
  moveRight: { label: 'Move right', icon: ArrowRight, keys: keysOf(ON_HEADINGS, 'moveRight') },
  narrower: { label: 'Narrower', icon: null, keys: keysOf(ON_HEADINGS, 'narrower') },
  wider: { label: 'Wider', icon: null, keys: keysOf(ON_HEADINGS, 'wider') },
  fit: { label: 'Fit column to its content', icon: MoveHorizontal, keys: null },
  fitAll: { label: 'Fit all columns', icon: null, keys: null },
  hide: { label: 'Hide column', icon: EyeOff, keys: null },
} as const;

export type ColumnAct = keyof typeof COLUMN_ACTS;

export const COLUMN_ACT_NAMES = Object.keys(COLUMN_ACTS) as readonly ColumnAct[];
