import { INPUTS, type Input } from '../../../../shared/domain/inputs.ts';

/** Position of each input. */
const INPUT_INDEX: ReadonlyMap<Input, number> = new Map(INPUTS.map((input, index) => [input, index]));

/** Position of an input in {@link InputValues}. */
export function inputIndex(input: Input): number {
  const index = INPUT_INDEX.get(input);
  if (index === undefined) throw new RangeError(`No input ${input}`);
  return index;
}

/** What a record gives to each input: text, or null. One object serves all records of a source. */
export class InputValues {
  readonly values: (string | null)[] = INPUTS.map(() => null);
  /** Rank of the candidate column each value came from. */
  readonly ranks: number[] = INPUTS.map(() => -1);

  /** What the record says changed, as JSON text, where the profile knows; null to look for it in the details. */
  changes: string | null = null;

  /** Details that were put together as JSON here, of members none of which can state a change; else null. */
  plainDetail: string | null = null;

  /** What tells the request a record is about, where several records state the figures of one; else null. */
  requestKey: string | null = null;

  clear(): void {
    this.values.fill(null);
    this.ranks.fill(-1);
    this.requestKey = null;
    this.changes = null;
    this.plainDetail = null;
  }
}
