import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { importFiles } from '../../../electron/engine/import/import-files.ts';
import { openWorkspace } from '../../../electron/engine/store/open.ts';
import type { Workspace } from '../../../electron/engine/store/workspace.ts';
import { DEFAULT_IMPORT_OPTIONS, type ImportOptions, type Progress } from '../../../shared/api/contract.ts';
import type { CallContext } from '../../../shared/api/remote.ts';
import type { ImportedSource, SourceWarning } from '../../../shared/domain/source.ts';

/** A stored event as its row, extra columns by name. */
export type StoredEvent = Readonly<Record<string, unknown>> & {
  readonly id: number;
  readonly line: number;
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly extra: Readonly<Record<string, unknown>>;
};

/** Someone who listens to progress and may cancel. */
export function listener(onProgress: (progress: Progress) => void = () => undefined): CallContext {
  return { throwIfCancelled: () => undefined, progress: onProgress };
}

const open: { folder: string; ws: Workspace | null }[] = [];

afterEach(() => {
  for (const { folder, ws } of open.splice(0)) {
    ws?.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** A real workspace in a folder of its own, with files beside it. Removed after the test. */
export class ImportBench {
  readonly folder = mkdtempSync(join(tmpdir(), 'trailglass-import-'));
  readonly ws: Workspace;

  /** @param workspace one that is there already; else a new one */
  constructor(workspace?: string) {
    this.ws = openWorkspace(workspace ?? join(this.folder, 'case.trailglass'), {
      access: 'readwrite',
      create: true,
    });
    open.push({ folder: this.folder, ws: this.ws });
  }

  /** Writes a file and returns its path. */
  file(name: string, content: string | Uint8Array): string {
    const path = join(this.folder, name);
    writeFileSync(path, content);
    return path;
  }

  /** Imports paths as one job. */
  async job(
    paths: readonly string[],
    options: Partial<ImportOptions> = {},
    context: CallContext = listener(),
  ): Promise<readonly ImportedSource[]> {
    const files = paths.map((path) => ({ path, name: path.split('/').at(-1) ?? path }));
    const report = await importFiles(this.ws, files, { ...DEFAULT_IMPORT_OPTIONS, ...options }, context);
    return report.sources;
  }

  /** Writes one file and imports it. */
  async take(
    name: string,
    content: string | Uint8Array,
    options: Partial<ImportOptions> = {},
    context: CallContext = listener(),
  ): Promise<ImportedSource> {
    const [source] = await this.job([this.file(name, content)], options, context);
    if (source === undefined) throw new Error('The job reported no source');
    return source;
  }

  /** Every stored event, in order. */
  events(): StoredEvent[] {
    const names = new Map(
      this.ws.db
        .prepare<[], [number, string]>('SELECT id, name FROM extra_column')
        .raw()
        .all()
        .map(([id, name]) => [`c${id}`, name]),
    );
    const rows = this.ws.db.prepare<[], Record<string, unknown>>('SELECT * FROM event ORDER BY id').all();
    return rows.map((row) => {
      const extra: [string, unknown][] = Object.entries(
        JSON.parse(typeof row['extra'] === 'string' ? row['extra'] : '{}') as object,
      ).map(([key, value]) => [names.get(key) ?? key, value]);
      return { ...row, extra: Object.fromEntries(extra) } as unknown as StoredEvent;
    });
  }

  /** Rejected records. */
  rejects(): {
    line: number;
    column: number | null;
    reason: string;
    byteOffset: number;
    byteLength: number;
  }[] {
    return this.ws.db
      .prepare<
        [],
        { line: number; column: number | null; reason: string; byteOffset: number; byteLength: number }
      >('SELECT line, "column", reason, byteOffset, byteLength FROM reject ORDER BY id')
      .all();
  }
}

/** Codes of warnings, in order. */
export function codes(warnings: readonly SourceWarning[]): string[] {
  return warnings.map((warning) => warning.code);
}
