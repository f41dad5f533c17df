import { createReadStream, createWriteStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { packTar } from 'modern-tar/fs';
import { ZipWriter } from './zip-writer.ts';

/** Level 1: what unpacking takes does not depend on it. */
const LEVEL = 1;

export async function packGzip(file: string, to: string): Promise<void> {
  await pipeline(createReadStream(file), createGzip({ level: LEVEL }), createWriteStream(to));
}

/** Packs files into a zip archive under their own names. */
export async function packZip(files: readonly string[], to: string): Promise<void> {
  const zip = new ZipWriter(to, LEVEL);
  for (const file of files) await zip.add(basename(file), createReadStream(file));
  await zip.end();
}

/** Packs files into a tar archive under their own names, `gzip` over it. */
export async function packTarFile(files: readonly string[], to: string, gzip: boolean): Promise<void> {
  const sources = files.map((file) => ({ type: 'file', source: file, target: basename(file) }) as const);
  const tar = packTar(sources);
  if (gzip) await pipeline(tar, createGzip({ level: LEVEL }), createWriteStream(to));
  else await pipeline(tar, createWriteStream(to));
}
