import { EventEmitter } from 'node:events';
import type { Protocol, Session, WebRequest } from 'electron';

type RequestListener = Parameters<WebRequest['onBeforeRequest']>[0];
type BeforeRequest = Exclude<RequestListener, null>;
type ProtocolHandler = Parameters<Protocol['handle']>[1];
type CheckHandler = Exclude<Parameters<Session['setPermissionCheckHandler']>[0], null>;
type AskHandler = Exclude<Parameters<Session['setPermissionRequestHandler']>[0], null>;
export type Permission = Parameters<CheckHandler>[1];

type Used = Pick<
  Session,
  | 'setPermissionCheckHandler'
  | 'setPermissionRequestHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setSpellCheckerEnabled'
>;

/** The one session. Where nothing was set it behaves as Electron does: everything is allowed. */
class SessionDouble extends EventEmitter implements Used {
  readonly protocol: Pick<Protocol, 'handle'> = {
    handle: (scheme, handler) => void this.#protocols.set(scheme, handler),
  };
  readonly webRequest = {
    onBeforeRequest: (listener: BeforeRequest): void => {
      this.#beforeRequest = listener;
    },
  };
  readonly #protocols = new Map<string, ProtocolHandler>();
  #beforeRequest: BeforeRequest | null = null;
  #check: CheckHandler | null = null;
  #ask: AskHandler | null = null;
  devicesDenied = false;
  displayMediaHandled = false;
  spellChecker = true;

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.#check = handler;
  }

  setPermissionRequestHandler(handler: AskHandler | null): void {
    this.#ask = handler;
  }

  setDevicePermissionHandler(handler: Parameters<Session['setDevicePermissionHandler']>[0]): void {
    this.devicesDenied = handler !== null;
  }

  setDisplayMediaRequestHandler(handler: Parameters<Session['setDisplayMediaRequestHandler']>[0]): void {
    this.displayMediaHandled = handler !== null;
  }

  setSpellCheckerEnabled(enable: boolean): void {
    this.spellChecker = enable;
  }

  handlerFor(url: string): ProtocolHandler | null {
    return this.#protocols.get(new URL(url).protocol.slice(0, -1)) ?? null;
  }

  /** Whether the session stops a request. */
  cancels(url: string, resourceType: string): Promise<boolean> {
    const listener = this.#beforeRequest;
    if (listener === null) return Promise.resolve(false);
    const details = { url, resourceType, method: 'GET' } as Parameters<BeforeRequest>[0];
    return new Promise((resolve) => listener(details, ({ cancel }) => resolve(cancel === true)));
  }

  /** Whether a page is told that it has a permission, and whether it gets one it asks for. */
  async decide(permission: Permission, url: string): Promise<{ checked: boolean; granted: boolean }> {
    const origin = `${new URL(url).protocol}//${new URL(url).host}/`;
    const ask = this.#ask;
    const granted =
      ask === null ||
      (await new Promise<boolean>((resolve) => {
        const details = { requestingUrl: url, isMainFrame: true } as Parameters<AskHandler>[3];
        ask({} as Electron.WebContents, permission, resolve, details);
      }));
    const checkDetails = { requestingUrl: url, isMainFrame: true } as Parameters<CheckHandler>[3];
    const checked = this.#check?.(null, permission, origin, checkDetails) ?? true;
    return { checked, granted };
  }
}

export const sessionDouble = { defaultSession: new SessionDouble() };

/** Schemes declared before ready. */
export const declaredSchemes: Electron.CustomScheme[] = [];

export const protocolDouble: Pick<Protocol, 'registerSchemesAsPrivileged'> = {
  registerSchemesAsPrivileged: (schemes) => void declaredSchemes.push(...schemes),
};
