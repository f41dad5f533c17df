import type { Page, WebSocket } from '@playwright/test';
import type { Progress } from '../../shared/api/contract.ts';

/** A message between the page and the engine. */
interface Message {
  readonly type: string;
  readonly id?: number;
  readonly method?: string;
  readonly progress?: Progress;
}

/** What a page and its engine say to each other, on the loopback host. */
export interface EngineTraffic {
  /** Methods called since the last time this was asked, in order. */
  calls(): string[];
  /** Progress since the page was loaded. */
  readonly progress: Progress[];
  /** Types of all messages, both ways, in order. */
  readonly messages: Message[];
}

/** Loads the page again and listens to its socket. */
export async function listenToEngine(page: Page): Promise<EngineTraffic> {
  const messages: Message[] = [];
  const progress: Progress[] = [];
  let calls: string[] = [];
  const read = (payload: string | Buffer): Message => JSON.parse(payload.toString()) as Message;
  page.on('websocket', (socket: WebSocket) => {
    socket.on('framesent', ({ payload }) => {
      const message = read(payload);
      messages.push(message);
      if (message.type === 'call' && message.method !== undefined) calls.push(message.method);
    });
    socket.on('framereceived', ({ payload }) => {
      const message = read(payload);
      messages.push(message);
      if (message.progress !== undefined) progress.push(message.progress);
    });
  });
  await page.reload();
  return {
    messages,
    progress,
    calls() {
      const said = calls;
      calls = [];
      return said;
    },
  };
}
