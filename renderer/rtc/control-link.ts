import {
  type ControlMessage,
  controlChannel,
  decodeControl,
  encodeControl,
} from '@tatap/protocol/control';
import { assertNever } from '@tatap/protocol/signaling';
import type { Logger } from '../log.ts';

export interface ControlLinkOptions {
  readonly connection: RTCPeerConnection;
  readonly log: Logger;
  onMessage(message: Exclude<ControlMessage, { kind: 'hello' }>): void;
}

/** The control channel of one link. What is sent before it opens waits; of `media` the latest. */
export class ControlLink {
  readonly #channel: RTCDataChannel;
  #waiting: ControlMessage[] = [];

  constructor({ connection, log, onMessage }: ControlLinkOptions) {
    const { label, id, ordered, version } = controlChannel;
    this.#channel = connection.createDataChannel(label, { negotiated: true, id, ordered });
    this.#channel.addEventListener('open', () => {
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const message of [{ kind: 'hello', version } as const, ...waiting]) this.send(message);
    });
    this.#channel.addEventListener('message', ({ data }) => {
      const reading = decodeControl(data);
      switch (reading.outcome) {
        case 'message':
          if (reading.message.kind !== 'hello') onMessage(reading.message);
          break;
        case 'unknown':
          log.debug('control message of a newer version ignored');
          break;
        case 'malformed':
          log.warn('control message refused', { issue: reading.issue });
          break;
        default:
          assertNever(reading);
      }
    });
  }

  get isOpen(): boolean {
    return this.#channel.readyState === 'open';
  }

  send(message: ControlMessage): void {
    if (this.isOpen) {
      this.#channel.send(encodeControl(message));
      return;
    }
    if (message.kind === 'media') {
      this.#waiting = this.#waiting.filter((one) => one.kind !== 'media');
    }
    this.#waiting.push(message);
  }
}
