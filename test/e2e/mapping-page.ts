import { expect, type Page } from '@playwright/test';
import type { Shell } from './hosts/test-host.ts';

/** A log whose columns no profile knows. */
export const ODD = [
  'Stamp;Wer;Was;Ziel;Menge;Notiz',
  '2026-10-01 10:00:00;Dana Reyes <dana@x.test>;model.enabled;gpt-4o;1;erster Lauf',
  '2026-10-02 11:00:00;Lee;model.disabled;o3;viele;zweiter',
  '2026-10-03 12:00:00;System;api_key.revoked;prod-key;3;dritter',
  '',
].join('\n');

/** Chooses files to map, and waits until the first is shown. */
export async function openMapping(page: Page, shell: Shell, paths: readonly string[]): Promise<void> {
  await shell.chooseFiles(paths, () => page.getByRole('button', { name: 'Check and map…' }).first().click());
  await expect(page.getByRole('heading', { name: 'Check and map' })).toBeAttached();
  await expect(table(page)).toBeVisible();
}

export function table(page: Page) {
  return page.getByRole('table', { name: 'Preview of the records' });
}

export function field(page: Page, column: string) {
  return page.getByRole('combobox', { name: `Field of ${column}`, exact: true });
}

/** Lets a column fill a field, by pointer. */
export async function assign(page: Page, column: string, name: string): Promise<void> {
  await field(page, column).click();
  await page.getByRole('option', { name, exact: true }).click();
  await expect(field(page, column)).toHaveValue(name);
}

/** Imports the one file that is mapped. */
export function importButton(page: Page) {
  return page.getByRole('button', { name: 'Import', exact: true });
}
