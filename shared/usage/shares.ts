import type { FacetValueKey } from '../filter/edit.ts';
import { exactSum } from './exact.ts';

/** Values with a part of their own; beyond this, those behind the first are folded into "Other". */
export const OWN_PARTS = 7;

/** A part of a whole: one value, all values too small for a part of their own, or the events without a value. */
export interface Part {
  readonly kind: 'value' | 'none' | 'other';
  /** The value; null for the other kinds. */
  readonly key: FacetValueKey;
  readonly label: string;
  /** How many values it stands for. */
  readonly groups: number;
  /** Null when no event of it has the measure. */
  readonly value: number | null;
  /** Of the whole; null where shares mean nothing: nothing was measured, or something was taken back. */
  readonly share: number | null;
}

/** What parts are made of. */
export interface Whole {
  /** Largest first, those without the measure last; at least the first {@link OWN_PARTS} and one more. */
  readonly groups: readonly {
    readonly key: FacetValueKey;
    readonly label: string;
    readonly value: number | null;
  }[];
  /** How many groups there are in all. */
  readonly total: number;
  /** What all groups come to. */
  readonly value: number | null;
}

/** The parts of a whole: they add up to it exactly. */
export function partsOf({ groups, total, value }: Whole): readonly Part[] {
  const own = groups.slice(0, OWN_PARTS);
  const parts = own.map((group): Omit<Part, 'share'> => {
    return {
      key: group.key,
      label: group.label,
      value: group.value,
      kind: group.key === null ? 'none' : 'value',
      groups: 1,
    };
  });
  if (total > own.length) {
    const rest = { kind: 'other', key: null, label: 'Other', groups: total - own.length } as const;
    parts.push({ ...rest, value: restOf(value, own, groups[OWN_PARTS]) });
  }
  const shared = value !== null && value > 0 && parts.every((part) => (part.value ?? 0) >= 0);
  return parts.map((part) => ({
    ...part,
    share: shared && part.value !== null ? part.value / value : null,
  }));
}

/** What is left of a whole; null when none of the rest has the measure: groups without it come last. */
function restOf(
  whole: number | null,
  own: Whole['groups'],
  next: Whole['groups'][number] | undefined,
): number | null {
  if (whole === null || next?.value === null || own.at(-1)?.value === null) return null;
  return exactSum([whole, ...own.map(({ value }) => -(value ?? 0))]);
}
