/** A column of a file as the start of the content shows it. */
export interface SampleColumn {
  /** Header cell, or dotted path of a JSON member. */
  readonly name: string;
  /** Values that are not empty, as text. */
  readonly values: readonly string[];
  /** Whether the values are JSON objects: written as text in a cell, or members of a JSON record. */
  readonly holds: 'text' | 'objects-as-text' | 'containers';
  /** Found by looking into the first element of an array, whose text is a column of its own. */
  readonly peeked: boolean;
}

/** What a profile is matched against. */
export interface SampleColumns {
  readonly columns: readonly SampleColumn[];
}

/** Whether most values of a column are JSON objects written as text. */
export function holdsJsonObjects(values: readonly string[]): boolean {
  const looked = values.slice(0, 50);
  const objects = looked.filter((value) => {
    const text = value.trim();
    return text.startsWith('{') && text.endsWith('}');
  });
  return looked.length > 0 && objects.length * 2 >= looked.length && objects.some(isJsonObject);
}

function isJsonObject(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
