import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWorkspaceStore } from '../../../renderer/state/workspace-store.ts';
import type { EngineEvent, WorkspaceInfo } from '../../../shared/api/contract.ts';
import type { EngineClient } from '../../../shared/api/remote.ts';

const INFO: WorkspaceInfo = {
  name: 'case.trailglass',
  schemaVersion: 1,
  revision: 0,
  events: 0,
  auditEvents: 0,
  usageEvents: 0,
  sources: 0,
  rejected: 0,
  withdrawn: { sources: 0, events: 0 },
  newestTime: null,
  oldestTime: null,
  index: { ready: true, reason: null },
  canSave: true,
};

/** The end of a connection that this store uses, played by the test. */
function connection() {
  let revision = 0;
  let asked = 0;
  let hear: (event: EngineEvent) => void = () => {};
  let lose: () => void = () => {};
  const client = {
    engine: {
      async workspace() {
        asked += 1;
        return { ...INFO, revision };
      },
    },
    onEvent(listen: (event: EngineEvent) => void) {
      hear = listen;
      return () => {};
    },
    onLost(lost: () => void) {
      lose = lost;
    },
  } as unknown as EngineClient;
  return {
    client,
    asked: () => asked,
    change() {
      revision += 1;
      hear({ name: 'changed', revision });
    },
    tell: (event: EngineEvent) => hear(event),
    lose: () => lose(),
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the workspace as views know it', () => {
  it('is asked for again when events change, but not for every batch of an import', async () => {
    const far = connection();
    const store = createWorkspaceStore(far.client);
    await store.refresh();
    for (let batch = 0; batch < 100; batch += 1) {
      far.change();
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(far.asked()).toBeLessThanOrEqual(4);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(store.getState().revision).toBe(100);
  });

  it('is the one the host has opened', async () => {
    const far = connection();
    const store = createWorkspaceStore(far.client);
    far.tell({ name: 'workspace', workspace: { ...INFO, name: 'other.trailglass', revision: 7 } });
    expect(store.getState()).toMatchObject({ revision: 7, info: { name: 'other.trailglass' } });
    far.tell({ name: 'workspace', workspace: null });
    expect(store.getState().info).toBeNull();
  });

  it('says when it is lost', () => {
    const far = connection();
    const store = createWorkspaceStore(far.client);
    far.lose();
    expect(store.getState().lost).toBe(true);
  });
});
