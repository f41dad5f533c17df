import { EventEmitter } from 'node:events';
import type { WebContents, WebPreferences, WindowOpenHandlerResponse } from 'electron';
import type { Frame, Page } from 'playwright-core';
import { toElectron } from './address.ts';
import { appDouble } from './app.ts';
import { ipcMainDouble } from './ipc-main.ts';
import { MessageQueue } from './message-queue.ts';

/** A frame as the main process sees it. One object per frame, so that it can be compared. */
export interface FrameDouble {
  readonly url: string;
  readonly parent: FrameDouble | null;
}

/** What the page side of the preload sends; see `page-side.ts`. */
export type FromPage =
  | { readonly kind: 'send' | 'invoke'; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly kind: 'receive'; readonly document: string };

const allContents = new WeakMap<Page, WebContentsDouble>();
const frames = new WeakMap<Frame, FrameDouble>();
let lastId = 0;

/** The contents a page belongs to; null for a page that is not in a window. */
export function contentsOf(page: Page): WebContentsDouble | null {
  return allContents.get(page) ?? null;
}

type WindowOpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0];

/** A page of Chromium, as the contents of a window. */
export class WebContentsDouble extends EventEmitter {
  readonly id: number;
  readonly preferences: WebPreferences;
  readonly #queue = new MessageQueue();
  #page: Page | null = null;
  #asked: string | null = null;
  #openHandler: WindowOpenHandler = () => ({ action: 'allow' });
  /** What the main process said about windows that pages asked for. */
  readonly windowRequests: { url: string; answer: WindowOpenHandlerResponse['action'] }[] = [];

  constructor(preferences: WebPreferences) {
    super();
    lastId += 1;
    this.id = lastId;
    this.preferences = preferences;
    appDouble.emit('web-contents-created', { preventDefault() {} }, this);
  }

  get mainFrame(): FrameDouble {
    if (this.#page === null) throw new Error('The page of this window is not open yet');
    return frameDouble(this.#page.mainFrame());
  }

  send(channel: string, ...args: unknown[]): void {
    this.#queue.push([channel, args]);
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#openHandler = handler;
  }

  /** Puts the page in; from now on its messages arrive and its navigations are asked about. */
  attach(page: Page): void {
    this.#page = page;
    allContents.set(page, this);
    page.on('close', () => {
      allContents.delete(page);
      this.emit('destroyed');
    });
  }

  /** Loads an address for the main process, which is not asked whether it may. */
  async load(url: string): Promise<void> {
    if (this.#page === null) throw new Error('The page of this window is not open yet');
    this.#asked = toElectron(url);
    await this.#page.goto(url, { waitUntil: 'domcontentloaded' });
  }

  /** Asks the main process about a navigation as Electron does, and tells it when one starts. */
  mayNavigate(frame: Frame, url: string): boolean {
    const isMainFrame = frame.parentFrame() === null;
    const askedFor = isMainFrame && this.#asked === url;
    if (isMainFrame) this.#asked = null;
    if (!askedFor) {
      const details = preventable({ url, isMainFrame, isSameDocument: false, frame: frameDouble(frame) });
      this.emit('will-frame-navigate', details);
      if (isMainFrame) this.emit('will-navigate', details);
      if (details.prevented) return false;
    }
    this.emit('did-start-navigation', { url, isMainFrame, isSameDocument: false });
    return true;
  }

  /** A page asked for a window. */
  askForWindow(url: string): void {
    const { action } = this.#openHandler({ url } as Parameters<WindowOpenHandler>[0]);
    this.windowRequests.push({ url, answer: action });
  }

  /** A page put an embedded browser into itself. Returns whether the main process let it. */
  askForWebview(): boolean {
    const event = preventable({});
    this.emit('will-attach-webview', event, {}, {});
    return !event.prevented;
  }

  /** A message of the preload, from whichever frame it was sent. */
  async fromPage(frame: Frame | null, message: FromPage): Promise<unknown> {
    if (message.kind === 'receive') return this.#queue.take(message.document);
    const event = {
      sender: this,
      senderFrame: frame === null ? null : frameDouble(frame),
    } as unknown as Electron.IpcMainInvokeEvent;
    if (message.kind === 'invoke') return ipcMainDouble.invoked(message.channel, event, message.args);
    ipcMainDouble.emit(message.channel, event, ...message.args);
    return undefined;
  }
}

function frameDouble(frame: Frame): FrameDouble {
  let double = frames.get(frame);
  if (double === undefined) {
    const parent = frame.parentFrame();
    const parentDouble = parent === null ? null : frameDouble(parent);
    double = {
      parent: parentDouble,
      get url() {
        return toElectron(frame.url());
      },
    };
    frames.set(frame, double);
  }
  return double;
}

function preventable<T extends object>(details: T): T & { prevented: boolean; preventDefault(): void } {
  const event = {
    ...details,
    prevented: false,
    preventDefault() {
      event.prevented = true;
    },
  };
  return event;
}
