import { crc32, deflateRawSync } from 'node:zlib';

/** One file of a zip archive that is written by hand, so that it can also be what no program writes. */
export interface ZipEntry {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** 0 stored, 8 deflated, or a method that nobody knows. */
  readonly method?: number;
  readonly flags?: number;
  /** Unix mode, such as that of a symbolic link. */
  readonly mode?: number;
  /** What the directory claims instead of the truth. */
  readonly claims?: { readonly size?: number; readonly crc?: number; readonly offset?: number };
}

const UTF8_NAMES = 0x800;

/** A zip archive of these entries. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, method = 8, flags = 0, mode = 0o100644, claims = {} } of entries) {
    const plain = Buffer.from(content as Uint8Array);
    const packed = method === 8 ? deflateRawSync(plain) : plain;
    const nameBytes = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags | UTF8_NAMES, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(claims.crc ?? crc32(plain), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claims.size ?? plain.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, nameBytes, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((mode << 16) >>> 0, 6);
    tail.writeUInt32LE(claims.offset ?? offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03'), common, tail, nameBytes]));
    locals.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, listed, end]);
}
