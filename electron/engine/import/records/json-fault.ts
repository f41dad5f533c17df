/** Where JSON text breaks the grammar. */
export interface JsonFault {
  /** 1-based, inside the text. */
  readonly line: number;
  /** 1-based, in characters. */
  readonly column: number;
  readonly reason: string;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const WORD = /true|false|null/y;
const BLANK = /[ \t\r\n]*/y;

/** Finds the first fault in text that `JSON.parse` refuses. Its own messages do not always name a place. */
export function locateJsonFault(text: string): JsonFault {
  const fault = new FaultFinder(text).find();
  const before = text.slice(0, fault.at);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: fault.at - lineStart + 1, reason: fault.reason };
}

interface Fault {
  readonly at: number;
  readonly reason: string;
}

/** A walk over the grammar of RFC 8259 with a stack of its own, so that deep nesting cannot exhaust the other. */
class FaultFinder {
  readonly #text: string;
  readonly #open: ('{' | '[')[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  find(): Fault {
    let expects: 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma or end' = 'value';
    for (;;) {
      this.#skip(BLANK);
      const character = this.#text[this.#at];
      if (character === undefined) return this.#atEnd();
      if (expects === 'colon') {
        if (character !== ':') return this.#fault('Expected : after a name');
        this.#at += 1;
        expects = 'value';
      } else if (expects === 'comma or end') {
        const top = this.#open.at(-1);
        if (top === undefined) return this.#fault('Text follows the end of the value');
        if (character === ',') {
          this.#at += 1;
          expects = top === '{' ? 'key' : 'value';
        } else if (character === (top === '{' ? '}' : ']')) this.#close();
        else return this.#fault(`Expected a comma or ${top === '{' ? '}' : ']'}`);
      } else if (expects === 'key' || expects === 'key or }') {
        if (character === '}' && expects === 'key or }') {
          this.#close();
          expects = 'comma or end';
        } else {
          if (character !== '"') return this.#fault('Expected a name in double quotes');
          if (!this.#skipString()) return this.#brokenString();
          expects = 'colon';
        }
      } else if (character === ']' && expects === 'value or ]') {
        this.#close();
        expects = 'comma or end';
      } else if (character === '{' || character === '[') {
        this.#open.push(character);
        this.#at += 1;
        expects = character === '{' ? 'key or }' : 'value or ]';
      } else {
        if (character === '"' && !this.#skipString()) return this.#brokenString();
        if (character !== '"' && !this.#skip(NUMBER) && !this.#skip(WORD))
          return this.#fault('Expected a value');
        expects = 'comma or end';
      }
    }
  }

  #close(): void {
    this.#open.pop();
    this.#at += 1;
  }

  /** Passes a string; stays at its opening quote when it is broken. */
  #skipString(): boolean {
    const start = this.#at;
    this.#at += 1;
    for (;;) {
      const character = this.#text[this.#at];
      if (character === '"') {
        this.#at += 1;
        return true;
      }
      const broken = character === undefined || character < ' ';
      if (broken || (character === '\\' && !this.#skip(ESCAPE))) {
        this.#at = start;
        return false;
      }
      if (character !== '\\') this.#at += 1;
    }
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) return false;
    this.#at += match[0].length;
    return true;
  }

  #fault(reason: string): Fault {
    return { at: this.#at, reason: `Not valid JSON: ${reason}` };
  }

  #brokenString(): Fault {
    return this.#fault('A string is not closed or holds a bad character or escape');
  }

  #atEnd(): Fault {
    return this.#fault(
      this.#open.length === 0 ? 'The value is missing' : 'The record ends before it is complete',
    );
  }
}
