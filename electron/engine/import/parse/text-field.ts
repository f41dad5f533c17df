import type { Codes, Column } from '../../columns/column.ts';
import { dictionaryOrTexts, heapOf, repeats, surelyDiffer } from '../../columns/column-builder.ts';
import type { KernelWords } from '../../kernels/kernel-rows.ts';
import type { CellTable } from './cell-table.ts';
import { textsBytes } from './remembered.ts';

/** So many texts that were asked for in a block show whether they repeat. */
const TELLING_TEXTS = 512;

/** Where the codes of the rows of a block come from: one for all, one by one, or by the number of each row. */
type RowCodes =
  | { readonly kind: 'same'; readonly code: number }
  | { readonly kind: 'listed'; readonly codes: Uint32Array }
  | NumberedCodes;

interface NumberedCodes {
  readonly kind: 'numbered';
  readonly ids: KernelWords;
  /** The numbers that occur, in the order in which they do first. */
  readonly met: Uint32Array;
  readonly codes: readonly (number | undefined)[];
}

/** The texts of a field over the blocks of a file. Each block gets a dictionary of just what occurs in it. */
export class TextField {
  readonly #codes = new Map<string, number>();
  readonly #texts: string[] = [''];
  /** Texts that were asked for in the block, and those of them that were known. */
  #asked = 0;
  #known = 0;
  /** Whether texts are looked up: hashing those that do not repeat is most of what they cost. */
  #looksUp = true;
  /** Whether some were known to be new, and given codes without that. */
  #hasUnknown = false;
  /** Whether some were not, so that equal ones may have several codes. */
  #mayRepeat = false;
  #characters = 0;
  #rowCodes: RowCodes = { kind: 'same', code: 0 };
  /** Code in the block of each code, and in which block that holds. */
  #local = new Uint32Array(1_024);
  #stamps = new Uint32Array(1_024);
  #stamp = 0;
  readonly #areCompared: boolean;

  /** @param areCompared whether codes are compared, so that equal texts must have the same one */
  constructor(areCompared = false) {
    this.#areCompared = areCompared;
  }

  /** Distinct texts remembered. */
  get size(): number {
    return this.#texts.length - 1;
  }

  /** About how much memory they take. */
  get bytes(): number {
    return textsBytes(this.size, this.#characters);
  }

  /** Forgets all texts; codes given out hold no longer. */
  forget(): void {
    this.#codes.clear();
    this.#characters = 0;
    this.#texts.length = 1;
    this.#mayRepeat = false;
    this.#hasUnknown = false;
    this.#stamps.fill(0);
    this.#stamp = 0;
  }

  /** The code of a text; 0 is null. */
  codeOf(text: string | null): number {
    if (text === null) return 0;
    if (this.#looksUp) {
      this.#asked += 1;
      const known = this.#codes.get(text);
      if (known !== undefined) {
        this.#known += 1;
        return known;
      }
    }
    if (!this.#looksUp || this.#hasUnknown) this.#mayRepeat = true;
    const code = this.#add(text);
    if (this.#looksUp) this.#codes.set(text, code);
    return code;
  }

  /** A code for a text that has none: whoever asks knows that no other text of the field is equal to it. */
  newCode(text: string): number {
    this.#hasUnknown = true;
    return this.#add(text);
  }

  #add(text: string): number {
    const code = this.#texts.push(text) - 1;
    this.#characters += text.length;
    if (code >= this.#local.length) this.#grow();
    return code;
  }

  /** Gives all rows of the block the same code. */
  fillSame(code: number): void {
    this.#rowCodes = { kind: 'same', code };
  }

  /** Gives each row of the block the code of its number. */
  fillFrom(ids: KernelWords, met: Uint32Array, codes: readonly (number | undefined)[]): void {
    this.#rowCodes = { kind: 'numbered', ids, met, codes };
  }

  /** Gives each row of the block its code. */
  fillListed(codes: Uint32Array): void {
    this.#rowCodes = { kind: 'listed', codes };
  }

  /** The code of each row, which may then be changed. */
  listCodes(rows: number): Uint32Array {
    const given = this.#rowCodes;
    if (given.kind === 'listed') return given.codes;
    const codes = new Uint32Array(rows);
    if (given.kind === 'same') codes.fill(given.code);
    else {
      const ids = given.ids.values;
      for (let row = 0; row < rows; row += 1) codes[row] = given.codes[ids[row] ?? 0] ?? 0;
    }
    this.#rowCodes = { kind: 'listed', codes };
    return codes;
  }

  /** The column of the block; null when no row has a text. */
  finish(table: CellTable): Column | null {
    const given = this.#rowCodes;
    const { rows } = table;
    this.#stamp += 1;
    if (rows === 0) return null;
    const texts: string[] = [];
    if (given.kind === 'same') {
      if (given.code === 0) return null;
      return {
        kind: 'dictionary',
        codes: new Uint8Array(rows).fill(1),
        texts: [this.#texts[given.code] ?? ''],
      };
    }
    const column =
      given.kind === 'listed'
        ? this.#finishListed(given.codes, texts)
        : this.#finishNumbered(given, table, texts);
    this.#judge(column);
    return column;
  }

  #finishNumbered(given: NumberedCodes, table: CellTable, texts: string[]): Column | null {
    const { rows, memory } = table;
    const most = given.codes.length;
    const map = memory.take(most * 4);
    const local = memory.words.subarray(map / 4, map / 4 + most);
    for (const id of given.met) local[id] = this.#localCode(given.codes[id] ?? 0, texts);
    const out = table.scratch.out.at;
    const write = (width: number) => memory.kernels.codesOfIds(given.ids.at, rows, map, width, out);
    const { buffer } = memory.words;
    const width = widthOf(texts.length);
    const valued = write(width);
    let column: Column | null = null;
    if (valued > 0 && this.#mayRepeat && !surelyDiffer(texts, valued)) {
      if (width !== 4) write(4);
      column = onceEach(new Uint32Array(buffer, out, rows), texts, valued);
    } else if (valued > 0 && repeats(texts, valued)) {
      column = { kind: 'dictionary', codes: ownCodes(buffer, out, rows, width), texts };
    } else if (valued > 0) {
      if (width !== 4) write(4);
      column = heapOf(new Uint32Array(buffer, out, rows), texts);
    }
    memory.give(map, most * 4);
    return column;
  }

  #finishListed(codes: Uint32Array, texts: string[]): Column | null {
    let valued = 0;
    for (let row = 0; row < codes.length; row += 1) {
      const local = this.#localCode(codes[row] ?? 0, texts);
      codes[row] = local;
      if (local !== 0) valued += 1;
    }
    if (valued === 0) return null;
    return this.#mayRepeat && !surelyDiffer(texts, valued)
      ? onceEach(codes, texts, valued)
      : dictionaryOrTexts(codes, texts, valued);
  }

  /** Whether to look texts up from now on: not where those of the block mostly differed. */
  #judge(column: Column | null): void {
    if (column?.kind !== 'text') this.#looksUp = true;
    else if (this.#asked >= TELLING_TEXTS && this.#known * 4 < this.#asked) this.#looksUp = this.#areCompared;
    this.#asked = 0;
    this.#known = 0;
  }

  #localCode(code: number, texts: string[]): number {
    if (code === 0) return 0;
    if (this.#stamps[code] !== this.#stamp) {
      this.#stamps[code] = this.#stamp;
      texts.push(this.#texts[code] ?? '');
      this.#local[code] = texts.length;
    }
    return this.#local[code] ?? 0;
  }

  #grow(): void {
    const local = new Uint32Array(this.#local.length * 2);
    local.set(this.#local);
    this.#local = local;
    const stamps = new Uint32Array(this.#stamps.length * 2);
    stamps.set(this.#stamps);
    this.#stamps = stamps;
  }
}

/** The column of texts of which some may be the same, where that matters. Changes the codes. */
function onceEach(codes: Uint32Array, texts: readonly string[], valued: number): Column {
  const known = new Map<string, number>();
  const once: string[] = [];
  const codeOf = texts.map((text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    known.set(text, once.push(text));
    return once.length;
  });
  for (let row = 0; row < codes.length; row += 1) codes[row] = codeOf[(codes[row] ?? 0) - 1] ?? 0;
  return dictionaryOrTexts(codes, once, valued);
}

function widthOf(count: number): 1 | 2 | 4 {
  if (count <= 0xff) return 1;
  return count <= 0xffff ? 2 : 4;
}

/** A copy of codes that kernels wrote. */
function ownCodes(buffer: ArrayBuffer, at: number, rows: number, width: number): Codes {
  if (width === 1) return new Uint8Array(buffer, at, rows).slice();
  return width === 2 ? new Uint16Array(buffer, at, rows).slice() : new Uint32Array(buffer, at, rows).slice();
}
