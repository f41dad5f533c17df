import { expect, test } from '../fixtures.ts';

/** The policy of every page, with the nonce of the one load left out. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-*'; font-src 'self'; img-src 'self' data:; " +
  "connect-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
  "require-trusted-types-for 'script'; trusted-types default";

test.describe('what a page may do', () => {
  test('the content security policy is exactly this', async ({ page }) => {
    const response = await page.reload();
    const policy = response?.headers()['content-security-policy'] ?? '';
    expect(policy.replace(/nonce-[^']+/, 'nonce-*')).toBe(POLICY);
    expect(response?.headers()).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    });
  });

  test('each load has a nonce of its own', async ({ page }) => {
    const nonces = new Set<string | undefined>();
    for (let load = 0; load < 3; load++) {
      const policy = (await page.reload())?.headers()['content-security-policy'];
      nonces.add(/nonce-([^']+)/.exec(policy ?? '')?.[1]);
    }
    expect(nonces.size).toBe(3);
    expect(nonces.has(undefined)).toBe(false);
  });

  test('injected markup, scripts and styles do not run', async ({ page }) => {
    const outcome = await page.evaluate(async () => {
      const scope = window as unknown as Record<string, unknown>;
      const violated: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) =>
        violated.push(event.effectiveDirective),
      );
      const refused = (attempt: () => void): boolean => {
        try {
          attempt();
          return false;
        } catch {
          return true;
        }
      };
      const markup = refused(() => {
        document.body.innerHTML = '<img src="x" onerror="window.ran = true">';
      });
      const script = refused(() => {
        const element = document.createElement('script');
        element.textContent = 'window.ran = true';
        document.body.append(element);
      });
      const style = document.createElement('style');
      style.textContent = 'body { outline: 7px solid red }';
      document.head.append(style);
      // Later, because what a test evaluates is itself exempt from the policy.
      await new Promise((resolve) => setTimeout(resolve, 200));
      const code = refused(() => Reflect.construct(Function, ['window.ran = true'])());
      return {
        markup,
        script,
        code,
        violated,
        ran: scope['ran'],
        outline: getComputedStyle(document.body).outlineWidth,
      };
    });
    expect(outcome).toMatchObject({ markup: true, script: true, code: true });
    expect(outcome.ran).toBeUndefined();
    expect(outcome.outline).not.toBe('7px');
    expect(outcome.violated).toContain('require-trusted-types-for');
    expect(outcome.violated).toContain('style-src-elem');
  });

  test('nothing outside is reached by fetch, socket, image, beacon or file', async ({ page, desktop }) => {
    const outcome = await page.evaluate(async () => {
      const fails = (address: string) =>
        fetch(address).then(
          () => false,
          () => true,
        );
      const socket = new Promise<boolean>((resolve) => {
        try {
          const opened = new WebSocket('wss://example.com/');
          opened.onopen = () => resolve(false);
          opened.onerror = () => resolve(true);
        } catch {
          resolve(true);
        }
      });
      const image = new Promise<boolean>((resolve) => {
        const element = new Image();
        element.onload = () => resolve(false);
        element.onerror = () => resolve(true);
        element.src = 'https://example.com/a.png';
      });
      navigator.sendBeacon('https://example.com/beacon', 'x');
      return Promise.all([
        fails('https://example.com/'),
        fails('http://127.0.0.1:9/'),
        fails('file:///etc/passwd'),
        socket,
        image,
      ]);
    });
    expect(outcome).toEqual([true, true, true, true, true]);
    expect(await desktop.unansweredAddresses()).toEqual([]);
  });
});
