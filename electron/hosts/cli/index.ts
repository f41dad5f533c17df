#!/usr/bin/env -S node --max-semi-space-size=8 --initial-heap-size=48
import '../../engine/compile-cache.ts';

const { restartForLargeFiles } = await import('./large-files.ts');
restartForLargeFiles(process.argv.slice(2));

// Not imported statically: modules of one graph are all compiled before the first of them runs.
const { runCli } = await import('./run-cli.ts');
const { processTerminal } = await import('./terminal.ts');

process.exitCode = await runCli(process.argv.slice(2), processTerminal());
