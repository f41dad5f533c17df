/** What a text may be asked for; of those given, one has to hold. None given holds for every text. */
export interface TextTests {
  readonly is: readonly string[];
  readonly startsWith: readonly string[];
  readonly endsWith: readonly string[];
  readonly contains: readonly string[];
}

/** Whether there is anything to ask. */
export function asksAnything({ is, startsWith, endsWith, contains }: TextTests): boolean {
  return is.length + startsWith.length + endsWith.length + contains.length > 0;
}

/** Whether one of the tests holds. Case counts. */
export function holdsFor(text: string, tests: TextTests): boolean {
  if (!asksAnything(tests)) return true;
  return (
    tests.is.includes(text) ||
    tests.startsWith.some((start) => text.startsWith(start)) ||
    tests.endsWith.some((end) => text.endsWith(end)) ||
    tests.contains.some((part) => text.includes(part))
  );
}
