import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);

interface PackageFile {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const packageFile = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as PackageFile;
const versions = Object.entries({ ...packageFile.dependencies, ...packageFile.devDependencies });

describe('package.json', () => {
  it('pins every dependency to one exact version', () => {
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('pins all Mantine packages to the same version', () => {
    const mantine = versions.filter(([name]) => name.startsWith('@mantine/')).map(([, version]) => version);
    expect(mantine.length).toBeGreaterThan(1);
    expect(new Set(mantine).size).toBe(1);
  });

  it('pins Node 24 for every script', () => {
    expect(packageFile.devDependencies['node']).toMatch(/^24\./);
  });
});

describe('package-lock.json', () => {
  it('records no download addresses', () => {
    expect(readFileSync(new URL('package-lock.json', root), 'utf8')).not.toMatch(/"resolved": "https?:/);
  });
});

describe('the top level', () => {
  it('has no source folder beside the fixed ones', () => {
    const fixed = ['electron', 'renderer', 'resources', 'shared', 'test'];
    const built = ['node_modules', 'out', 'dist', 'test-results', 'playwright-report', 'coverage'];
    const folders = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !built.includes(entry.name))
      .map((entry) => entry.name);
    expect(folders.sort()).toEqual(fixed);
  });
});

describe('README.md', () => {
  const readme = readFileSync(new URL('README.md', root), 'utf8');

  it('names only scripts that exist', () => {
    const builtIn = new Set(['ci', 'start', 'test']);
    const named = [...readme.matchAll(/npm run (?:-s )?([\w:]+)/g)].map((match) => match[1] ?? '');
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !builtIn.has(name) && !Object.hasOwn(packageFile.scripts, name))).toEqual(
      [],
    );
  });

  it('shows only pictures that are in the repository', () => {
    const pictures = [...readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map((match) => match[1] ?? '');
    expect(pictures.length).toBeGreaterThan(0);
    for (const picture of pictures) expect(() => readFileSync(new URL(picture, root)), picture).not.toThrow();
  });
});
