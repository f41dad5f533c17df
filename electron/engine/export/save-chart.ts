import type { ChartSaved, SaveChartArg } from '../../../shared/api/contract.ts';
import { writeWholeFile } from './write-whole-file.ts';

/** Writes a chart, as a picture or as its numbers. @throws FILE_MISSING (the folder), DISK_FULL, DISK_ERROR */
export function saveChart(
  path: string,
  { content, encoding }: Omit<SaveChartArg, 'target'>,
): Promise<ChartSaved> {
  return writeWholeFile(path, [encoding === 'text' ? content : Buffer.from(content, 'base64')]);
}
