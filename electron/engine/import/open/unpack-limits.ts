import { statfs } from 'node:fs/promises';
import { AppError } from '../../../../shared/errors.ts';

/**
 * The limits of what is unpacked: gzip, zip, tar.gz, workbooks, in one place. What exceeds one ends with one line; what
 * was stored before stays.
 */
export const UNPACK_LIMITS = {
  /**
   * Most bytes that may come out for each that went in, asked beyond {@link UNPACK_LIMITS.ratioFrom}. Deflate cannot
   * exceed 1,032. Exports of real logs come to 5 to 30, very repetitive JSON to about 150.
   */
  ratio: 500,
  /** Bytes of output below which the ratio is not asked: small files of spaces and zeros do no harm. */
  ratioFrom: 64 * 1024 * 1024,
  /** Most members of one archive. A day of a large AWS organisation has about 100,000 objects. */
  members: 250_000,
  /** Longest name of a member, in bytes, as in most file systems. */
  nameBytes: 4_096,
  /** Bytes that must stay free where unpacked bytes go: the disk of the workspace and that of the temporary folder. */
  freeBytes: 256 * 1024 * 1024,
  /** The free space is asked each time this much has come out. */
  askDiskEvery: 64 * 1024 * 1024,
} as const;

/** Watches how much unpacks out of one file. */
export class UnpackGuard {
  readonly #name: string;
  readonly #folder: string;
  #bytesIn = 0;
  #bytesOut = 0;
  #askedAt = 0;

  /**
   * @param name what is unpacked, as the user knows it
   * @param folder where unpacked bytes go
   */
  constructor(name: string, folder: string) {
    this.#name = name;
    this.#folder = folder;
  }

  /** Counts bytes before they are unpacked. */
  took(bytes: number): void {
    this.#bytesIn += bytes;
  }

  /**
   * Counts unpacked bytes.
   * @throws ARCHIVE_REFUSED when there are far more than went in
   */
  gave(bytes: number): void {
    this.#bytesOut += bytes;
    const { ratio, ratioFrom } = UNPACK_LIMITS;
    if (this.#bytesOut <= ratioFrom || this.#bytesOut <= this.#bytesIn * ratio) return;
    throw new AppError(
      'ARCHIVE_REFUSED',
      `${this.#name} unpacks to more than ${ratio} times its size, which no log does. It was not read further; what was read is kept.`,
      { bytesIn: this.#bytesIn, bytesOut: this.#bytesOut },
    );
  }

  /**
   * Asks from time to time whether there is room for more.
   * @throws DISK_FULL before the disk is full
   */
  async askDisk(): Promise<void> {
    if (this.#bytesOut - this.#askedAt < UNPACK_LIMITS.askDiskEvery) return;
    this.#askedAt = this.#bytesOut;
    await refuseFullDisk(this.#folder, this.#name);
  }
}

/**
 * Refuses to unpack onto a disk that is nearly full.
 * @throws DISK_FULL
 */
export async function refuseFullDisk(folder: string, name: string): Promise<void> {
  const free = await freeBytesOf(folder);
  if (free === null || free >= UNPACK_LIMITS.freeBytes) return;
  throw new AppError(
    'DISK_FULL',
    `${name} was not unpacked further: only ${Math.floor(free / 1024 / 1024)} MiB are free at ${folder}. What was read is kept; free some space and import it again to go on.`,
    { free },
  );
}

/** Null where the file system does not tell. */
async function freeBytesOf(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize, blocks } = await statfs(folder);
    return blocks === 0 ? null : bavail * bsize;
  } catch {
    return null; // Writing says soon enough when there is no room.
  }
}
