import type { ImportOptions } from '../../shared/api/contract.ts';
import type { PickedFile } from '../../shared/api/shell.ts';
import type { ImportPreview } from '../../shared/domain/import-preview.ts';
import type { Input } from '../../shared/domain/inputs.ts';
import type { Services } from '../app/services.ts';
import { importPickedViews, isViewFile } from '../saved-views/view-actions.ts';
import { runImport } from './run-import.ts';

/** Files that are looked at beforehand; of a longer list the others are taken as they are. */
const LOOKED_AT = 8;

/**
 * Imports files at once when each is an export that is known, is guessed well, or is read as the user said. Else it asks
 * first: stored events do not change any more.
 */
export async function importOrAsk(
  services: Services,
  choose: () => Promise<readonly PickedFile[]>,
  options: ImportOptions,
): Promise<void> {
  const choosing = choose().then((files) => withoutViews(services, files));
  const unknown = await choosing.then(
    (files) => unknownFiles(services, files, options),
    () => [], // Said by the import, which awaits the same choice.
  );
  if (unknown.length === 0) await runImport(services, () => choosing, options);
  else services.importStep.setState({ waiting: { files: await choosing, options, unknown } });
}

/** Files of views look like logs of one record; they are taken for what their name says. */
function withoutViews(services: Services, files: readonly PickedFile[]): readonly PickedFile[] {
  const views = files.filter(isViewFile);
  if (views.length > 0) importPickedViews(services, views);
  return files.filter((file) => !isViewFile(file));
}

const WHO_OR_WHAT: ReadonlySet<Input | null> = new Set<Input>([
  'person',
  'actorId',
  'actorName',
  'actorEmail',
  'action',
  'model',
  'providerModel',
  'worker',
  'apiKey',
]);

/** Whether no profile knows a file, and its columns do not tell when, or neither who nor what. */
function isGuessedPoorly({ question, decisions, columns }: ImportPreview): boolean {
  if (question !== null || decisions?.profile.id !== 'generic') return false;
  const inputs = columns.map(({ input }) => input);
  return !inputs.includes('time') || !inputs.some((input) => WHO_OR_WHAT.has(input));
}

async function unknownFiles(
  { engine }: Pick<Services, 'engine'>,
  files: readonly PickedFile[],
  options: ImportOptions,
): Promise<readonly PickedFile[]> {
  if (options.profile !== null || options.fields !== null) return [];
  const unknown: PickedFile[] = [];
  for (const file of files.slice(0, LOOKED_AT)) {
    // A file that cannot be looked at cannot be imported either, and the import says why.
    const preview = await engine.previewImport({ file: file.handle, options }).catch(() => null);
    if (preview !== null && isGuessedPoorly(preview)) unknown.push(file);
  }
  return unknown;
}
