/** Names of columns without a header: `column 1`, `column 2`, … */
export function numberedNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `column ${index + 1}`);
}

/** Gives every column a name of its own: empty ones `column N`, repeated ones a number behind. */
export function distinctNames(header: readonly string[]): { columns: string[]; repaired: number } {
  const taken = new Set<string>();
  const uses = new Map<string, number>();
  let repaired = 0;
  const columns = header.map((cell, index) => {
    const wanted = cell.trim() === '' ? `column ${index + 1}` : cell.trim();
    let name = wanted;
    for (let n = uses.get(wanted) ?? 2; taken.has(name); n += 1) {
      name = `${wanted} (${n})`;
      uses.set(wanted, n + 1);
    }
    taken.add(name);
    if (cell.trim() !== name) repaired += 1;
    return name;
  });
  return { columns, repaired };
}

/**
 * Names of a header of several rows: those above each other, joined by a blank. A name with nothing beside it spans
 * the columns up to the next one, or to the end of what is above it.
 */
export function joinedNames(rows: readonly (readonly string[])[]): string[] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const parts: string[][] = Array.from({ length: width }, () => []);
  const begins = new Set<number>();
  rows.forEach((row, index) => {
    const below = rows.slice(index + 1);
    const spans = index < rows.length - 1 && row.filter((cell) => cell.trim() !== '').length > 1;
    let spanning = '';
    for (let column = 0; column < width; column += 1) {
      const own = (row[column] ?? '').trim();
      if (own !== '' || begins.has(column)) spanning = own;
      if (own !== '') begins.add(column);
      const named = below.some((lower) => (lower[column] ?? '').trim() !== '');
      const part = own === '' && spans && named ? spanning : own;
      if (part !== '') parts[column]?.push(part);
    }
  });
  return parts.map((part) => part.join(' '));
}
