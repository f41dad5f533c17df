import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import type { Page } from 'playwright-core';
import { PAGE_ORIGIN, toChromium } from './address.ts';
import { appDouble } from './app.ts';
import { openPage } from './browser.ts';
import { preloadScript } from './page-side.ts';
import { applyPermissions } from './permissions.ts';
import { type FromPage, WebContentsDouble } from './web-contents.ts';

const BINDING = '__electronDouble';

type Used = Pick<
  BrowserWindow,
  | 'loadURL'
  | 'show'
  | 'focus'
  | 'maximize'
  | 'isMaximized'
  | 'isMinimized'
  | 'restore'
  | 'setTitle'
  | 'setBackgroundColor'
  | 'getNormalBounds'
>;

/** A window: a page of Chromium with the bundled preload in it. */
export class BrowserWindowDouble extends EventEmitter implements Used {
  static readonly all = new Set<BrowserWindowDouble>();
  readonly webContents: WebContentsDouble;
  readonly options: BrowserWindowConstructorOptions;
  readonly #page: Promise<Page>;
  #bounds: Rectangle;
  #maximized = false;
  title: string;
  visible: boolean;

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    this.title = options.title ?? '';
    this.visible = options.show !== false;
    this.webContents = new WebContentsDouble(options.webPreferences ?? {});
    BrowserWindowDouble.all.add(this);
    this.#page = this.#open();
  }

  static fromWebContents(contents: WebContentsDouble): BrowserWindowDouble | null {
    return [...BrowserWindowDouble.all].find((window) => window.webContents === contents) ?? null;
  }

  async loadURL(url: string): Promise<void> {
    await this.#page;
    await this.webContents.load(toChromium(url));
    this.emit('ready-to-show');
  }

  show(): void {
    this.visible = true;
  }

  focus(): void {}

  maximize(): void {
    this.#maximized = true;
  }

  isMaximized(): boolean {
    return this.#maximized;
  }

  isMinimized(): boolean {
    return false;
  }

  restore(): void {}

  setTitle(title: string): void {
    this.title = title;
  }

  setBackgroundColor(): void {}

  getNormalBounds(): Rectangle {
    return this.#bounds;
  }

  /** As when the user drags the window's edges. */
  moveTo(bounds: Rectangle): void {
    this.#bounds = bounds;
  }

  /** As when the user closes the window. */
  async close(): Promise<void> {
    this.emit('close', { preventDefault() {} });
    await (await this.#page).close();
  }

  async #open(): Promise<Page> {
    const page = await openPage();
    this.webContents.attach(page);
    await page.setViewportSize({ width: this.#bounds.width, height: this.#bounds.height });
    await page.exposeBinding(BINDING, ({ frame }, message: FromPage) =>
      this.webContents.fromPage(frame, message),
    );
    const preload = this.options.webPreferences?.preload;
    if (preload !== undefined) {
      const content = preloadScript(BINDING, PAGE_ORIGIN, await readFile(preload, 'utf8'));
      await page.addInitScript({ content });
    }
    await applyPermissions(page);
    page.on('close', () => this.#closed());
    return page;
  }

  #closed(): void {
    BrowserWindowDouble.all.delete(this);
    this.emit('closed');
    if (BrowserWindowDouble.all.size === 0) appDouble.emit('window-all-closed');
  }
}
