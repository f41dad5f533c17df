import { type Kernels, newKernels } from './kernels.ts';

const PAGE = 65_536;
/** The memory grows by so many pages at least. */
const STEP = 16;
const ALIGNMENT = 64;

/** The memory of the kernels of one parser, and who uses which part of it. All of it goes when the parser goes. */
export class KernelMemory {
  readonly kernels: Kernels = newKernels();
  /** All of the memory. Others after it grew, which {@link generation} tells. */
  bytes = new Uint8Array();
  /** The same, for whoever makes texts of it. */
  buffer: Buffer = Buffer.alloc(0);
  words = new Uint32Array();
  ints = new Int32Array();
  floats = new Float64Array();
  generation = 0;
  #end: number;
  /** Places given back, by their size. */
  readonly #free = new Map<number, number[]>();

  constructor() {
    this.#end = align(this.kernels.freeMemory());
    this.#look();
  }

  /** Takes a place for good, of which all bytes are 0. Multiples of 64 bytes; its address is one, too. */
  keep(size: number): number {
    const at = this.#end;
    this.#end += align(size);
    const pages = this.kernels.memory.buffer.byteLength / PAGE;
    const missing = Math.ceil(this.#end / PAGE) - pages;
    if (missing > 0) {
      this.kernels.memory.grow(Math.max(missing, STEP));
      this.generation += 1;
      this.#look();
    }
    return at;
  }

  /** Takes a place for a while; what it holds is undefined. */
  take(size: number): number {
    const rounded = sizeOf(size);
    return this.#free.get(rounded)?.pop() ?? this.keep(rounded);
  }

  /** Gives a place back. */
  give(at: number, size: number): void {
    const rounded = sizeOf(size);
    const places = this.#free.get(rounded) ?? [];
    this.#free.set(rounded, places);
    places.push(at);
  }

  /** Takes back all places; whoever has one must not look at it again. */
  clear(): void {
    const first = align(this.kernels.freeMemory());
    this.bytes.fill(0, first, this.#end);
    this.#end = first;
    this.#free.clear();
    this.generation += 1;
  }

  #look(): void {
    const buffer = this.kernels.memory.buffer as ArrayBuffer;
    this.bytes = new Uint8Array(buffer);
    this.buffer = Buffer.from(buffer);
    this.words = new Uint32Array(buffer);
    this.ints = new Int32Array(buffer);
    this.floats = new Float64Array(buffer);
  }
}

function align(size: number): number {
  return Math.ceil(size / ALIGNMENT) * ALIGNMENT;
}

/** A power of two, so that places of nearly one size serve each other. */
function sizeOf(size: number): number {
  return size <= ALIGNMENT ? ALIGNMENT : 2 ** Math.ceil(Math.log2(size));
}
