import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Settled once a start that lost has said what it was asked to do. */
export let handedOver: Promise<void> = Promise.resolve();

/**
 * The lock of one user's program, as Electron keeps it: the first start holds it, a later one hands its command line
 * over and learns that it lost.
 */
export function takeSingleInstanceLock(
  userData: string,
  onSecond: (argv: string[], folder: string) => void,
): boolean {
  const key = createHash('sha256').update(userData).digest('hex').slice(0, 16);
  const socket = join(tmpdir(), `trailglass-double-${key}.sock`);
  const holder = join(userData, 'instance.lock');
  if (existsSync(holder)) {
    const connection = connect(socket).end(JSON.stringify({ argv: process.argv, folder: process.cwd() }));
    handedOver = once(connection, 'close').then(() => undefined);
    return false;
  }
  writeFileSync(holder, String(process.pid));
  rmSync(socket, { force: true });
  createServer((connection) => {
    let text = '';
    connection.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    connection.on('end', () => {
      const { argv, folder } = JSON.parse(text) as { argv: string[]; folder: string };
      onSecond(argv, folder);
    });
  }).listen(socket);
  process.once('exit', () => {
    rmSync(holder, { force: true });
    rmSync(socket, { force: true });
  });
  return true;
}
