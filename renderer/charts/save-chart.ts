import type { SaveFormat } from '../../shared/api/contract.ts';
import type { Services } from '../app/services.ts';

/** What is written: text, or bytes as base64. */
export interface ChartContent {
  readonly content: string;
  readonly encoding: 'text' | 'base64';
}

/** Asks where to, writes the chart and hands it over. A cancelled question writes nothing. */
export function saveChart(
  { engine, shell, notices }: Pick<Services, 'engine' | 'shell' | 'notices'>,
  title: string,
  suggestName: () => Promise<string>,
  format: SaveFormat,
  make: () => Promise<ChartContent>,
): void {
  const work = async (): Promise<void> => {
    const target = await shell.pickExportTarget(await suggestName(), format);
    if (target === null) return;
    const { sha256 } = await engine.saveChart({ ...(await make()), target: target.handle });
    await shell.deliverExport(target);
    notices.tell(`${target.name} was written. SHA-256 ${sha256}`);
  };
  notices.watch(`${title} was not saved.`, work());
}
