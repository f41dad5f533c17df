/** More text than any honest message carries: a filter of a thousand long values. */
const MOST_CHARACTERS = 16 * 1024 * 1024;
const MOST_VALUES = 500_000;
const DEEPEST = 100;

/** Whether a message stays within what the program itself ever sends. */
export function isReasonablySized(message: unknown): boolean {
  let characters = 0;
  let values = 0;

  function fits(value: unknown, depth: number): boolean {
    values += 1;
    if (values > MOST_VALUES || depth > DEEPEST) return false;
    if (typeof value === 'string') {
      characters += value.length;
      return characters <= MOST_CHARACTERS;
    }
    if (typeof value !== 'object' || value === null) return true;
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return false;
    for (const [key, member] of Object.entries(value)) {
      characters += key.length;
      if (!fits(member, depth + 1)) return false;
    }
    return characters <= MOST_CHARACTERS;
  }

  return fits(message, 0);
}
