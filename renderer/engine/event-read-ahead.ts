import type { StoreApi } from 'zustand/vanilla';
import type { RemoteEngine } from '../../shared/api/remote.ts';
import type { EventDetail } from '../../shared/domain/event.ts';
import { stateOfEvents, type WorkspaceState } from '../state/workspace-store.ts';

/** Ms between two events below which one only passes them; one of them is read once one has rested on it for so long. */
const REST = 50;

interface Ahead {
  readonly id: number;
  readonly events: string;
  readonly detail: Promise<EventDetail>;
}

/** Reads the event that the keyboard rests on, so that it is there when it is opened. */
export class EventReadAhead {
  readonly #engine: Pick<RemoteEngine, 'event'>;
  readonly #workspace: StoreApi<WorkspaceState>;
  #ahead: Ahead | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #moved = Number.NEGATIVE_INFINITY;

  constructor(engine: Pick<RemoteEngine, 'event'>, workspace: StoreApi<WorkspaceState>) {
    this.#engine = engine;
    this.#workspace = workspace;
  }

  /** One is on this event now; on none with null. The first one goes to is read at once, what is passed quickly is not. */
  rest(id: number | null): void {
    clearTimeout(this.#timer);
    if (id === null || this.#ahead?.id === id) return;
    const now = performance.now();
    const isPassing = now - this.#moved < REST;
    this.#moved = now;
    this.#ahead = null;
    if (!isPassing) this.#read(id);
    else this.#timer = setTimeout(() => this.#read(id), REST);
  }

  #read(id: number): void {
    const detail = this.#engine.event({ id });
    detail.catch(() => undefined); // told when it is asked for again
    this.#ahead = { id, events: this.#events(), detail };
  }

  /** The event, as it was read ahead or is read now. */
  readonly event: RemoteEngine['event'] = (arg, options) => {
    clearTimeout(this.#timer);
    const ahead = this.#ahead;
    const ask = () => this.#engine.event(arg, options);
    return ahead?.id === arg.id && ahead.events === this.#events() ? ahead.detail.catch(ask) : ask();
  };

  #events(): string {
    return stateOfEvents(this.#workspace.getState());
  }
}
