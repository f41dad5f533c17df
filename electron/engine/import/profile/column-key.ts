/**
 * What two names of the same column have in common: letters and digits without case, so that `Input tokens`,
 * `input_tokens` and `inputTokens` meet.
 */
export function columnKey(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
