import { writeFile } from 'node:fs/promises';
import { compileKernels } from './compile.ts';

/** `npm run kernels`: compiles the kernels and keeps them beside the sources that use them. */
await writeFile(new URL('./kernel-module.ts', import.meta.url), await compileKernels());
