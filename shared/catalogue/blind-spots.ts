/** What a log never holds, whatever happened, by the profile it is read with: there its silence means nothing. */
const BLIND_SPOTS: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'org-audit',
    [
      'Chat messages and model calls: what was asked and answered is not here.',
      'Reads: only what changed something is here, not listing, viewing or opening.',
      'Failed requests: only those with a status below 400 are here, so a refused attempt leaves no row.',
      'Sign-ins: they are in the log of the identity provider. Import that one as well, such as Okta’s or Entra’s.',
    ],
  ],
  [
    'enterprise-audit',
    [
      'Models and credits of a generation: only that it was made is here. Import the usage export as well.',
      'Rows beyond 2,500: an export stops there. Export shorter spans and import them all.',
    ],
  ],
  [
    'platform-audit',
    [
      'Requests, tokens and cost: only administrative changes are here. Import the usage export as well.',
      'Records older than its deployment keeps. State its retention below, once it is known.',
    ],
  ],
  ['ai-workers', ['Why a worker ran: triggers, inbound channels and run history are in its settings.']],
]);

/** The blind spots of a log; none where they are not known, which does not say that it has none. */
export function blindSpots(profile: string): readonly string[] {
  return BLIND_SPOTS.get(profile) ?? [];
}
