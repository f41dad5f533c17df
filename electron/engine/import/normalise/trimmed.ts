/** Without blanks around it; null when nothing is left. */
export function trimmed(text: string): string | null {
  if (text === '') return null;
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  if (first > 32 && last > 32 && first < 128 && last < 128) return text;
  const rest = text.trim();
  return rest === '' ? null : rest;
}
