import { afterEach, describe, expect, it } from 'vitest';
import { JobParsing } from '../../../electron/engine/import/parse/job-parsing.ts';
import type { Parsing } from '../../../electron/engine/import/parse/parsing.ts';
import { DEFAULT_IMPORT_OPTIONS } from '../../../shared/api/contract.ts';

const LOG = `time,action,user\n${'2026-10-24T10:00:00Z,user.created,dana\n'.repeat(200)}`;

let job = new JobParsing();
afterEach(() => job.close());

/** Parses a log; rows found. */
async function rowsFound(parsing: Parsing): Promise<number> {
  const bytes = Buffer.from(LOG);
  await parsing.begin({ name: 'log.csv', bytes, whole: true }, DEFAULT_IMPORT_OPTIONS, false);
  const piece = { bytes: Buffer.from(LOG), byteOffset: 0, final: true, stored: 0 };
  const { blocks } = await parsing.take(piece);
  await parsing.end();
  return blocks.reduce((sum, { events }) => sum + events.count, 0);
}

describe('the threads that parse the logs of a job', () => {
  it('are one for logs that are short together', async () => {
    job = new JobParsing(3 * LOG.length);
    const first = job.inThread();
    expect(await rowsFound(first)).toBe(200);
    expect(job.inThread()).toBe(first);
    expect(await rowsFound(first)).toBe(200);
    expect(job.inThread()).toBe(first);
  });

  it('are others once one has parsed much, but not in the middle of a log', async () => {
    job = new JobParsing(LOG.length);
    const first = job.inThread();
    await first.begin(
      { name: 'log.csv', bytes: Buffer.from(LOG), whole: true },
      DEFAULT_IMPORT_OPTIONS,
      false,
    );
    await first.take({ bytes: Buffer.from(LOG), byteOffset: 0, final: false, stored: 0 });
    expect(job.inThread()).toBe(first);
    await first.end();
    const second = job.inThread();
    expect(second).not.toBe(first);
    expect(await rowsFound(second)).toBe(200);
    await expect(first.end()).rejects.toMatchObject({ code: 'INTERNAL' });
  });
});
