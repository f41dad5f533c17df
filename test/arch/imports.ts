import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';

/** The repository. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A source file, by its path from the root with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Every TypeScript file below some folders. */
export function sourceFiles(folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.[cm]?tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => ({
        path: relative(ROOT, path).split(sep).join('/'),
        text: readFileSync(path, 'utf8'),
      })),
  );
}

/** An import whose target is computed and therefore cannot be judged. */
export const COMPUTED = '(computed)';

interface Node {
  readonly type: string;
  readonly [member: string]: unknown;
}

/**
 * What a file imports: import and export-from declarations, types included, `import()` in code and in types,
 * `import = require()` and `require()`.
 */
export function importsOf({ path, text }: SourceFile): string[] {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const found: string[] = [];
  visit(program, (node) => {
    const target = targetOf(node);
    if (target !== null) found.push(target);
  });
  return found;
}

function targetOf(node: Node): string | null {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return literal(node['source']);
    case 'ExportNamedDeclaration':
      return node['source'] === null ? null : literal(node['source']);
    case 'TSExternalModuleReference':
      return literal(node['expression']);
    case 'CallExpression': {
      const callee = node['callee'] as Node;
      if (callee.type !== 'Identifier' || callee['name'] !== 'require') return null;
      return literal((node['arguments'] as unknown[])[0]);
    }
    default:
      return null;
  }
}

function literal(value: unknown): string {
  if (!isNode(value)) return COMPUTED;
  if (value.type === 'Literal' && typeof value['value'] === 'string') return value['value'];
  if (value.type !== 'TemplateLiteral' || (value['expressions'] as unknown[]).length > 0) return COMPUTED;
  const [quasi] = value['quasis'] as { value: { cooked: string } }[];
  return quasi?.value.cooked ?? COMPUTED;
}

function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const member of value) visit(member, see);
  } else if (typeof value === 'object' && value !== null) {
    if (isNode(value)) see(value);
    for (const member of Object.values(value)) visit(member, see);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}
