/** Most columns of one source that are stored under their own name. What comes later goes to the details. */
export const MAX_EXTRA_COLUMNS = 2_000;

/** Collects what no field takes, as the JSON text the store keeps. */
export class ExtraColumns {
  /** Whether the limit was reached. */
  overflowed = false;
  readonly #idOf: (name: string) => number;
  readonly #ids = new Map<string, number>();
  readonly #limit: number;
  #text = '';
  #names = new Set<string>();
  #rest: [name: string, value: string][] = [];

  /** @param idOf id of a column in the workspace */
  constructor(idOf: (name: string) => number, limit: number = MAX_EXTRA_COLUMNS) {
    this.#idOf = idOf;
    this.#limit = limit;
  }

  /** Starts a record. */
  begin(): void {
    this.#text = '';
    if (this.#names.size > 0) this.#names = new Set();
    if (this.#rest.length > 0) this.#rest = [];
  }

  /** Adds a value whose name can occur only once in a record. */
  addDistinct(name: string, value: string): void {
    const id = this.#id(name);
    if (id === null) this.#rest.push([name, value]);
    else this.#text += `${this.#text === '' ? '' : ','}"c${id}":${JSON.stringify(value)}`;
  }

  /** Adds a value; a second one of the same name is kept with the details. */
  add(name: string, value: string): void {
    if (this.#names.has(name)) {
      this.#rest.push([name, value]);
      return;
    }
    this.#names.add(name);
    this.addDistinct(name, value);
  }

  /** The record's extra columns, or null. */
  get json(): string | null {
    return this.#text === '' ? null : `{${this.#text}}`;
  }

  /** Values that found no column of their own. */
  get rest(): readonly (readonly [name: string, value: string])[] {
    return this.#rest;
  }

  #id(name: string): number | null {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    if (this.#ids.size >= this.#limit) {
      this.overflowed = true;
      return null;
    }
    const id = this.#idOf(name);
    this.#ids.set(name, id);
    return id;
  }
}

/** Adds values that found no column to a detail: under `columns`, the detail itself under `detail`. */
export function withRest(detail: string | null, rest: ExtraColumns['rest']): string | null {
  if (rest.length === 0) return detail;
  const columns = rest.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',');
  return `{${detail === null ? '' : `"detail":${detail},`}"columns":{${columns}}}`;
}
