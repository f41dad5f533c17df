import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Three records of the organisation audit log, one of them by the system. */
export const AUDIT_CSV = [
  'timestamp,user_email,user_name,action,resource_type,resource_id,detail,ip_address',
  '2026-10-01T08:00:00Z,dana@example.com,Dana,create,team,t-1,"{""name"":""Ops""}",10.0.0.1',
  '2026-10-02T09:30:00.5Z,dana@example.com,Dana,delete,team,t-1,{},10.0.0.1',
  '2026-10-03T10:00:00Z,lee@example.com,Lee,create,asset,a-9,{},10.0.0.2',
  '',
].join('\n');

/** JSON Lines of an unknown kind whose second record is broken. */
export const BROKEN_JSONL = [
  '{"when":"2026-10-04","what":"one"}',
  '{"when": oops}',
  '{"when":"2026-10-05","what":"two"}',
  '',
].join('\n');

/** Many records, so that an import takes long enough to be looked at. */
export function manyRecords(count: number): string {
  const lines = ['timestamp,user_email,user_name,action,resource_type,resource_id,detail,ip_address'];
  const start = Date.UTC(2026, 0, 1);
  for (let index = 0; index < count; index += 1) {
    const time = new Date(start + index * 1_000).toISOString();
    lines.push(
      `${time},user${index % 50}@example.com,User ${index % 50},create,asset,a-${index},{},10.0.0.1`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** Writes a log and returns its path. */
export function writeLog(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
