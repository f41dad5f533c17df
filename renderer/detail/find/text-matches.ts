/** More would tell nobody anything, and slow the page down. */
export const MOST_MATCHES = 2_000;

/**
 * Where a text stands below an element, whatever its case, also across the pieces it is drawn in.
 * @param wanted at least one character
 */
export function textMatches(root: Node, wanted: string): Range[] {
  const nodes: Text[] = [];
  const starts: number[] = [];
  let whole = '';
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!(node instanceof Text)) continue;
    nodes.push(node);
    starts.push(whole.length);
    whole += folded(node.data);
  }
  const found: Range[] = [];
  const needle = folded(wanted);
  for (let at = whole.indexOf(needle); at >= 0; at = whole.indexOf(needle, at + needle.length)) {
    const range = document.createRange();
    const [first, last] = [nodeAt(starts, at), nodeAt(starts, at + needle.length - 1)];
    const [from, to] = [nodes[first], nodes[last]];
    if (from === undefined || to === undefined) break;
    range.setStart(from, at - (starts[first] ?? 0));
    range.setEnd(to, at + needle.length - (starts[last] ?? 0));
    found.push(range);
    if (found.length === MOST_MATCHES) break;
  }
  return found;
}

/** Small letters, where these take as much room as the large ones: places have to stay what they are. */
function folded(text: string): string {
  const small = text.toLowerCase();
  if (small.length === text.length) return small;
  return Array.from(text, (letter) => {
    const one = letter.toLowerCase();
    return one.length === letter.length ? one : letter;
  }).join('');
}

/** The last node that starts at or before a place. */
function nodeAt(starts: readonly number[], place: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}
