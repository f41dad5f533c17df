/**
 * What two names of the same column have in common: letters and digits without case, so that `Input tokens`,
 * `input_tokens` and `inputTokens` meet. A name that only repeats itself, as of a header that is there twice, counts
 * once.
 */
export function columnKey(name: string): string {
  return once(name)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function once(name: string): string {
  const words = name.split(' ', 64);
  for (let size = 1; size * 2 <= words.length; size += 1) {
    const repeats = words.length % size === 0 && words.every((word, at) => word === words[at % size]);
    if (repeats) return words.slice(0, size).join(' ');
  }
  return name;
}
