/** An array that may hold the records of a document. */
export interface ArrayCandidate {
  /** Keys that lead to it, through objects only. */
  readonly path: readonly string[];
  /** Length of its text as far as the sample goes. */
  readonly characters: number;
  /** Elements that are objects, and that are not. */
  readonly objects: number;
  readonly others: number;
  /** Whether the sample ends inside it. */
  readonly open: boolean;
}

/** The outer structure of a JSON object. */
export interface Outline {
  /** Keys of the top-level object. */
  readonly keys: readonly string[];
  readonly arrays: readonly ArrayCandidate[];
}

/** Nesting beyond which a document is not followed. */
const MAX_NESTING = 1_000;

/** How deep records may be wrapped. */
const MAX_PATH = 8;

interface Frame {
  readonly closer: '}' | ']';
  /** Keys up to this container; null below an array or below the depth that is looked at. */
  readonly path: readonly string[] | null;
  readonly from: number;
  key: string;
  objects: number;
  others: number;
  awaitsElement: boolean;
}

const TOKEN = /"(?:[^"\\\n]|\\.)*"?|[{}[\]:,]|[^\s"{}[\]:,]+/g;

/** Walks a document, whole or cut off, and lists its top-level keys and the arrays within reach. */
export function outlineOf(text: string): Outline {
  const keys: string[] = [];
  const arrays: ArrayCandidate[] = [];
  const stack: Frame[] = [];
  let lastString = '';
  const end = (frame: Frame, to: number, open: boolean): void => {
    if (frame.closer !== ']' || frame.path === null || frame.path.length === 0) return;
    arrays.push({
      path: frame.path,
      characters: to - frame.from,
      objects: frame.objects,
      others: frame.others,
      open,
    });
  };
  for (const match of text.matchAll(TOKEN)) {
    const token = match[0];
    const top = stack.at(-1);
    // Hostile nesting would only fill memory here; such records are rejected later.
    if (stack.length > MAX_NESTING) break;
    switch (token) {
      case '{':
      case '[':
        countElement(top, token === '{');
        stack.push(newFrame(top, token, match.index));
        break;
      case '}':
      case ']': {
        const closed = stack.pop();
        if (closed !== undefined) end(closed, match.index, false);
        if (stack.length === 0) return { keys, arrays };
        break;
      }
      case ':':
        if (top === undefined) break;
        top.key = lastString;
        if (stack.length === 1) keys.push(lastString);
        break;
      case ',':
        if (top !== undefined) top.awaitsElement = true;
        break;
      default:
        if (token.startsWith('"')) lastString = token.slice(1, -1);
        countElement(top, false);
    }
  }
  for (const frame of stack) end(frame, text.length, true);
  return { keys, arrays };
}

function newFrame(parent: Frame | undefined, opener: string, from: number): Frame {
  const closer = opener === '{' ? '}' : ']';
  return { closer, path: pathBelow(parent), from, key: '', objects: 0, others: 0, awaitsElement: true };
}

function pathBelow(parent: Frame | undefined): readonly string[] | null {
  if (parent === undefined) return [];
  if (parent.closer === ']' || parent.path === null || parent.path.length >= MAX_PATH) return null;
  return [...parent.path, parent.key];
}

function countElement(frame: Frame | undefined, isObject: boolean): void {
  if (frame === undefined || frame.closer !== ']' || !frame.awaitsElement) return;
  frame.awaitsElement = false;
  if (isObject) frame.objects += 1;
  else frame.others += 1;
}
