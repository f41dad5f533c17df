/** Deepest nesting of brackets in JSON text, outside strings. */
export function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 34) i = endOfString(text, i + 1);
    else if (code === 123 || code === 91) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (code === 125 || code === 93) depth -= 1;
  }
  return deepest;
}

/** Index of the quote that ends a string, or the length of the text. */
function endOfString(text: string, from: number): number {
  let i = text.indexOf('"', from);
  while (i > 0) {
    let slashes = 0;
    while (text.charCodeAt(i - 1 - slashes) === 92) slashes += 1;
    if (slashes % 2 === 0) return i;
    i = text.indexOf('"', i + 1);
  }
  return text.length;
}
