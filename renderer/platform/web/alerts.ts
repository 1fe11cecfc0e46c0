import type { RingingAction } from '@tatap/protocol/ipc';
import type { KeyValueStore } from '../../key-value.ts';
import type { Logger } from '../../log.ts';
import type { CallAlert, CallAlerts } from '../platform.ts';
import type { TabTitle } from './title.ts';

const askedKey = 'notifications.asked';

export interface WebAlertsOptions {
  readonly title: TabTitle;
  readonly store: KeyValueStore;
  readonly log: Logger;
  /** Whether the person is at this page at the moment. */
  isSeen(): boolean;
}

/**
 * Incoming calls in a browser: the title flashes, and where the person is not at the page and
 * allowed it, a notification brings the tab back. Answering happens in the page.
 */
export class WebAlerts implements CallAlerts {
  readonly #title: TabTitle;
  readonly #store: KeyValueStore;
  readonly #log: Logger;
  readonly #isSeen: () => boolean;
  #notification: Notification | null = null;

  constructor({ title, store, log, isSeen }: WebAlertsOptions) {
    this.#title = title;
    this.#store = store;
    this.#log = log;
    this.#isSeen = isSeen;
  }

  show(alert: CallAlert): void {
    this.hide();
    this.#title.flash(`${alert.from.name}: ${alert.text}`);
    if (!this.#isSeen()) this.#notify(alert);
  }

  hide(): void {
    this.#title.rest();
    this.#notification?.close();
    this.#notification = null;
  }

  /** A browser's notification has no buttons without a service worker: nothing comes from it. */
  onAction(_listener: (action: RingingAction) => void): () => void {
    return () => {};
  }

  setMissedCount(count: number): void {
    this.#title.setMissedCount(count);
  }

  prepare(): void {
    // Once is asking, twice is nagging: after that the browser's own settings are the place. And
    // what it permits is known in another process, which the click must not wait for each time.
    if (!('Notification' in window) || this.#store.read(askedKey) !== null) return;
    this.#store.write(askedKey, 'yes');
    if (Notification.permission !== 'default') return;
    Notification.requestPermission().then(
      (permission) => this.#log.info('notifications', { permission }),
      (cause: unknown) => this.#log.warn('notifications not asked for', { cause }),
    );
  }

  #notify(alert: CallAlert): void {
    if (!('Notification' in window) || Notification.permission !== 'granted') return;
    try {
      const notification = new Notification(alert.from.name, {
        body: alert.text,
        tag: alert.callId,
        requireInteraction: true,
        // The ringtone is playing, on the device that was chosen for it.
        silent: true,
      });
      notification.addEventListener('click', () => window.focus());
      this.#notification = notification;
    } catch (cause) {
      // Chrome on Android has notifications for service workers only.
      this.#log.warn('not notified', { cause });
    }
  }
}
