import { ask, importOf, sampleHandles } from '../bridge.ts';
import { expect, test } from '../fixtures.ts';

test.describe('the engine', () => {
  test('is started again when it ends, with the same workspace and the same files', async ({
    page,
    desktop,
  }) => {
    const samples = await sampleHandles(page);
    expect(samples.length).toBeGreaterThanOrEqual(5);
    expect(await desktop.killEngine()).toBe(1);
    await expect.poll(async () => (await ask(page, 'workspace')).type, { timeout: 15_000 }).toBe('done');
    expect(await ask(page, 'workspace')).toMatchObject({ value: { name: 'default.trailglass' } });

    const reply = await ask(page, 'importFiles', importOf([samples[0]]));
    expect(reply).toMatchObject({ type: 'done', value: { sources: [{ status: 'imported' }] } });
  });

  test('that ends answers what was asked with ENGINE_LOST', async ({ page, desktop }) => {
    const imported = ask(page, 'importFiles', importOf(await sampleHandles(page)));
    await page.waitForFunction(() => 'progressed' in window);
    await desktop.killEngine();
    expect(await imported).toMatchObject({ type: 'failed', error: { code: 'ENGINE_LOST' } });

    // What was committed is there, and the same files finish the work.
    const again = await ask(page, 'importFiles', importOf(await sampleHandles(page)));
    const { sources } = again.value as { sources: { status: string; read: number }[] };
    expect(sources.map(({ status }) => status)).not.toContain('failed');
    expect(await ask(page, 'verify')).toMatchObject({ type: 'done', value: { ok: true } });
  });

  test('that keeps ending is given up, in one dialog', async ({ page, desktop }) => {
    for (let times = 0; times < 4; times++) {
      await expect.poll(() => desktop.killEngine(), { timeout: 15_000 }).toBe(1);
      await page.waitForTimeout(100);
    }
    await expect.poll(async () => (await desktop.dialogs()).length).toBe(1);
    expect((await desktop.dialogs())[0]).toMatchObject({
      kind: 'message',
      title: 'The engine does not start any more.',
    });
    const notice = page.getByRole('alert').filter({ hasText: 'The workspace cannot be reached.' });
    await expect(notice).toContainText('Trailglass does not answer.');
    expect(await ask(page, 'workspace')).toMatchObject({ type: 'failed', error: { code: 'ENGINE_LOST' } });
  });
});
