import { openWorkspace } from '../../../electron/engine/store/open.ts';
import { beginSource, resumeSource } from '../../../electron/engine/store/source-writer.ts';
import { findBySha256 } from '../../../electron/engine/store/sources.ts';
import { batchOf, newSource } from '../../engine/store/batches.ts';

/** Child process: imports an endless file and prints the number of records after each batch that is stored. */
const ws = openWorkspace(process.argv[2] ?? '', { access: 'readwrite', create: true });
const known = findBySha256(ws, 'endless');
const writer =
  known === null ? beginSource(ws, newSource({ sha256: 'endless' })) : resumeSource(ws, known.id);
for (;;) {
  const lines = Array.from({ length: 200 }, (_, n) =>
    n % 50 === 7 ? ('reject' as const) : { time: n, actor: `user${n}` },
  );
  writer.write(batchOf(writer, lines, 'Plan'));
  process.stdout.write(`${writer.state.read}\n`);
}
