import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aiCalls } from './northwind/ai-calls.ts';
import { aiWorkers } from './northwind/ai-workers.ts';
import { enterpriseAudit } from './northwind/enterprise-audit.ts';
import { orgAudit } from './northwind/org-audit.ts';
import { platformAudit } from './northwind/platform-audit.ts';
import { platformUsage } from './northwind/platform-usage.ts';

/** Every sample log by file name. The same on every run and every machine. */
export function sampleLogs(): ReadonlyMap<string, string> {
  const workers = aiWorkers();
  const org = orgAudit();
  return new Map([
    ['intervy-usage_northwind_2026-09-01_2026-10-31.csv', aiCalls()],
    ['ai-worker-usage_2026-10.csv', workers.csv],
    ['platform-audit-logs.csv', platformAudit()],
    ['platform-usage.csv', platformUsage()],
    ['organization-audit-logs.csv', enterpriseAudit(workers.refills)],
    ['org-audit-logs.csv', org.csv],
    ['org-audit-logs.json', org.json],
  ]);
}

if (import.meta.main) {
  for (const [name, text] of sampleLogs()) {
    writeFileSync(join(import.meta.dirname, name), text);
    console.log(`${name}: ${Buffer.byteLength(text).toLocaleString('en')} bytes`);
  }
}
