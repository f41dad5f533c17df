import { open } from 'node:fs/promises';
import type { ViewExported, ViewImported } from '../../../shared/api/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import {
  MAX_VIEW_FILE_BYTES,
  printViewFile,
  type ReadView,
  readViewFile,
} from '../../../shared/views/view-file.ts';
import { writeWholeFile } from '../export/write-whole-file.ts';
import type { FileGrant } from '../file-grants.ts';
import { asAppError } from '../store/disk-error.ts';
import type { Workspace } from '../store/workspace.ts';
import { apartOf } from './apart.ts';
import { addView, requireView } from './saved-views.ts';

/** Writes a view as a file. @throws UNKNOWN_VIEW, FILE_MISSING (the folder), DISK_FULL, DISK_ERROR */
export async function exportView(ws: Workspace, id: number, path: string): Promise<ViewExported> {
  const { bytes } = await writeWholeFile(path, [printViewFile(requireView(ws.db, id))]);
  return { bytes };
}

/** Saves the view of a file. @throws BAD_VIEW, FORBIDDEN, FILE_MISSING, FILE_UNREADABLE */
export async function importView(ws: Workspace, { path, name }: FileGrant): Promise<ViewImported> {
  apartOf(ws); // refused before the file is looked at
  const { view, remarks } = await readFile(path, name);
  const saved = addView(ws, view);
  const renamed =
    saved.name === view.name ? [] : [`The name was taken, so it is called "${saved.name}" here.`];
  return { view: saved, remarks: [...renamed, ...remarks] };
}

/** Looks at no more of a file than a view may have. */
async function readFile(path: string, name: string): Promise<ReadView> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw asAppError(error, `Reading ${name}`);
  });
  try {
    if (!(await file.stat()).isFile()) {
      throw new AppError('BAD_VIEW', `${name}: it is no file, so it is no saved view.`, { file: name });
    }
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MAX_VIEW_FILE_BYTES + 1));
    if (bytesRead > MAX_VIEW_FILE_BYTES) {
      throw new AppError(
        'BAD_VIEW',
        `${name}: it has more than ${MAX_VIEW_FILE_BYTES / 1024} KiB, too much for a saved view.`,
        { file: name },
      );
    }
    return readViewFile(buffer.subarray(0, bytesRead).toString('utf8'), name);
  } catch (error) {
    throw asAppError(error, `Reading ${name}`);
  } finally {
    await file.close();
  }
}
