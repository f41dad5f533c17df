import { hash } from 'node:crypto';
import { IDENTITY_BYTES } from '../../store/format.ts';

const PREFIX_BYTES = 32;

/**
 * Computes what identifies a record: the first 16 bytes of SHA-256 over its context and its raw bytes, or over
 * its context and its native id. The context keeps equal text of unlike files apart: for records of a CSV file
 * it holds the column names, because `1,2` under other names is another record.
 */
export class RecordIdentity {
  #scratch: Buffer = Buffer.alloc(4096);

  /** @param context profile, format and column names */
  constructor(context: readonly string[]) {
    digestInto(JSON.stringify(context), this.#scratch);
  }

  /** Of the raw bytes of a record. */
  ofBytes(bytes: Buffer, from: number, to: number): Buffer {
    const length = PREFIX_BYTES + (to - from);
    if (length > this.#scratch.length) this.#grow(length);
    bytes.copy(this.#scratch, PREFIX_BYTES, from, to);
    return shortened(this.#scratch.subarray(0, length));
  }

  /** Of a native id. Ids are unique inside one tenant only. */
  ofNativeId(tenant: string | null, id: string): Buffer {
    const bytes = Buffer.from(JSON.stringify([tenant, id]));
    return this.ofBytes(bytes, 0, bytes.length);
  }

  #grow(length: number): void {
    const grown = Buffer.alloc(length * 2);
    this.#scratch.copy(grown, 0, 0, PREFIX_BYTES);
    this.#scratch = grown;
  }
}

function digestInto(text: string, target: Buffer): void {
  target.write(hash('sha256', text, 'binary'), 0, 'latin1');
}

/** Asking for text and writing it back is three times as fast as asking for a buffer. */
function shortened(bytes: Buffer): Buffer {
  const identity = Buffer.allocUnsafe(IDENTITY_BYTES);
  identity.write(hash('sha256', bytes, 'binary'), 0, IDENTITY_BYTES, 'latin1');
  return identity;
}
