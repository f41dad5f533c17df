import type { FieldRef } from '../../shared/domain/field-ref.ts';
import { resolveWrittenName } from '../../shared/filter/written-names.ts';

/** What stands at the cursor of a query that is being written, and which part of the text it takes up. */
export type QueryContext =
  /** The beginning of a term: a field name, a word, AND, OR, NOT. `behindTerm` when another term is before it. */
  | (Part & { readonly kind: 'term'; readonly behindTerm: boolean })
  /** A value of a field; `grouped` inside `field:( … )`. */
  | (Part & { readonly kind: 'value'; readonly field: FieldRef; readonly grouped: boolean })
  /** An end of a range or the right side of a comparison. */
  | { readonly kind: 'bound'; readonly field: FieldRef }
  /** What is, or may become, a regular expression. */
  | { readonly kind: 'pattern' }
  | { readonly kind: 'nothing' };

interface Part {
  /** Place of the part, in UTF-16 units; a completion stands in its place. */
  readonly from: number;
  readonly to: number;
  /** What of it stands before the cursor, without quotes and backslashes. */
  readonly typed: string;
}

const NOTHING: QueryContext = { kind: 'nothing' };

/**
 * Looks at a query as far as the cursor. Unlike the parser it has to do with what is not finished: quotation
 * marks and parentheses that are still open are where one is writing.
 */
export function queryContext(text: string, cursor: number): QueryContext {
  return new ContextReader(text, cursor).read();
}

class ContextReader {
  readonly #text: string;
  readonly #cursor: number;
  /** Fields of the parentheses that are open; null for those that only group. */
  readonly #groups: (FieldRef | null)[] = [];
  #at = 0;
  #terms = 0;

  constructor(text: string, cursor: number) {
    this.#text = text;
    this.#cursor = Math.min(cursor, text.length);
  }

  read(): QueryContext {
    for (;;) {
      this.#skipSpace();
      if (this.#at >= this.#cursor) return this.#empty();
      const next = this.#text.charAt(this.#at);
      if (next === '(') this.#open(this.#field());
      else if (next === ')') this.#close();
      else if (next === '-' || next === '+') this.#at += 1;
      else {
        const field = this.#field();
        const found = field === null ? this.#term() : this.#value(field, true);
        if (found !== null) return found;
        this.#terms += 1;
      }
    }
  }

  #field(): FieldRef | null {
    return this.#groups.at(-1) ?? null;
  }

  #open(field: FieldRef | null): void {
    this.#groups.push(field);
    this.#at += 1;
  }

  #close(): void {
    this.#groups.pop();
    this.#at += 1;
  }

  #skipSpace(): void {
    while (this.#at < this.#cursor && /\s/.test(this.#text.charAt(this.#at))) this.#at += 1;
  }

  /** Nothing is written at the cursor yet. */
  #empty(): QueryContext {
    const before = this.#text.charAt(this.#cursor - 1);
    if (before !== '' && !/[\s(+-]/.test(before)) return NOTHING;
    const part = { from: this.#cursor, to: this.#wordEnd(this.#cursor), typed: '' };
    const field = this.#field();
    if (field !== null) return { kind: 'value', field, grouped: true, ...part };
    return { kind: 'term', behindTerm: this.#terms > 0, ...part, to: this.#cursor };
  }

  /** A term without a field around it; null when it ends before the cursor. */
  #term(): QueryContext | null {
    const start = this.#at;
    const next = this.#text.charAt(start);
    if (next === '"') return this.#phrase();
    const regex = next === '/' ? this.#regex() : null;
    if (regex !== null) return regex;
    if (this.#at > start) return null;
    const end = this.#wordEnd(start, ':');
    if (this.#cursor <= end) {
      const typed = unescaped(this.#text.slice(start, this.#cursor));
      return { kind: 'term', behindTerm: this.#terms > 0, from: start, to: end, typed };
    }
    this.#at = Math.max(end, start + 1);
    if (this.#text.charAt(end) !== ':') return null;
    this.#at = end + 1;
    return this.#behindColon(resolveWrittenName(unescaped(this.#text.slice(start, end))));
  }

  #phrase(): QueryContext | null {
    const end = this.#quoteEnd(this.#at);
    if (end === null || this.#cursor < end) return NOTHING;
    const name = unescaped(this.#text.slice(this.#at + 1, end - 1));
    this.#at = end;
    if (this.#text.charAt(end) !== ':' || this.#cursor <= end) return null;
    this.#at = end + 1;
    return this.#behindColon(name);
  }

  #behindColon(field: FieldRef): QueryContext | null {
    if (this.#at < this.#cursor && this.#text.charAt(this.#at) === '(') {
      this.#open(field);
      return null;
    }
    return this.#value(field, false);
  }

  /** A value; null when it ends before the cursor. */
  #value(field: FieldRef, grouped: boolean): QueryContext | null {
    const start = this.#at;
    const next = start < this.#cursor ? this.#text.charAt(start) : '';
    if (next === '"') return this.#quotedValue(field, grouped);
    if (next === '>' || next === '<') return this.#bound(field, this.#wordEnd(start));
    if (next === '[' || next === '{') {
      const close = /[\]}]/.exec(this.#text.slice(start));
      return this.#bound(field, close === null ? this.#text.length : start + close.index + 1);
    }
    const regex = next === '/' ? this.#regex() : null;
    if (regex !== null) return regex;
    if (this.#at > start) return null;
    const end = this.#wordEnd(start);
    this.#at = Math.max(end, start + 1);
    if (this.#cursor > end) return null;
    const typed = unescaped(this.#text.slice(start, this.#cursor));
    return { kind: 'value', field, grouped, from: start, to: end, typed };
  }

  #quotedValue(field: FieldRef, grouped: boolean): QueryContext | null {
    const start = this.#at;
    const end = this.#quoteEnd(start);
    this.#at = end ?? this.#text.length;
    if (end !== null && this.#cursor >= end) return null;
    const typed = unescaped(this.#text.slice(start + 1, this.#cursor));
    // What an open quotation mark would swallow is not part of the value.
    return { kind: 'value', field, grouped, from: start, to: end ?? this.#cursor, typed };
  }

  #bound(field: FieldRef, end: number): QueryContext | null {
    this.#at = end;
    return this.#cursor < end || (this.#cursor === end && !/[\]}]/.test(this.#text.charAt(end - 1)))
      ? { kind: 'bound', field }
      : null;
  }

  /** What a slash begins; null, and moved on, when that ends before the cursor; null and not moved for a path. */
  #regex(): QueryContext | null {
    const closed = /^\/(?:[^/\\]|\\.)+\/(?=[\s)]|$)/su.exec(this.#text.slice(this.#at))?.[0];
    if (closed !== undefined && this.#at + closed.length <= this.#cursor) {
      this.#at += closed.length;
      return null;
    }
    const written = this.#text.slice(this.#at + 1, this.#cursor);
    return closed !== undefined || !/(?<!\\)\//.test(written) ? { kind: 'pattern' } : null;
  }

  /** Where a word ends that begins at a place. */
  #wordEnd(start: number, stops = ''): number {
    let at = start;
    while (at < this.#text.length) {
      const next = this.#text.charAt(at);
      if (/[\s()"]/.test(next) || stops.includes(next)) break;
      at += next === '\\' ? 2 : 1;
    }
    return Math.min(at, this.#text.length);
  }

  /** Behind the closing quotation mark; null while it is open. */
  #quoteEnd(start: number): number | null {
    for (let at = start + 1; at < this.#text.length; at += 1) {
      const next = this.#text.charAt(at);
      if (next === '"') return at + 1;
      if (next === '\\') at += 1;
    }
    return null;
  }
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}
