import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../../../shared/errors.ts';

export interface StartOptions {
  /** Absolute path of the workspace to open; null opens the user's own. */
  readonly workspace: string | null;
  /** Whether the browser is opened. */
  readonly open: boolean;
  readonly port: number;
  /** Whether the desktop is not even tried. */
  readonly browser: boolean;
}

/**
 * Reads the words after `npm start --`.
 * @throws BAD_ARGUMENT
 */
export function readStartOptions(words: readonly string[], folder: string): StartOptions {
  const { values, positionals } = parse(words);
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new AppError('BAD_ARGUMENT', `--port takes a number from 0 to 65535, not "${values.port}".`);
  }
  const [workspace, second] = positionals;
  if (second !== undefined) {
    throw new AppError('BAD_ARGUMENT', `One workspace can be opened at a time; "${second}" is a second one.`);
  }
  return {
    workspace: workspace === undefined ? null : resolve(folder, workspace),
    open: values['no-open'] !== true,
    port,
    browser: values.browser === true,
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { 'no-open': { type: 'boolean' }, browser: { type: 'boolean' }, port: { type: 'string' } },
    });
  } catch (error) {
    // The first sentence names the word; the rest is about how option parsers work.
    const [what = ''] = (error as Error).message.split('. ', 1);
    throw new AppError(
      'BAD_ARGUMENT',
      `${what}. npm start takes a workspace, --no-open, --port and --browser.`,
    );
  }
}
