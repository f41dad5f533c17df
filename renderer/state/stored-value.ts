import * as v from 'valibot';

/** Where small settings of the interface are kept: the browser's `localStorage`, or a map in tests. */
export interface SettingsStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** A setting that survives a restart. */
export interface StoredValue<T> {
  /** The stored value, or `fallback` when there is none or it is not of the expected shape. */
  read(): T;
  write(value: T): void;
}

/** Binds a storage key to a shape. What was stored by another version, or by hand, never breaks a start. */
export function storedValue<T>(
  storage: SettingsStorage,
  key: string,
  schema: v.GenericSchema<unknown, T>,
  fallback: T,
): StoredValue<T> {
  return {
    read() {
      const text = storage.getItem(key);
      if (text === null) return fallback;
      const parsed = v.safeParse(schema, parseJson(text));
      return parsed.success ? parsed.output : fallback;
    },
    write(value) {
      storage.setItem(key, JSON.stringify(value));
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not JSON: treated like a value of the wrong shape
  }
}
