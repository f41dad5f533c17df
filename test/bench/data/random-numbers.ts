/** Repeatable choices, the same on every platform. */
export interface Random {
  /** At least 0, below 1. */
  share(): number;
  /** A whole number from 0 on, below `end`. */
  below(end: number): number;
  /** One of some values, the first ones most often: by the square of a random share. */
  skewed<T>(values: readonly T[]): T;
  /** Lower-case hex digits. */
  hex(digits: number): string;
}

/** A 32-bit linear congruential generator, with the constants of Numerical Recipes. */
export function randomNumbers(seed: number): Random {
  let state = seed >>> 0;
  const share = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
  return {
    share,
    below: (end) => Math.floor(share() * end),
    skewed: (values) => {
      const by = share();
      const value = values[Math.floor(by * by * values.length)];
      if (value === undefined) throw new Error('Nothing to pick from');
      return value;
    },
    hex: (digits) => {
      let text = '';
      while (text.length < digits) {
        text += Math.floor(share() * 65_536)
          .toString(16)
          .padStart(4, '0');
      }
      return text.slice(0, digits);
    },
  };
}
