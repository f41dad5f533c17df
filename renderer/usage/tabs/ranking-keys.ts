import { IN_LOG, type PressedKey, shortcutOf } from '../../app/shortcuts.ts';

/** What a key does in a ranking; the keys are those of the log. */
export type RankingMove =
  | { readonly kind: 'go'; readonly to: number }
  | { readonly kind: 'act'; readonly act: 'open' | 'close' | 'keep' | 'leaveOut' };

interface Place {
  /** Null before the ranking was entered. */
  readonly row: number | null;
  readonly rows: number;
  /** Rows in sight. */
  readonly page: number;
}

/** The move of a pressed key; null when it is none of the ranking's. */
export function rankingMove(event: PressedKey, { row, rows, page }: Place): RankingMove | null {
  const at = row ?? -1;
  const go = (to: number): RankingMove | null =>
    rows === 0 ? null : { kind: 'go', to: Math.max(0, Math.min(rows - 1, to)) };
  const key = shortcutOf(event, IN_LOG);
  switch (key) {
    case 'next':
      return go(at + 1);
    case 'previous':
      return go(at - 1);
    case 'pageDown':
      return go(at + page);
    case 'pageUp':
      return go(at - page);
    case 'firstRow':
    case 'firstColumn':
    case 'firstCell':
      return go(0);
    case 'lastRow':
    case 'lastColumn':
    case 'lastCell':
      return go(rows - 1);
    case 'open':
    case 'keep':
    case 'leaveOut':
      return row === null ? null : { kind: 'act', act: key };
    case 'close':
      return { kind: 'act', act: 'close' };
    default:
      return null;
  }
}
