import { openWorkspace } from '../../../electron/engine/store/open.ts';

/** Child process: opens the workspace named in its argument, says so, and keeps it open. */
openWorkspace(process.argv[2] ?? '', { access: 'readwrite', create: true });
process.stdout.write('open\n');
setInterval(() => {}, 1_000);
