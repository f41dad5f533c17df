import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { defaultWorkspace } from '../../default-workspace.ts';
import { openBrowser } from '../../loopback/open-browser.ts';
import { RENDERER_FOLDER, startLoopback } from '../../loopback/start-loopback.ts';
import { portNumber, withExamples } from '../options.ts';
import type { CommandSetting } from '../program.ts';

interface Flags {
  readonly workspace?: string;
  readonly port?: number;
  readonly open: boolean;
}

/** `serve`: the same views in a browser of this machine. */
export function addServe(program: Command, { terminal }: CommandSetting): void {
  const command = program
    .command('serve')
    .description('Serves the views to a browser of this machine, on 127.0.0.1 only, until Ctrl+C.')
    .option(
      '-w, --workspace <file>',
      'workspace file, created when missing (default: one in your data folder)',
    )
    .option('--port <n>', 'port (default: any free one)', portNumber)
    .option('--no-open', 'print the address instead of opening it');
  withExamples(command, 'serve -w case.trailglass', 'serve -w case.trailglass --port 8123 --no-open').action(
    async ({ workspace = defaultWorkspace(), port = 0, open }: Flags) => {
      const isNew = !existsSync(workspace);
      const host = await startLoopback({ workspace, create: true, port });
      terminal.err(`${isNew ? 'Created' : 'Opened'} ${workspace}. The address works once; Ctrl+C ends.\n`);
      if (!existsSync(join(RENDERER_FOLDER, 'index.html'))) {
        terminal.err('The page is not built yet. Run "npm run build", then start again.\n');
      }
      await terminal.out(`${host.url}\n`);
      if (open) openBrowser(host.url, (reason) => terminal.err(`No browser could be opened (${reason}).\n`));
      const ended = Promise.race([
        once(process, 'SIGINT'),
        once(process, 'SIGTERM'),
        once(process, 'SIGHUP'),
      ]);
      await ended;
      await host.close();
    },
  );
}
