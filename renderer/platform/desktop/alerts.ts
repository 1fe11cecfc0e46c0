import type { Bridge, RingingAction } from '@tatap/protocol/ipc';
import type { CallAlert, CallAlerts } from '../platform.ts';
import type { Tell } from './tell.ts';

/** Incoming calls on the desktop: the main process shows its small window and a notification. */
export class DesktopAlerts implements CallAlerts {
  readonly #bridge: Bridge;
  readonly #tell: Tell;
  #asked = false;

  constructor(bridge: Bridge, tell: Tell) {
    this.#bridge = bridge;
    this.#tell = tell;
  }

  show({ callId, from, media, unconfirmed, language, theme }: CallAlert): void {
    const { id, name, isContact } = from;
    this.#tell('ringing.show', {
      callId,
      from: { id, displayName: name, isContact },
      media,
      unconfirmed,
      language,
      theme,
    });
  }

  hide(): void {
    this.#tell('ringing.hide', undefined);
  }

  onAction(listener: (action: RingingAction) => void): () => void {
    return this.#bridge.on('ringing.acted', listener);
  }

  setMissedCount(count: number): void {
    this.#tell('app.setMissedCount', count);
  }

  /** The system asks, where it does, before the first call and not in it. */
  prepare(): void {
    if (this.#asked) return;
    this.#asked = true;
    this.#tell('ringing.askToNotify', undefined);
  }
}
