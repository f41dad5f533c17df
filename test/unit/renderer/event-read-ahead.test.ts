import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { EventReadAhead } from '../../../renderer/engine/event-read-ahead.ts';
import type { WorkspaceState } from '../../../renderer/state/workspace-store.ts';
import type { EventDetail } from '../../../shared/domain/event.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function started(fails = false) {
  const asked: number[] = [];
  const workspace = createStore<WorkspaceState>(() => ({ epoch: 0, revision: 1 }) as WorkspaceState);
  const event = ({ id }: { readonly id: number }): Promise<EventDetail> => {
    asked.push(id);
    const isFirst = asked.length === 1;
    return fails && isFirst
      ? Promise.reject(new Error('gone'))
      : Promise.resolve({ id } as unknown as EventDetail);
  };
  return { asked, workspace, ahead: new EventReadAhead({ event }, workspace) };
}

describe('reading ahead', () => {
  it('reads what one rests on, once, and not what one passes', async () => {
    const { asked, ahead } = started();
    for (const passed of [1, 2, 3, 4]) {
      ahead.rest(passed);
      vi.advanceTimersByTime(30);
    }
    vi.advanceTimersByTime(100);
    // The first of them at once, since nobody knows that more will follow.
    expect(asked).toEqual([1, 4]);
    expect(await ahead.event({ id: 4 })).toEqual({ id: 4 });
    expect(asked).toEqual([1, 4]);
  });

  it('reads now what it has not read, what has changed since, and what it could not read', async () => {
    const { asked, ahead, workspace } = started();
    await ahead.event({ id: 7 });
    ahead.rest(8);
    vi.advanceTimersByTime(100);
    workspace.setState({ revision: 2 });
    await ahead.event({ id: 8 });
    expect(asked).toEqual([7, 8, 8]);

    const failing = started(true);
    failing.ahead.rest(3);
    vi.advanceTimersByTime(100);
    expect(await failing.ahead.event({ id: 3 })).toEqual({ id: 3 });
    expect(failing.asked).toEqual([3, 3]);
  });
});
