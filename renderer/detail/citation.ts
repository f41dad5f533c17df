/** Names a record so that it can be found in any copy of its file: `<SHA-256 of the file>:<line>`. */
export function citation(sha256: string, line: number): string {
  return `${sha256}:${line}`;
}
