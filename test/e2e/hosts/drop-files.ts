import { basename } from 'node:path';
import type { Page } from '@playwright/test';

/** Drops real files on the middle of the page, as the browser does when they come from the file manager. */
export async function dropFiles(page: Page, paths: readonly string[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  const input = await page.evaluateHandle(() => {
    const element = document.createElement('input');
    element.type = 'file';
    element.multiple = true;
    return element;
  });
  await input.evaluate((element) => element.click());
  await (await chooser).setFiles([...paths]);
  await input.evaluate((element) => {
    const transfer = new DataTransfer();
    for (const file of element.files ?? []) transfer.items.add(file);
    const target = document.elementFromPoint(innerWidth / 2, innerHeight / 2) ?? document.body;
    for (const type of ['dragenter', 'dragover', 'drop']) {
      const event = new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer });
      target.dispatchEvent(event);
    }
  });
}

/** Names of files with their paths, as the double's `webUtils` looks them up. */
export function pathsByName(paths: readonly string[]): Record<string, string> {
  return Object.fromEntries(paths.map((path) => [basename(path), path]));
}
