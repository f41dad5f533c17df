import { type ColumnChoice, NO_CHOICE } from './column-layout.ts';

/* Edits of a choice of columns. `shownNow` names the columns on screen in their order, also the default ones. */

export const MIN_COLUMN_WIDTH = 56;
export const MAX_COLUMN_WIDTH = 1_200;

/** The choice after one column was shown or hidden. */
export function toggleColumn(choice: ColumnChoice, shownNow: readonly string[], ref: string): ColumnChoice {
  const hides = shownNow.includes(ref);
  const shown = hides ? shownNow.filter((other) => other !== ref) : [...shownNow, ref];
  return { ...choice, shown, frozen: hides ? choice.frozen.filter((other) => other !== ref) : choice.frozen };
}

/**
 * The choice after a column was moved to stand before another one, or to the end. Among frozen columns it is frozen
 * too; one that leaves them is not any more.
 */
export function moveColumn(
  choice: ColumnChoice,
  shownNow: readonly string[],
  ref: string,
  before: string | null,
): ColumnChoice {
  if (ref === before || !shownNow.includes(ref)) return choice;
  const rest = shownNow.filter((other) => other !== ref);
  const at = before === null ? rest.length : rest.indexOf(before);
  if (at < 0) return choice;
  const frozen = choice.frozen.filter((other) => other !== ref);
  const joins = before !== null && frozen.includes(before);
  const stays = choice.frozen.includes(ref) && (at === 0 || frozen.includes(rest[at - 1] ?? ''));
  return {
    ...choice,
    shown: [...rest.slice(0, at), ref, ...rest.slice(at)],
    frozen: joins || stays ? [...frozen, ref] : frozen,
  };
}

/** The choice after a column was moved by so many places; at an end it stays. */
export function shiftColumn(
  choice: ColumnChoice,
  shownNow: readonly string[],
  ref: string,
  places: -1 | 1,
): ColumnChoice {
  const at = shownNow.indexOf(ref);
  const to = at + places;
  if (at < 0 || to < 0 || to >= shownNow.length) return choice;
  return moveColumn(choice, shownNow, ref, shownNow[places === 1 ? to + 1 : to] ?? null);
}

/** The choice after a column was given a width in px. */
export function resizeColumn(choice: ColumnChoice, ref: string, width: number): ColumnChoice {
  const kept = Math.round(Math.min(MAX_COLUMN_WIDTH, Math.max(MIN_COLUMN_WIDTH, width)));
  return { ...choice, widths: [...choice.widths.filter(([other]) => other !== ref), [ref, kept]] };
}

/** The choice with all columns up to one frozen. */
export function freezeUpTo(choice: ColumnChoice, shownNow: readonly string[], ref: string): ColumnChoice {
  return { ...choice, shown: shownNow, frozen: shownNow.slice(0, shownNow.indexOf(ref) + 1) };
}

/** The choice with no column frozen; the order on screen stays. */
export function unfreeze(choice: ColumnChoice, shownNow: readonly string[]): ColumnChoice {
  return { ...choice, shown: shownNow, frozen: [] };
}

/** The columns of a preset, or the usual ones; widths stay. */
export function choosePreset({ widths }: ColumnChoice, preset: string | null): ColumnChoice {
  return { ...NO_CHOICE, widths, preset };
}
