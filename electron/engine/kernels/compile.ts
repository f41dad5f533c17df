import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Where the checkout begins, from which the compiler is run: paths are part of what it makes. */
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SOURCE = 'electron/engine/kernels/assembly/index.ts';
const OPTIONS = ['--runtime', 'stub', '--enable', 'simd', '-O3', '--noAssert'];

/**
 * Compiles the kernels. Only for whoever changes them, and the test that what is kept is what the sources give.
 * @returns the source of the module that holds them
 */
export async function compileKernels(): Promise<string> {
  const compiler = fileURLToPath(import.meta.resolve('assemblyscript/bin/asc.js'));
  const folder = await mkdtemp(join(tmpdir(), 'trailglass-kernels-'));
  try {
    const file = join(folder, 'kernels.wasm');
    await promisify(execFile)(process.execPath, [compiler, SOURCE, ...OPTIONS, '--outFile', file], {
      cwd: ROOT,
    });
    const text = (await readFile(file)).toString('base64');
    return `/** The kernels, compiled from \`assembly/\` by \`npm run kernels\`; base64, so that every bundle holds them. */\nexport const KERNEL_MODULE =\n  '${text}';\n`;
  } finally {
    await rm(folder, { recursive: true });
  }
}
