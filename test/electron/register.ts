import { registerHooks } from 'node:module';

/**
 * Loaded before the bundled main process: whatever it imports as `electron` is the double beside this file.
 */
const double = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    return specifier === 'electron' ? { url: double, shortCircuit: true } : next(specifier, context);
  },
});
