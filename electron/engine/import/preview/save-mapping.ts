import type { ImportOptions, MappingSaved } from '../../../../shared/api/contract.ts';
import { writeWholeFile } from '../../export/write-whole-file.ts';
import { mappingText } from '../mapping-file.ts';

/** Writes choices as a mapping file. @throws FILE_MISSING (the folder), DISK_FULL, DISK_ERROR */
export async function saveMapping(path: string, options: ImportOptions): Promise<MappingSaved> {
  const { bytes } = await writeWholeFile(path, [mappingText(options)]);
  return { bytes };
}
