import { stat } from 'node:fs/promises';
import { basename, isAbsolute } from 'node:path';
import type { PickedFile } from '../../../shared/api/shell.ts';
import { AppError } from '../../../shared/errors.ts';
import type { EngineProcess } from '../engine/engine-process.ts';

/** Grants the engine the files at these paths and tells the window their handles. */
export async function grantLogs(engine: EngineProcess, paths: readonly string[]): Promise<PickedFile[]> {
  const picked: PickedFile[] = [];
  for (const path of paths) picked.push(await grantLog(engine, path));
  return picked;
}

async function grantLog(engine: EngineProcess, path: string): Promise<PickedFile> {
  const name = basename(path);
  if (!isAbsolute(path)) {
    throw new AppError(
      'FILE_MISSING',
      'What was dropped is not a file on this computer. Save it first, then drop it.',
    );
  }
  const facts = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    const code = cause.code === 'ENOENT' ? 'FILE_MISSING' : 'FILE_UNREADABLE';
    throw new AppError(
      code,
      `${name} cannot be read (${cause.code}). Check that it is still there.`,
      { path },
      cause,
    );
  });
  if (!facts.isFile()) {
    throw new AppError('NOT_A_LOG', `${name} is not a file. Choose the log files inside it.`, { path });
  }
  const grant = await engine.issue({ path, name, mode: 'read' });
  return { handle: grant.handle, name, bytes: facts.size };
}
