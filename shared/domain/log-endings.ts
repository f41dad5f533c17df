/** Name endings of exports and of archives that may hold them. */
export const LOG_ENDINGS = [
  'csv',
  'tsv',
  'tab',
  'psv',
  'json',
  'jsonl',
  'ndjson',
  'log',
  'gz',
  'tgz',
  'tar',
  'zip',
  'xlsx',
  'xlsm',
] as const;
