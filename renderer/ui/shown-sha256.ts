/** The hash of a source for people; one that was not read to its end has none. */
export function shownSha256(sha256: string): string {
  return sha256 === '' ? 'not known: the file was not read to its end' : sha256;
}
