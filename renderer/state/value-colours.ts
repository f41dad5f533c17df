/** Colours of the categorical palette, `--chart-1` to `--chart-8`. */
export const COLOURS = 8;

/**
 * Hands out the colours of values. A value keeps its colour in every chart and chip as long as the workspace is open.
 */
export interface ValueColours {
  /**
   * The colours, 1 to {@link COLOURS}, of values that are shown together; no two of up to eight are the same.
   * Values that have one keep it. Where two that were never shown together before have the same, the first keeps it.
   */
  together(field: string, values: readonly string[]): readonly number[];
  /** The colour a value has, or null when it was in no chart yet. */
  known(field: string, value: string): number | null;
  /** Forgets all of it: values of another workspace are others. */
  reset(): void;
}

export function createValueColours(): ValueColours {
  const fields = new Map<string, Map<string, number>>();
  return {
    together(field, values) {
      const colours = fields.get(field) ?? new Map<string, number>();
      fields.set(field, colours);
      return handOut(colours, values);
    },
    known: (field, value) => fields.get(field)?.get(value) ?? null,
    reset: () => fields.clear(),
  };
}

function handOut(colours: Map<string, number>, values: readonly string[]): readonly number[] {
  const taken = new Set<number>();
  for (const value of values) {
    const colour = colours.get(value);
    if (colour === undefined) continue;
    if (taken.has(colour) && taken.size < COLOURS) colours.delete(value);
    taken.add(colour);
  }
  return values.map((value) => {
    const colour = colours.get(value) ?? freeColour(colours, taken);
    taken.add(colour);
    colours.set(value, colour);
    return colour;
  });
}

/** One that is not taken: the one that fewest values have, the first of these. */
function freeColour(colours: ReadonlyMap<string, number>, taken: ReadonlySet<number>): number {
  const uses = Array.from({ length: COLOURS }, () => 0);
  for (const colour of colours.values()) uses[colour - 1] = (uses[colour - 1] ?? 0) + 1;
  let best = 0;
  let fewest = Number.POSITIVE_INFINITY;
  for (const [at, used] of uses.entries()) {
    const cost = used + (taken.has(at + 1) ? Number.MAX_SAFE_INTEGER / 2 : 0);
    if (cost >= fewest) continue;
    best = at + 1;
    fewest = cost;
  }
  return best;
}
