import { expect, test } from '../fixtures.ts';

test.describe('what a page is given', () => {
  test('the bridge, and nothing of Node or Electron', async ({ page }) => {
    const found = await page.evaluate(() => {
      const { trailglass } = window as unknown as Record<string, Record<string, object>>;
      return {
        bridge: Object.keys(trailglass ?? {}).sort(),
        engine: Object.keys(trailglass?.['engine'] ?? {}).sort(),
        shell: Object.keys(trailglass?.['shell'] ?? {}).sort(),
        frozen: Object.isFrozen(trailglass),
        node: ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer'].filter(
          (name) => name in window,
        ),
      };
    });
    expect(found).toEqual({
      bridge: ['engine', 'shell'],
      engine: ['onClose', 'onMessage', 'post'],
      shell: [
        'deliverExport',
        'info',
        'newWorkspace',
        'onCommand',
        'openWorkspace',
        'pickExportTarget',
        'pickLogs',
        'pickView',
        'sampleLogs',
        'takeDropped',
      ],
      frozen: true,
      node: [],
    });
  });

  test('no function of the bridge hands out an event or a channel', async ({ page }) => {
    const messages = await page.evaluate(async () => {
      const { engine } = (window as unknown as { trailglass: { engine: BridgeEngine } }).trailglass;
      type BridgeEngine = {
        post(message: unknown): void;
        onMessage(receive: (...given: unknown[]) => void): void;
      };
      return new Promise<unknown[]>((resolve) => {
        engine.onMessage((...given) => {
          if ((given[0] as { id?: number }).id === 900_001) resolve(given);
        });
        engine.post({ type: 'call', id: 900_001, method: 'profiles', arg: {} });
      });
    });
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({ type: 'done', id: 900_001 });
  });

  test('windows with every protection on', async ({ desktop }) => {
    const [window] = await desktop.windows();
    expect(window?.preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    });
    expect((await desktop.application()).sandboxEnabled).toBe(true);
    expect(await desktop.schemes()).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
  });
});

test.describe('who may speak to the main process', () => {
  test('not a frame inside the page', async ({ page }) => {
    const answers = await page.evaluate(async () => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      await new Promise((resolve) => setTimeout(resolve, 100));
      const send = (frame.contentWindow as unknown as Record<string, (message: unknown) => Promise<unknown>>)[
        '__electronDouble'
      ];
      if (send === undefined) return null;
      const ask = (channel: string, arg: unknown) => send({ kind: 'invoke', channel, args: [arg] });
      return [await ask('shell:info', null), await ask('shell:take-dropped', ['/etc/passwd'])];
    });
    const refused = {
      ok: false,
      error: { code: 'FORBIDDEN', message: expect.stringContaining('embedded frame') },
    };
    expect(answers).toEqual([refused, refused]);
  });

  test('not a frame that is gone', async ({ desktop }) => {
    for (const channel of await desktop.channels()) {
      if (!channel.startsWith('shell:')) continue;
      expect(await desktop.sendFromGoneFrame(channel, null)).toMatchObject({
        ok: false,
        error: { code: 'FORBIDDEN' },
      });
    }
  });

  test('only on these channels', async ({ desktop }) => {
    expect((await desktop.channels()).sort()).toEqual([
      'engine:to',
      'shell:deliver-export',
      'shell:info',
      'shell:new-workspace',
      'shell:open-workspace',
      'shell:pick-export-target',
      'shell:pick-logs',
      'shell:pick-view',
      'shell:sample-logs',
      'shell:take-dropped',
    ]);
  });

  test('not about files it was not given', async ({ page }) => {
    const reply = await page.evaluate(async () => {
      type Reply = { id?: number };
      type Engine = { post(message: unknown): void; onMessage(receive: (reply: Reply) => void): void };
      const { engine } = (window as unknown as { trailglass: { engine: Engine } }).trailglass;
      const options = { profile: null, timezone: 'UTC', dateOrder: null, tenant: null };
      return new Promise<Reply>((resolve) => {
        engine.onMessage((message) => {
          if (message.id === 900_002) resolve(message);
        });
        const files = ['A'.repeat(43)];
        engine.post({ type: 'call', id: 900_002, method: 'importFiles', arg: { files, options } });
      });
    });
    expect(reply).toMatchObject({ type: 'failed', error: { code: 'UNKNOWN_HANDLE' } });
  });

  test('a file that a page made up is refused with a clear line', async ({ page }) => {
    const message = await page.evaluate(async () => {
      type Shell = { takeDropped(files: File[]): Promise<unknown> };
      const { shell } = (window as unknown as { trailglass: { shell: Shell } }).trailglass;
      return shell.takeDropped([new File(['x'], 'made-up.csv')]).catch((error: Error) => error.message);
    });
    expect(message).toBe('What was dropped is not a file on this computer. Save it first, then drop it.');
  });
});
