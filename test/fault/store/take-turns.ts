import { closeSync, openSync, rmSync } from 'node:fs';
import { takeLock } from '../../../electron/engine/store/lock.ts';
import { AppError } from '../../../shared/errors.ts';

/**
 * Child process: takes and gives back the lock of a path again and again. While it has the lock it keeps a
 * marker file that only one process can create; a second owner would fail to create it.
 */
const path = process.argv[2] ?? '';
const marker = `${path}.owner`;
let turns = 0;
const end = Date.now() + 1_500;
while (Date.now() < end) {
  try {
    const lock = takeLock(path, new Date());
    closeSync(openSync(marker, 'wx'));
    turns += 1;
    rmSync(marker);
    lock.release();
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'WORKSPACE_BUSY')) throw error;
  }
}
process.stdout.write(`${turns}\n`);
