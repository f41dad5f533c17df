import type { ImportOptions } from '../../shared/api/contract.ts';
import type { Services } from '../app/services.ts';

/**
 * Asks where to, and writes the choices as a mapping file. Returns its name, or null when the question was cancelled.
 */
export async function saveMappingFile(
  { engine, shell }: Pick<Services, 'engine' | 'shell'>,
  fileName: string,
  options: ImportOptions,
): Promise<string | null> {
  const stem = fileName.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '') || 'log';
  const target = await shell.pickExportTarget(`${stem}.mapping.json`, 'json');
  if (target === null) return null;
  await engine.saveMapping({ options, target: target.handle });
  await shell.deliverExport(target);
  return target.name;
}
