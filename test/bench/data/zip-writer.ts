import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';

const DEFLATED = 8;
/** Sizes stand behind the content, because they are not known before it; names are UTF-8. */
const FLAGS = 0x808;
const VERSION = 20;

/** Writes zip archives of less than 4 GiB as a stream. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
export class ZipWriter {
  readonly #out: WriteStream;
  readonly #level: number;
  readonly #directory: Buffer[] = [];
  #offset = 0;

  /** @param level of compression, 1 to 9 */
  constructor(path: string, level: number) {
    this.#out = createWriteStream(path, { highWaterMark: 1 << 20 });
    this.#level = level;
  }

  /** Adds an entry. */
  async add(name: string, content: AsyncIterable<Buffer | string> | Iterable<string>): Promise<void> {
    const start = this.#offset;
    const nameBytes = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.write('PK\x03\x04', 'latin1');
    local.writeUInt16LE(VERSION, 4);
    local.writeUInt16LE(FLAGS, 6);
    local.writeUInt16LE(DEFLATED, 8);
    local.writeUInt16LE(nameBytes.length, 26);
    await this.#write(Buffer.concat([local, nameBytes]));
    const sums = await this.#deflate(content);
    const described = Buffer.alloc(12);
    [sums.crc, sums.packed, sums.plain].forEach((value, at) => {
      described.writeUInt32LE(value, at * 4);
    });
    await this.#write(Buffer.concat([Buffer.from('PK\x07\x08', 'latin1'), described]));
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 'latin1');
    entry.writeUInt16LE(VERSION, 4);
    local.copy(entry, 6, 4, 14);
    described.copy(entry, 16);
    entry.writeUInt16LE(nameBytes.length, 28);
    entry.writeUInt32LE(start, 42);
    this.#directory.push(entry, nameBytes);
  }

  /** Writes the directory. */
  async end(): Promise<void> {
    const start = this.#offset;
    const directory = Buffer.concat(this.#directory);
    const end = Buffer.alloc(22);
    end.write('PK\x05\x06', 'latin1');
    end.writeUInt16LE(this.#directory.length / 2, 8);
    end.writeUInt16LE(this.#directory.length / 2, 10);
    end.writeUInt32LE(directory.length, 12);
    end.writeUInt32LE(start, 16);
    await this.#write(Buffer.concat([directory, end]));
    this.#out.end();
    await finished(this.#out);
  }

  async #deflate(content: AsyncIterable<Buffer | string> | Iterable<string>) {
    const deflate = createDeflateRaw({ level: this.#level });
    const start = this.#offset;
    let plain = 0;
    let crc = 0;
    const fed = (async () => {
      for await (const piece of content) {
        const bytes = Buffer.from(piece as string);
        plain += bytes.length;
        crc = crc32(bytes, crc);
        if (!deflate.write(bytes)) await once(deflate, 'drain');
      }
      deflate.end();
    })();
    for await (const piece of deflate) await this.#write(piece);
    await fed;
    return { plain, crc, packed: this.#offset - start };
  }

  async #write(bytes: Buffer): Promise<void> {
    this.#offset += bytes.length;
    if (!this.#out.write(bytes)) await once(this.#out, 'drain');
  }
}
