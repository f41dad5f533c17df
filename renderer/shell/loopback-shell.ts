import type { PickedFile, ShellApi, ShellInfo } from '../../shared/api/shell.ts';
import { AppError, fromWireError, type WireError } from '../../shared/errors.ts';

/** The shell of a page served by the loopback host: file inputs, uploads and downloads in place of dialogs. */
export function createLoopbackShell(): ShellApi {
  return {
    info: () => ask<ShellInfo>('GET', '/info'),
    async pickLogs() {
      return upload(await chooseFiles());
    },
    async pickView() {
      const [picked = null] = await upload(await chooseFiles({ multiple: false }));
      return picked;
    },
    takeDropped: (files) => upload(files.filter((file) => file instanceof File)),
    sampleLogs: () => ask<readonly PickedFile[]>('POST', '/samples'),
    pickExportTarget(suggestedName, format) {
      return ask<PickedFile>('POST', `/exports?${new URLSearchParams({ name: suggestedName, format })}`);
    },
    async deliverExport(target) {
      const link = document.createElement('a');
      link.href = `/files/${target.handle}`;
      link.download = target.name;
      link.click();
    },
    newWorkspace: async () => false,
    openWorkspace: async () => false,
    onCommand: () => () => {},
  };
}

/** Sends files one after the other, each as a stream; the order stays that of the choice. */
async function upload(files: readonly File[]): Promise<readonly PickedFile[]> {
  const picked: PickedFile[] = [];
  for (const file of files) {
    picked.push(await ask<PickedFile>('POST', `/files?${new URLSearchParams({ name: file.name })}`, file));
  }
  return picked;
}

/** Opens the browser's file dialog; empty when the user cancels it. */
function chooseFiles({ multiple } = { multiple: true }): Promise<readonly File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = multiple;
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]), { once: true });
    input.addEventListener('cancel', () => resolve([]), { once: true });
    input.click();
  });
}

/**
 * @throws whatever the host answers with; ENGINE_LOST when it does not answer
 */
async function ask<T>(method: 'GET' | 'POST', address: string, body: File | null = null): Promise<T> {
  let response: Response;
  try {
    response = await fetch(address, { method, body });
  } catch (error) {
    throw new AppError(
      'ENGINE_LOST',
      'Trailglass does not answer. Start it again and open its new address.',
      undefined,
      error,
    );
  }
  const answer = (await response.json()) as T | { readonly error: WireError };
  if (!response.ok) throw fromWireError((answer as { readonly error: WireError }).error);
  return answer as T;
}
