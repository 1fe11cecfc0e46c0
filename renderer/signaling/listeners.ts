import { type EventName, type EventPayload, events, parse } from '@tatap/protocol/signaling';
import type { Logger } from '../log.ts';

type Listener = (payload: never) => void;

/** Who listens to which event of the server. Nothing is handed on that did not parse. */
export class EventListeners {
  readonly #log: Logger;
  readonly #listeners = new Map<EventName, Set<Listener>>();

  constructor(log: Logger) {
    this.#log = log;
  }

  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void {
    const set = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, set);
    set.add(listener);
    return () => set.delete(listener);
  }

  /** The event as a value that may be believed; `null` for one that is unknown or malformed. */
  parse(name: string, payload: unknown): ParsedEvent | null {
    if (!isEventName(name)) {
      this.#log.debug('unknown event dropped', { event: name });
      return null;
    }
    const parsed = parse(events[name], payload);
    if (parsed.ok) return { name, payload: parsed.value } as ParsedEvent;
    this.#log.warn('malformed event dropped', { event: name, issue: parsed.issue });
    return null;
  }

  /** Hands the event on. A listener that throws does not keep the others from hearing it. */
  dispatch(event: ParsedEvent): void {
    for (const listener of this.#listeners.get(event.name) ?? []) {
      try {
        listener(event.payload as never);
      } catch (cause) {
        this.#log.error('listener failed', { event: event.name, cause });
      }
    }
  }
}

/** An event of the server that passed its parser. */
export type ParsedEvent = {
  [N in EventName]: { readonly name: N; readonly payload: EventPayload<N> };
}[EventName];

function isEventName(name: string): name is EventName {
  return Object.hasOwn(events, name);
}
