import type { Cells } from './cells.ts';
import {
  putVarint,
  type RecordPlaces,
  recordFields,
  recordSizes,
  varintSize,
  writeRecords,
} from './record-bytes.ts';

/*
 * Tables as SQLite lays them out on pages: https://sqlite.org/fileformat2.html#b_tree_pages. Rows lie on leaf
 * pages in the order of their ids; interior pages say which leaf ends with which id; what does not fit on a leaf
 * continues on overflow pages.
 */

/** Bytes of a page. */
export const PAGE_BYTES = 16_384;

const LEAF = 0x0d;
const INTERIOR = 0x05;
const LEAF_HEADER = 8;
const INTERIOR_HEADER = 12;
/** Fewer than fit, whatever the ids are. */
const CHILDREN = 1_000;
/** Of a record, at most so much lies on the leaf; of a longer one at least {@link LEAST_LOCAL}. */
const MOST_LOCAL = PAGE_BYTES - 35;
const LEAST_LOCAL = Math.floor(((PAGE_BYTES - 12) * 32) / 255) - 23;
const OVERFLOW_CONTENT = PAGE_BYTES - 4;

/** The pages of a database file, numbered from 1. The memory is used again from file to file. */
export class PageImage {
  #bytes: Buffer = Buffer.alloc(64 * PAGE_BYTES);
  #pages = 0;

  /** Starts a file with so many pages. */
  begin(pages: number): void {
    this.#pages = 0;
    this.add(pages);
  }

  get pages(): number {
    return this.#pages;
  }

  /** The memory of all pages and of what {@link room} made behind them. Another one after the next call. */
  get memory(): Buffer {
    return this.#bytes;
  }

  /** The file. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#pages * PAGE_BYTES);
  }

  /** Adds pages; the number of the first. */
  add(count = 1): number {
    this.#pages += count;
    this.room(0);
    return this.#pages - count + 1;
  }

  /** Makes room behind the pages; where it begins. */
  room(size: number): number {
    const start = this.#pages * PAGE_BYTES;
    if (start + size > this.#bytes.length) {
      const grown = Buffer.alloc(Math.max(start + size, this.#bytes.length * 2));
      this.#bytes.copy(grown);
      this.#bytes = grown;
    }
    return start;
  }
}

/** A page of one level of the tree, and the highest id below it. */
interface Child {
  readonly page: number;
  readonly last: number;
}

/** A record that goes on behind its leaf: it is written behind the pages first, and cut into pieces then. */
interface Spill {
  readonly row: number;
  /** Where its beginning goes to. */
  readonly target: number;
  readonly local: number;
  readonly size: number;
  readonly firstPage: number;
}

/**
 * Writes a table whose rows have the ids `firstId …`.
 * @param columns what stands behind the id, in table order; null for a column without values
 * @param root page that is already there for the root of the table
 */
export function writeTable(
  image: PageImage,
  root: number,
  columns: readonly (Cells | null)[],
  firstId: number,
  count: number,
): void {
  const fields = recordFields(columns);
  const sizes = recordSizes(fields, count);
  const leaves = new Leaves(image, root);
  const places = leaves.place(sizes.heads, sizes.bodies, firstId, count);
  const spilled = leaves.makeSpillRoom(places);
  writeRecords(fields, count, image.memory, places);
  for (const { spill, from } of spilled) cutIntoPages(image.memory, spill, from);
  writeInterior(image, root, leaves.children);
}

class Leaves {
  readonly children: Child[] = [];
  readonly #image: PageImage;
  readonly #root: number;
  readonly #spills: Spill[] = [];

  constructor(image: PageImage, root: number) {
    this.#image = image;
    this.#root = root;
  }

  /** Gives every record its place on a page. */
  place(headSizes: Int32Array, bodySizes: Int32Array, firstId: number, count: number): RecordPlaces {
    const heads = new Int32Array(count);
    const bodies = new Int32Array(count);
    const onRoot = fitOnOnePage(headSizes, bodySizes, firstId, count);
    let page = onRoot ? this.#root : this.#image.add();
    let start = (page - 1) * PAGE_BYTES;
    let cells = 0;
    let content = PAGE_BYTES;
    for (let row = 0; row < count; row += 1) {
      const headSize = headSizes[row] ?? 0;
      const lead = headSize < 127 ? 1 : 2;
      const size = headSize + lead + (bodySizes[row] ?? 0);
      const local = localBytes(size);
      const id = firstId + row;
      const cell = varintSize(size) + varintSize(id) + local + (local < size ? 4 : 0);
      if (content - cell < LEAF_HEADER + 2 * (cells + 1)) {
        this.#endLeaf(page, cells, content, id - 1);
        page = this.#image.add();
        start = (page - 1) * PAGE_BYTES;
        cells = 0;
        content = PAGE_BYTES;
      }
      content -= cell;
      const memory = this.#image.memory;
      memory.writeUInt16BE(content, start + LEAF_HEADER + 2 * cells);
      cells += 1;
      let at = putVarint(memory, putVarint(memory, start + content, size), id);
      if (local < size) {
        this.#spill(row, at, local, size);
        // Until there is room behind the pages, its place counts from there.
        at = 0;
      }
      if (local === size) putVarint(memory, at, headSize + lead);
      heads[row] = at + lead;
      bodies[row] = at + lead + headSize;
    }
    this.#endLeaf(page, cells, content, firstId + count - 1);
    return { heads, bodies };
  }

  /** Makes room for the records that were cut off, and moves their places there. */
  makeSpillRoom({ heads, bodies }: RecordPlaces): { spill: Spill; from: number }[] {
    let from = this.#image.room(this.#spills.reduce((sum, { size }) => sum + size, 0));
    return this.#spills.map((spill) => {
      const { row, size } = spill;
      const headSize = (bodies[row] ?? 0) - (heads[row] ?? 0);
      const lead = heads[row] ?? 0;
      putVarint(this.#image.memory, from, headSize + lead);
      heads[row] = from + lead;
      bodies[row] = from + lead + headSize;
      from += size;
      return { spill, from: from - size };
    });
  }

  #spill(row: number, target: number, local: number, size: number): void {
    const firstPage = this.#image.add(Math.ceil((size - local) / OVERFLOW_CONTENT));
    this.#image.memory.writeUInt32BE(firstPage, target + local);
    this.#spills.push({ row, target, local, size, firstPage });
  }

  #endLeaf(page: number, cells: number, content: number, last: number): void {
    const start = (page - 1) * PAGE_BYTES;
    const memory = this.#image.memory;
    memory.fill(0, start, start + LEAF_HEADER);
    memory[start] = LEAF;
    memory.writeUInt16BE(cells, start + 3);
    memory.writeUInt16BE(content, start + 5);
    this.children.push({ page, last });
  }
}

/** Bytes of a record that lie on its leaf. */
function localBytes(size: number): number {
  if (size <= MOST_LOCAL) return size;
  const local = LEAST_LOCAL + ((size - LEAST_LOCAL) % OVERFLOW_CONTENT);
  return local <= MOST_LOCAL ? local : LEAST_LOCAL;
}

function fitOnOnePage(heads: Int32Array, bodies: Int32Array, firstId: number, count: number): boolean {
  let used = LEAF_HEADER;
  for (let row = 0; row < count && used <= PAGE_BYTES; row += 1) {
    const head = heads[row] ?? 0;
    const size = head + (head < 127 ? 1 : 2) + (bodies[row] ?? 0);
    const local = localBytes(size);
    used += 2 + varintSize(size) + varintSize(firstId + row) + local + (local < size ? 4 : 0);
  }
  return used <= PAGE_BYTES;
}

function cutIntoPages(memory: Buffer, { target, local, size, firstPage }: Spill, from: number): void {
  memory.copy(memory, target, from, from + local);
  let page = firstPage;
  for (let done = local; done < size; done += OVERFLOW_CONTENT) {
    const start = (page - 1) * PAGE_BYTES;
    const rest = size - done;
    memory.writeUInt32BE(rest > OVERFLOW_CONTENT ? page + 1 : 0, start);
    memory.copy(memory, start + 4, from + done, from + done + Math.min(rest, OVERFLOW_CONTENT));
    page += 1;
  }
}

/** Writes the levels above the leaves, up to the root. A single leaf is the root. */
function writeInterior(image: PageImage, root: number, leaves: readonly Child[]): void {
  let level = leaves;
  while (level.length > 1) {
    const groups = Math.ceil(level.length / CHILDREN);
    const above: Child[] = [];
    for (let group = 0; group < groups; group += 1) {
      const from = Math.floor((group * level.length) / groups);
      const children = level.slice(from, Math.floor(((group + 1) * level.length) / groups));
      const page = groups === 1 ? root : image.add();
      writeInteriorPage(image.memory, page, children);
      above.push({ page, last: children.at(-1)?.last ?? 0 });
    }
    level = above;
  }
}

function writeInteriorPage(memory: Buffer, page: number, children: readonly Child[]): void {
  const start = (page - 1) * PAGE_BYTES;
  let content = PAGE_BYTES;
  children.slice(0, -1).forEach(({ page: child, last }, index) => {
    content -= 4 + varintSize(last);
    memory.writeUInt32BE(child, start + content);
    putVarint(memory, start + content + 4, last);
    memory.writeUInt16BE(content, start + INTERIOR_HEADER + 2 * index);
  });
  memory.fill(0, start, start + INTERIOR_HEADER);
  memory[start] = INTERIOR;
  memory.writeUInt16BE(children.length - 1, start + 3);
  memory.writeUInt16BE(content, start + 5);
  memory.writeUInt32BE(children.at(-1)?.page ?? 0, start + 8);
}
