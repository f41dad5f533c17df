import { memberOf, parseMemberPath } from '../profile/member-path.ts';
import type { Failure } from './found-records.ts';

/** Characters that the other members of one record may come to when they are given to each of its elements. */
const MAX_REPEATED = 64 * 1024 * 1024;

/** A record of which every element of a list is an event. */
export interface OpenElements {
  readonly count: number;
  /** The record with one element in place of the list. The same object each time. */
  at(index: number): object;
  /** What sets an element apart: the record without its list, and the element. */
  contentOf(index: number): string;
}

/** Finds the list of a record whose elements are events. */
export class RecordElements {
  readonly #keys: readonly string[];

  /** @param path of the list: keys only */
  constructor(path: string) {
    this.#keys = (parseMemberPath(path) ?? []).flatMap((step) => (step.kind === 'key' ? [step.key] : []));
  }

  /**
   * Takes a record apart, which changes it. Null when it has no such list, and is one event; a failure when its
   * other members are too large to be given to every element.
   */
  open(record: unknown): OpenElements | Failure | null {
    const last = this.#keys.at(-1);
    const holder = this.#keys.slice(0, -1).reduce(memberOf, record);
    const list = last === undefined ? undefined : memberOf(holder, last);
    if (last === undefined || !Array.isArray(list) || typeof holder !== 'object' || holder === null)
      return null;
    if (typeof record !== 'object' || record === null) return null;
    const put = (element: unknown): void => {
      // Assigning `__proto__` would not make a member.
      Object.defineProperty(holder, last, {
        value: element,
        enumerable: true,
        writable: true,
        configurable: true,
      });
    };
    put(null);
    const rest = JSON.stringify(record);
    if (rest.length * list.length > MAX_REPEATED) {
      return {
        column: null,
        reason: `The record has ${list.length.toLocaleString('en')} elements and too much around them to be repeated for each`,
      };
    }
    return {
      count: list.length,
      at(index) {
        put(list[index]);
        return record;
      },
      contentOf: (index) => `${rest}\n${JSON.stringify(list[index])}`,
    };
  }
}
