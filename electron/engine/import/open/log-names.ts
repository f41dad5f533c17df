import { LOG_ENDINGS } from '../../../../shared/domain/log-endings.ts';

/** Only asked inside folders and archives: a file that is named by hand is always tried. */
const LOG_NAME = new RegExp(`\\.(?:${LOG_ENDINGS.join('|')})$`, 'i');

/** macOS writes a file of metadata beside each file of an archive: `__MACOSX/._log.csv`. */
const METADATA = /(?:^|\/)(?:\._[^/]*|__MACOSX\/.*)$/;

/** Whether a file is called like a log, or like an archive of logs. */
export function isLogName(name: string): boolean {
  return LOG_NAME.test(name) && !METADATA.test(name.replaceAll('\\', '/'));
}

/**
 * The name of a member as it is shown and kept. It is text and never a path, so only what cannot be shown or stored as
 * text is replaced: NUL, and halves of surrogate pairs.
 */
export function memberName(name: string): string {
  return name.toWellFormed().replaceAll('\0', '\u{fffd}');
}
