import '../engine/compile-cache.ts';

// Not imported statically: modules of one graph are all compiled before the first of them runs.
const { runStart } = await import('./start/run-start.ts');
const { toWireError } = await import('../../shared/errors.ts');

try {
  process.exitCode = await runStart();
} catch (error) {
  const { code, message } = toWireError(error);
  console.error(`trailglass: ${message}`);
  process.exit(code === 'INTERNAL' ? 3 : 2);
}
