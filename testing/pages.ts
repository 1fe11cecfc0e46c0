import type { LockEvents, PageMessage, PagesPort } from '../renderer/pages/ports.ts';

interface Claim {
  readonly events: LockEvents;
  readonly page: object;
}

/**
 * A browser with several pages of one profile, as Web Locks and BroadcastChannel join them. What a
 * browser does later (grants, messages) happens in `settle`, in the order in which it was asked.
 */
export class FakeBrowser {
  readonly #tasks: (() => void)[] = [];
  readonly #queue: Claim[] = [];
  #holder: Claim | null = null;
  readonly #listeners = new Map<object, Set<(message: PageMessage) => void>>();
  readonly #remembered = new Map<object, boolean>();
  readonly #frozen = new Set<object>();
  readonly #closed = new Set<object>();

  /** A new page; `wasOwner`: what its tab remembers from before a reload. */
  page(options: { wasOwner?: boolean; visible?: boolean } = {}) {
    const page = { visible: options.visible ?? true };
    this.#listeners.set(page, new Set());
    const port: PagesPort = {
      lock: {
        acquire: (how, events) => {
          const claim: Claim = { events, page };
          this.#later(page, () => (how === 'steal' ? this.#steal(claim) : this.#enqueue(claim)));
          return () => this.#later(page, () => this.#release(claim));
        },
      },
      channel: {
        post: (message) => {
          for (const [other, listeners] of this.#listeners) {
            if (other === page) continue;
            this.#tasks.push(() => {
              if (this.#frozen.has(other)) return;
              for (const listener of listeners) listener(message);
            });
          }
        },
        on: (listener) => {
          this.#listeners.get(page)?.add(listener);
          return () => this.#listeners.get(page)?.delete(listener);
        },
      },
      wasOwner: options.wasOwner ?? false,
      rememberOwner: (owns) => this.#remembered.set(page, owns),
      isVisible: () => page.visible,
    };
    return {
      port,
      remembersOwning: () => this.#remembered.get(page) ?? false,
      hide: () => {
        page.visible = false;
      },
      /** It answers no message any more. */
      freeze: () => this.#frozen.add(page),
      /** Closed, reloaded or crashed: the browser frees what it held. */
      end: () => {
        this.#closed.add(page);
        this.#listeners.delete(page);
        for (const claim of this.#queue.filter((one) => one.page === page)) this.#release(claim);
        if (this.#holder?.page === page) this.#release(this.#holder);
      },
    };
  }

  /** Everything that pages have asked for happens. */
  settle(): void {
    for (let task = this.#tasks.shift(); task !== undefined; task = this.#tasks.shift()) task();
  }

  #later(page: object, task: () => void): void {
    this.#tasks.push(() => {
      if (!this.#closed.has(page)) task();
    });
  }

  #enqueue(claim: Claim): void {
    if (this.#holder === null) {
      this.#grant(claim);
      return;
    }
    this.#queue.push(claim);
    claim.events.onBusy();
  }

  #steal(claim: Claim): void {
    const robbed = this.#holder;
    this.#grant(claim);
    robbed?.events.onStolen();
  }

  #release(claim: Claim): void {
    const place = this.#queue.indexOf(claim);
    if (place >= 0) this.#queue.splice(place, 1);
    if (this.#holder !== claim) return;
    this.#holder = null;
    const next = this.#queue.shift();
    if (next !== undefined) this.#grant(next);
  }

  #grant(claim: Claim): void {
    this.#holder = claim;
    this.#later(claim.page, () => {
      if (this.#holder === claim) claim.events.onHeld();
    });
  }
}
