import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMPUTED, importsOf, type SourceFile, sourceFiles } from './imports.ts';

/**
 * The layer rule of ARCHITECTURE.md. A layer may import its own files, those of the layers named, and the packages
 * named; a package that is not named must be put in its place here before anyone can use it.
 */
interface Layer {
  readonly folder: string;
  readonly layers: readonly string[];
  readonly packages: readonly RegExp[];
  /** Single files of other layers that are data, not code. */
  readonly files?: readonly string[];
}

const NODE = /^node:/;
const ELECTRON = /^electron$/;
const ENVIRONMENT_FREE = [/^valibot$/, /^temporal-polyfill$/];

const LAYERS: readonly Layer[] = [
  { folder: 'shared', layers: [], packages: ENVIRONMENT_FREE },
  {
    folder: 'electron/engine',
    layers: ['shared', 'resources/profiles'],
    packages: [
      NODE,
      /^better-sqlite3$/,
      /^re2js$/,
      /^(yauzl|modern-tar|saxes|chardet|papaparse)$/,
      ...ENVIRONMENT_FREE,
    ],
    files: ['package.json'],
  },
  {
    folder: 'electron/hosts',
    layers: ['shared', 'electron/engine'],
    packages: [NODE, /^ws$/, /^commander$/],
    files: ['package.json'],
  },
  {
    folder: 'electron/main',
    layers: ['shared', 'electron/hosts'],
    packages: [NODE, ELECTRON, ...ENVIRONMENT_FREE],
    files: ['electron/preload/channels.ts', 'package.json'],
  },
  { folder: 'electron/preload', layers: ['shared'], packages: [ELECTRON] },
  {
    folder: 'renderer',
    layers: ['shared'],
    packages: [
      ...ENVIRONMENT_FREE,
      /^react(-dom)?(\/|$)/,
      /^@mantine\//,
      /^@tanstack\/react-virtual$/,
      /^@nivo\//,
      /^zustand(\/|$)/,
      /^lucide-react$/,
      /^diff$/,
      /^@fontsource(-variable)?\//,
    ],
  },
];

/** Imports of a file that its layer forbids. */
function violations(file: SourceFile): string[] {
  const layer = LAYERS.find(({ folder }) => isBelow(file.path, folder));
  if (layer === undefined) return [`${file.path} is in no layer`];
  return importsOf(file)
    .filter((target) => !isAllowed(file, layer, target))
    .map((target) => `${file.path} imports ${target}`);
}

function isAllowed(file: SourceFile, layer: Layer, target: string): boolean {
  if (target === COMPUTED) return false;
  if (!target.startsWith('.')) return layer.packages.some((known) => known.test(target));
  const path = posix.join(posix.dirname(file.path), target);
  return (
    [layer.folder, ...layer.layers].some((folder) => isBelow(path, folder)) ||
    layer.files?.includes(path) === true
  );
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}

describe('the layer rule', () => {
  // AssemblyScript is no TypeScript, and can import nothing but itself.
  const files = sourceFiles(['shared', 'electron', 'renderer']).filter(
    ({ path }) => !isBelow(path, 'electron/engine/kernels/assembly'),
  );

  it('sees every layer', () => {
    for (const { folder } of LAYERS) expect(files.some(({ path }) => isBelow(path, folder))).toBe(true);
  });

  it('holds for every source file', () => {
    expect(files.flatMap(violations)).toEqual([]);
  });

  it.each([
    ['shared/api/a.ts', "import { readFileSync } from 'node:fs';"],
    ['shared/api/a.ts', "import fs from 'fs';"],
    ['shared/api/a.ts', "import { useState } from 'react';"],
    ['shared/api/a.ts', "export { sql } from '../../electron/engine/sql.ts';"],
    ['electron/engine/a.ts', "import { app } from 'electron';"],
    ['electron/engine/a.ts', "import type { App } from 'electron';"],
    ['electron/engine/a.ts', "type App = import('electron').App;"],
    ['electron/engine/a.ts', 'const e = await import(`electron`);'],
    ['electron/engine/a.ts', "const e = await import('elec' + 'tron');"],
    ['electron/engine/a.ts', "const e = require('electron');"],
    ['electron/engine/a.ts', "import e = require('electron');"],
    ['electron/engine/a.ts', "export * from '../hosts/in-process.ts';"],
    ['electron/engine/query/a.ts', "import '../../../renderer/main.tsx';"],
    ['electron/hosts/a.ts', "import { app } from 'electron';"],
    ['electron/hosts/a.ts', "import '../main/index.ts';"],
    ['electron/preload/a.ts', "import { readFileSync } from 'node:fs';"],
    ['electron/main/a.ts', "import '../engine/engine.ts';"],
    ['renderer/a.tsx', "import { createEngine } from '../electron/engine/engine.ts';"],
    ['renderer/a.tsx', "import type { FileGrant } from '../electron/engine/file-grants.ts';"],
    ['renderer/a.tsx', "import { readFileSync } from 'node:fs';"],
    ['renderer/a.tsx', "import {\n  a,\n  b, // from 'react'\n} from\n  'electron';"],
    ['renderer/a.tsx', "import axios from 'axios';"],
    ['other/a.ts', ''],
  ])('refuses %s with %s', (path, text) => {
    expect(violations({ path, text })).toHaveLength(1);
  });

  it.each([
    ['shared/api/a.ts', "import * as v from 'valibot'; import type { Port } from './port.ts';"],
    [
      'shared/api/a.ts',
      "// import 'electron'\nconst text = \"import fs from 'node:fs'\"; const r = /import('react')/;",
    ],
    ['electron/engine/a.ts', "import Database from 'better-sqlite3'; import '../../shared/errors.ts';"],
    ['electron/engine/a.ts', "const text = `import x from 'electron'`;"],
    [
      'renderer/a.tsx',
      "import { Button } from '@mantine/core'; export const a = <p>import x from 'electron'</p>;",
    ],
  ])('accepts %s with %s', (path, text) => {
    expect(violations({ path, text })).toEqual([]);
  });
});

describe('what is drawn', () => {
  it('never reads the real clock: each drawing would find another time and ask another question', () => {
    const readsClock = sourceFiles(['renderer']).filter(
      ({ path, text }) => /\.tsx$|\/use-[^/]+\.ts$/.test(path) && /Date\.now\(\)|new Date\(\)/.test(text),
    );
    expect(readsClock.map(({ path }) => path)).toEqual([]);
  });
});
