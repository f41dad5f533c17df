import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PickedFile, ShellInfo } from '../../../shared/api/shell.ts';
import { listSampleLogs } from '../sample-logs.ts';
import { VERSION } from '../version.ts';
import type { Answers } from './answer.ts';
import type { IssueGrant, Transfers } from './transfers.ts';

/** What a route of the shell works with. */
export interface ShellRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
  readonly path: string;
  readonly transfers: Transfers;
  readonly issue: IssueGrant;
  readonly answers: Answers;
  readonly samplesDir: string;
}

type ShellRoute = (call: ShellRequest) => Promise<void> | void;

const DOWNLOAD = '/files/';

/** The server side of `ShellApi`, as `renderer/shell/loopback-shell.ts` calls it. */
const ROUTES: ReadonlyMap<string, ShellRoute> = new Map<string, ShellRoute>([
  [
    'GET /info',
    ({ response, answers }) => {
      const info: ShellInfo = {
        host: 'loopback',
        platform: process.platform,
        version: VERSION,
        canSwitchWorkspace: false,
      };
      answers.json(response, 200, info);
    },
  ],
  [
    'POST /files',
    async ({ request, response, query, transfers, answers }) => {
      answers.json(response, 200, await transfers.takeUpload(request, query.get('name') ?? ''));
    },
  ],
  [
    'POST /samples',
    ({ response, answers, issue, samplesDir }) => {
      const picked: PickedFile[] = listSampleLogs(samplesDir).map(({ path, name, bytes }) => ({
        handle: issue(path, 'read', name).handle,
        name,
        bytes,
      }));
      answers.json(response, 200, picked);
    },
  ],
  [
    'POST /exports',
    ({ response, query, transfers, answers }) => {
      answers.json(
        response,
        200,
        transfers.prepareExport(query.get('name') ?? '', query.get('format') ?? ''),
      );
    },
  ],
]);

const sendDownload: ShellRoute = ({ path, response, transfers, answers }) =>
  transfers.sendExport(path.slice(DOWNLOAD.length), response, answers);

/** The route of a request, or null when it is not one of the shell's. */
export function findShellRoute(method: string, path: string): ShellRoute | null {
  if (method === 'GET' && path.startsWith(DOWNLOAD)) return sendDownload;
  return ROUTES.get(`${method} ${path}`) ?? null;
}
