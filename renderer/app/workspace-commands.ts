import type { Services } from './services.ts';

type ShellServices = Pick<Services, 'shell' | 'notices'>;

/** Asks for a name and opens a new, empty workspace. */
export function newWorkspace({ shell, notices }: ShellServices): void {
  notices.watch('No new workspace was made.', shell.newWorkspace());
}

/** Asks for an existing workspace and opens it. */
export function openWorkspace({ shell, notices }: ShellServices): void {
  notices.watch('The workspace was not opened; the present one stays.', shell.openWorkspace());
}
