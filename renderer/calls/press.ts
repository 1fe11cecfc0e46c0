import type { CallMedia } from '@tatap/protocol/call';
import type { LocalMedia, LocalMediaPort } from './ports.ts';

/**
 * Devices that a button which calls or accepts has opened ahead of its click. A button is down for
 * some 80 ms before it clicks, and a device takes some 10 to 50 to open: that lies beneath the press.
 * Nothing is sent of them, and a press that is given up turns them off again.
 */
export class PressedDevices {
  readonly #port: LocalMediaPort;
  #open: { readonly media: CallMedia; readonly devices: LocalMedia } | null = null;

  constructor(port: LocalMediaPort) {
    this.#port = port;
  }

  /** How many are open: none, or those of one press. */
  get size(): number {
    return this.#open === null ? 0 : 1;
  }

  press(media: CallMedia): void {
    // A question that a press raises stays, also where no click follows.
    if (this.#open?.media === media || !this.#port.isAllowed(media)) return;
    this.release();
    this.#open = { media, devices: this.#port.open(media) };
  }

  /** It was let go, or its click would mean nothing any more. After its click this does nothing. */
  release(): void {
    this.#open?.devices.close();
    this.#open = null;
  }

  /** The devices of a call: those that the press has opened, else others. */
  take(media: CallMedia): LocalMedia {
    const pressed = this.#open;
    if (pressed?.media !== media) {
      this.release();
      return this.#port.open(media);
    }
    this.#open = null;
    return pressed.devices;
  }
}
