import type { WebContents, WebFrameMain } from 'electron';
import { isAppUrl } from '../page/app-origin.ts';

/** The part of an IPC event that tells where it comes from. */
export interface Sender {
  readonly sender: Pick<WebContents, 'id' | 'mainFrame'>;
  /** Null when the frame has navigated away or been destroyed. */
  readonly senderFrame: Pick<WebFrameMain, 'url' | 'parent'> | null;
}

/**
 * Why a message is not listened to, or null: only the main frame of a window of ours, showing our page, may speak.
 *
 * @param windows ids of the contents this program opened
 */
export function refusalOf({ sender, senderFrame }: Sender, windows: ReadonlySet<number>): string | null {
  if (!windows.has(sender.id)) return 'it does not come from a window of this program';
  if (senderFrame === null) return 'its frame is gone';
  if (senderFrame.parent !== null || senderFrame !== sender.mainFrame)
    return 'it comes from an embedded frame';
  if (!isAppUrl(senderFrame.url)) return 'it comes from another page';
  return null;
}
