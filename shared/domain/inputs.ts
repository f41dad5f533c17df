/** What can be taken from a column of a file: a field, or a rule that fills several fields from one column. */
export const INPUTS = [
  'nativeId', // the log's own id of the record; makes overlapping exports meet
  'time',
  'clock', // the time of day that belongs to a date in `time`
  'tenant',
  'workspaceName',
  'person', // `Name <e-mail>`, an e-mail address, or a name
  'actorId',
  'actorName',
  'actorEmail',
  'actorKind',
  'action',
  'resource',
  'resourceType',
  'outcome',
  'ip',
  'userAgent',
  'reason',
  'worker',
  'entryPoint',
  'providerModel', // `provider / model`, or a model
  'provider',
  'model',
  'apiKey',
  'byok',
  'requests',
  'tokenPair', // `123 / 456`: input and output tokens
  'inputTokens',
  'outputTokens',
  'creditsOrByok', // credits, or `BYOK $0.0123`
  'credits',
  'balance',
  'cost',
  'byokCost',
  'currency',
  'detail',
] as const;

/** Name of an input. */
export type Input = (typeof INPUTS)[number];
