import { INPUTS, type Input } from '../../../../shared/domain/inputs.ts';
import type { Outermost } from '../profile/member-path.ts';
import type { Profile } from '../profile/profile-format.ts';
import { fillTemplate, isTemplate, parseTemplate, type TextTemplate } from '../profile/text-template.ts';
import { type InputValues, inputIndex } from './input-values.ts';
import { StatedChanges } from './stated-changes.ts';
import { UsageFigures } from './usage-figures.ts';

/** A text put together from values, as a candidate for an input. */
export interface JoinedText {
  readonly input: Input;
  readonly rank: number;
  readonly template: TextTemplate;
}

/** What a profile takes from a record as a whole: texts put together from several values, and what changed. */
export class RecordRules {
  /** Inputs whose value is judged and not stored as it is: the column it came from stays. */
  readonly judged: ReadonlySet<number>;
  /** Inputs that texts are put together for, or sums are made. */
  readonly inputs: readonly number[];
  readonly #joined: readonly (Omit<JoinedText, 'input'> & { readonly input: number })[];
  readonly #changes: StatedChanges | null;
  readonly #usage: UsageFigures | null;

  constructor(profile: Profile) {
    this.#joined = RecordRules.joined(profile).map((joined) => ({
      ...joined,
      input: inputIndex(joined.input),
    }));
    this.#changes = profile.changes.length === 0 ? null : new StatedChanges(profile.changes);
    this.#usage = profile.usage === undefined ? null : new UsageFigures(profile.usage);
    this.inputs = [...this.#joined.map(({ input }) => input), ...(this.#usage?.summed ?? [])];
    this.judged = new Set([...RecordRules.judged(profile)].map(inputIndex));
  }

  /** Whether a profile has any of them. */
  static appliesTo({ inputs, changes, details, outcomes, each, usage }: Profile): boolean {
    return (
      changes.length > 0 ||
      details.length > 0 ||
      outcomes !== undefined ||
      each !== undefined ||
      usage !== undefined ||
      Object.values(inputs).some((candidates) => candidates?.some(isTemplate) === true)
    );
  }

  /** Inputs whose value is judged. */
  static judged({ outcomes }: Profile): ReadonlySet<Input> {
    return new Set(outcomes === undefined ? [] : (['outcome'] as const));
  }

  /** The texts that are put together, in the order in which they are. */
  static joined({ inputs }: Profile): readonly JoinedText[] {
    return INPUTS.flatMap((input) =>
      (inputs[input] ?? []).flatMap((candidate, rank) => {
        const template = isTemplate(candidate) ? parseTemplate(candidate) : null;
        return template === null ? [] : [{ input, rank, template }];
      }),
    );
  }

  /**
   * Fills the inputs that no better candidate filled, and the changes.
   * @param replaced told of an input before its value is replaced by that of a better candidate
   */
  apply(record: Outermost, into: InputValues, replaced: (input: number) => void): void {
    for (const { input, rank, template } of this.#joined) {
      const filled = (into.values[input] ?? null) !== null;
      if (filled && (into.ranks[input] ?? -1) <= rank) continue;
      const text = fillTemplate(template, record);
      if (text === null) continue;
      if (filled) replaced(input);
      into.values[input] = text;
      into.ranks[input] = rank;
    }
    into.changes = this.#changes?.read(record) ?? null;
    this.#usage?.fill(record, into, replaced);
  }
}
