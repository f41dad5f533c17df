import { KernelMemory } from '../../kernels/kernel-memory.ts';
import type { Cells } from './cells.ts';
import {
  putSizes,
  putVarint,
  type RecordNumbers,
  recordFields,
  varintSize,
  writeRecords,
} from './record-bytes.ts';

/*
 * Tables as SQLite lays them out on pages: https://sqlite.org/fileformat2.html#b_tree_pages. Rows lie on leaf
 * pages in the order of their ids; interior pages say which leaf ends with which id; what does not fit on a leaf
 * continues on overflow pages.
 */

/** Bytes of a page. */
export const PAGE_BYTES = 32_768;

const INTERIOR = 0x05;
const INTERIOR_HEADER = 12;
/** Fewer than fit, whatever the ids are. */
const CHILDREN = 1_000;
const LEAF_HEADER = 8;
const OVERFLOW_CONTENT = PAGE_BYTES - 4;
const FIRST_PAGES = 64;
/** What kernels give of leaves, of records that are cut, and of a table: `kernels/assembly/records.ts`. */
const LEAF_BYTES = 16;
const SPILL_BYTES = 20;
const OUT_BYTES = 64;

/** The pages of a database file, numbered from 1. The memory is used again from file to file. */
export class PageImage {
  readonly memory = new KernelMemory();
  #size = FIRST_PAGES * PAGE_BYTES;
  #at = this.memory.take(this.#size);
  #pages = 0;

  /** Starts a file with so many pages. */
  begin(pages: number): void {
    this.#pages = 0;
    this.add(pages);
  }

  get pages(): number {
    return this.#pages;
  }

  /** Address of page 1; another one after pages were added or room was made. */
  get at(): number {
    return this.#at;
  }

  /** The file. */
  get bytes(): Buffer {
    return Buffer.from(this.memory.bytes.buffer, this.#at, this.#pages * PAGE_BYTES);
  }

  /** Adds pages; the number of the first. */
  add(count = 1): number {
    this.reserve(count, 0);
    this.#pages += count;
    return this.#pages - count + 1;
  }

  /** Makes room for more pages, and some bytes behind them. */
  reserve(pages: number, size: number): void {
    const needed = (this.#pages + pages) * PAGE_BYTES + size;
    if (needed <= this.#size) return;
    const grown = Math.max(needed, this.#size * 2);
    const at = this.memory.take(grown);
    this.memory.bytes.copyWithin(at, this.#at, this.#at + this.#pages * PAGE_BYTES);
    this.memory.give(this.#at, this.#size);
    this.#at = at;
    this.#size = grown;
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
  /** Where it is written. */
  readonly from: number;
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
  const { memory } = image;
  const fields = recordFields(columns);
  const bytes = count * 4;
  const taken = [memory.take(bytes), memory.take(bytes), memory.take(bytes), memory.take(bytes)] as const;
  const [headSizes, bodySizes, heads, bodies] = taken;
  const places = { heads, bodies };
  putSizes(fields, count, memory, { heads: headSizes, bodies: bodySizes });
  const { leaves, spills } = placeRecords(
    image,
    root,
    { heads: headSizes, bodies: bodySizes },
    places,
    firstId,
    count,
  );
  writeRecords(fields, count, memory, places);
  for (const spill of spills) cutIntoPages(image, spill);
  for (const at of taken) memory.give(at, bytes);
  writeInterior(image, root, leaves);
}

/** Gives every record its place on a page. */
function placeRecords(
  image: PageImage,
  root: number,
  sizes: RecordNumbers,
  places: RecordNumbers,
  firstId: number,
  count: number,
): { leaves: Child[]; spills: Spill[] } {
  const { memory } = image;
  const { kernels } = memory;
  const out = memory.take(OUT_BYTES);
  kernels.weighRecords(sizes.heads, sizes.bodies, count, firstId, out);
  const [mostPages = 0, mostSpills = 0, spilled = 0, used = 0] = memory.floats.subarray(out / 8, out / 8 + 4);
  image.reserve(mostPages, spilled);
  const leafList = memory.take(mostPages * LEAF_BYTES);
  const spillList = memory.take(mostSpills * SPILL_BYTES);
  kernels.placeRecords(
    sizes.heads,
    sizes.bodies,
    count,
    firstId,
    image.at,
    image.pages,
    LEAF_HEADER + used <= PAGE_BYTES ? root : 0,
    places.heads,
    places.bodies,
    leafList,
    spillList,
    out,
  );
  const [leafCount = 0, spillCount = 0, pages = 0] = memory.words.subarray(out / 4, out / 4 + 3);
  image.add(pages - image.pages);
  const leaves = Array.from({ length: leafCount }, (_, leaf): Child => {
    const [page = 0, last = 0] = memory.floats.subarray(leafList / 8 + leaf * 2, leafList / 8 + leaf * 2 + 2);
    return { page, last };
  });
  const spills = moveSpills(image, spillList, spillCount, places);
  memory.give(out, OUT_BYTES);
  memory.give(leafList, mostPages * LEAF_BYTES);
  memory.give(spillList, mostSpills * SPILL_BYTES);
  return { leaves, spills };
}

/** Gives the records that were cut places behind the pages, where they are written in one piece. */
function moveSpills(
  image: PageImage,
  list: number,
  count: number,
  { heads, bodies }: RecordNumbers,
): Spill[] {
  const { words, bytes } = image.memory;
  let from = image.at + image.pages * PAGE_BYTES;
  return Array.from({ length: count }, (_, index): Spill => {
    const start = list / 4 + index * 5;
    const [row = 0, target = 0, local = 0, size = 0, firstPage = 0] = words.subarray(start, start + 5);
    const lead = words[heads / 4 + row] ?? 0;
    const headSize = (words[bodies / 4 + row] ?? 0) - lead;
    putVarint(bytes, from, headSize + lead);
    words[heads / 4 + row] = from + lead;
    words[bodies / 4 + row] = from + lead + headSize;
    from += size;
    return { row, target, local, size, firstPage, from: from - size };
  });
}

function cutIntoPages({ memory, at }: PageImage, { target, local, size, firstPage, from }: Spill): void {
  const bytes = Buffer.from(memory.bytes.buffer);
  bytes.copyWithin(target, from, from + local);
  let page = firstPage;
  for (let done = local; done < size; done += OVERFLOW_CONTENT) {
    const start = at + (page - 1) * PAGE_BYTES;
    const rest = size - done;
    bytes.writeUInt32BE(rest > OVERFLOW_CONTENT ? page + 1 : 0, start);
    bytes.copyWithin(start + 4, from + done, from + done + Math.min(rest, OVERFLOW_CONTENT));
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
      writeInteriorPage(image, page, children);
      above.push({ page, last: children.at(-1)?.last ?? 0 });
    }
    level = above;
  }
}

function writeInteriorPage(image: PageImage, page: number, children: readonly Child[]): void {
  const memory = image.bytes;
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
