import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';

const pixels = v.pipe(v.number(), v.safeInteger());

const schema = v.object({
  /** The workspace that was open last; null on first start. */
  workspace: v.nullable(v.string()),
  /** Where the window was, in screen pixels; null lets the system place it. */
  bounds: v.nullable(v.object({ x: pixels, y: pixels, width: pixels, height: pixels })),
  maximized: v.boolean(),
});

/** What the shell remembers between starts. */
export type Settings = v.InferOutput<typeof schema>;

const FIRST_START: Settings = { workspace: null, bounds: null, maximized: false };

/** The settings file of one user. */
export class SettingsFile {
  readonly #path: string;
  #current: Settings;

  constructor(path: string) {
    this.#path = path;
    this.#current = readSettings(path);
  }

  get current(): Settings {
    return this.#current;
  }

  /** Changes some of the settings and stores all of them, as a whole or not at all. */
  update(changed: Partial<Settings>): void {
    this.#current = { ...this.#current, ...changed };
    const unfinished = `${this.#path}.new`;
    mkdirSync(dirname(this.#path), { recursive: true });
    writeFileSync(unfinished, `${JSON.stringify(this.#current, null, 2)}\n`, { mode: 0o600 });
    renameSync(unfinished, this.#path);
  }
}

/** Settings are a convenience: a missing, broken or older file means starting as if for the first time. */
function readSettings(path: string): Settings {
  try {
    const read = v.safeParse(schema, JSON.parse(readFileSync(path, 'utf8')));
    return read.success ? read.output : FIRST_START;
  } catch {
    return FIRST_START;
  }
}
