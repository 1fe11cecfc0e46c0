/** How an IndexedDB behaves. `stuck`: it opens and then answers nothing. */
export type DatabaseBehaviour =
  | 'works'
  | 'never opens'
  | 'blocked'
  | 'does not open'
  | 'stuck'
  | 'full';

interface FakeRequest {
  readonly result: unknown;
  error: DOMException | null;
  onsuccess: (() => void) | null;
  onerror: (() => void) | null;
  onblocked: (() => void) | null;
  onupgradeneeded: (() => void) | null;
}

const requestOf = (result: unknown): FakeRequest => ({
  result,
  error: null,
  onsuccess: null,
  onerror: null,
  onblocked: null,
  onupgradeneeded: null,
});

/** One database with one store, as far as the identity needs it. */
export class FakeDatabase {
  readonly values = new Map<string, unknown>();
  behaviour: DatabaseBehaviour;
  /** Connections that are open. */
  open = 0;

  constructor(behaviour: DatabaseBehaviour = 'works') {
    this.behaviour = behaviour;
  }

  get factory(): IDBFactory {
    return { open: () => this.#open() } as unknown as IDBFactory;
  }

  #open(): FakeRequest {
    const opening = requestOf({
      createObjectStore: () => {},
      transaction: () => this.#transaction(),
      close: () => {
        this.open -= 1;
      },
    });
    queueMicrotask(() => {
      switch (this.behaviour) {
        case 'never opens':
          return;
        case 'blocked':
          opening.onblocked?.();
          return;
        case 'does not open':
          opening.error = new DOMException('', 'UnknownError');
          opening.onerror?.();
          return;
        case 'works':
        case 'stuck':
        case 'full':
          this.open += 1;
          opening.onupgradeneeded?.();
          opening.onsuccess?.();
      }
    });
    return opening;
  }

  #transaction() {
    const written = new Map<string, unknown>();
    const transaction = {
      error: null as DOMException | null,
      oncomplete: null as (() => void) | null,
      onabort: null as (() => void) | null,
      abort: () => written.clear(),
      objectStore: () => ({
        get: (key: string) => {
          const reading = requestOf(this.values.get(key));
          if (this.behaviour === 'stuck') return reading;
          queueMicrotask(() => {
            reading.onsuccess?.();
            queueMicrotask(commit);
          });
          return reading;
        },
        put: (value: unknown, key: string) => void written.set(key, value),
      }),
    };
    const commit = () => {
      if (this.behaviour === 'full' && written.size > 0) {
        transaction.error = new DOMException('', 'QuotaExceededError');
        transaction.onabort?.();
        return;
      }
      for (const [key, value] of written) this.values.set(key, value);
      transaction.oncomplete?.();
    };
    return transaction;
  }
}
