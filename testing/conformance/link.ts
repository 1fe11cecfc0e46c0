import { type MediaStreamTrack, RTCPeerConnection, type RTCRtpTransceiver } from 'werift';
import { type Device, type Json, soon } from './device.ts';
import { type DeviceKey, isProven, type SignedDescription } from './identity.ts';

/** Section 15: the media sections, in this order. */
export const fourSections = ['audio', 'video', 'video', 'audio'] as const;

export interface LinkOptions {
  readonly self: Device;
  readonly callId: string;
  readonly peer: { readonly account: string; readonly device: string };
  /** Sections to offer instead of the right ones. */
  readonly sections?: readonly ('audio' | 'video')[];
  /** Signs instead of the device's own key. */
  readonly key?: DeviceKey;
}

type Description = SignedDescription;

/** One peer connection with its control channel, as section 15 describes them. */
export class Link {
  readonly #options: LinkOptions;
  readonly #connection = new RTCPeerConnection({
    bundlePolicy: 'max-bundle',
    iceAdditionalHostAddresses: ['127.0.0.1'],
    iceServers: [],
  });
  /** Messages of the control channel, as they came. */
  readonly said: Json[] = [];
  /** Whether each description that came was signed by the device that it came from. */
  readonly proofs: boolean[] = [];
  /** RTP packets that came, by the section that they came over. */
  readonly packets = [0, 0, 0, 0];
  readonly #channel;
  readonly #waiting = new Set<() => void>();
  readonly #stop: () => void;
  #steps: Promise<void> = Promise.resolve();
  #seq = 0;
  #sections = 0;

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#connection.onTransceiverAdded.subscribe((section) => this.#count(section));
    this.#channel = this.#connection.createDataChannel('tatap.control', {
      negotiated: true,
      id: 0,
      ordered: true,
    });
    this.#channel.stateChanged.subscribe((state) => {
      if (state === 'open') this.say({ kind: 'hello', version: 1 });
      this.#look();
    });
    this.#channel.onMessage.subscribe((data) => {
      const message = JSON.parse(String(data)) as Json;
      this.said.push(message);
      if (message['kind'] === 'signal') this.#take(message['signal'] as Json);
      this.#look();
    });
    this.#connection.onIceCandidate.subscribe((candidate) => {
      if (candidate === undefined) return;
      const { candidate: text, sdpMid = null, sdpMLineIndex = null } = candidate;
      void this.#relay({
        kind: 'candidates',
        candidates: [{ candidate: text, sdpMid, sdpMLineIndex, usernameFragment: null }],
        seq: this.#seq,
      });
    });
    this.#connection.connectionStateChange.subscribe(() => this.#look());
    const { self, callId, peer } = options;
    const take = (payload: Json) => {
      const from = payload['from'] as Json;
      if (payload['callId'] !== callId || from['device'] !== peer.device) return;
      this.#take(payload['signal'] as Json);
    };
    for (const { name, payload } of self.heard) if (name === 'call.signal') take(payload);
    this.#stop = self.on('call.signal', take);
  }

  /** As the caller: makes the sections and offers them. */
  async offer(): Promise<void> {
    for (const kind of this.#options.sections ?? fourSections) {
      this.#connection.addTransceiver(kind, { direction: 'sendrecv' });
    }
    await this.#connection.setLocalDescription(await this.#connection.createOffer());
    await this.#describe('offer');
  }

  /** Takes a signal of the other device, by whichever way it came, after those before it. */
  #take(signal: Json): void {
    this.#steps = this.#steps.then(() => this.#apply(signal)).catch(() => {});
  }

  async #apply(signal: Json): Promise<void> {
    if (signal['kind'] === 'description') await this.#takeDescription(signal as never);
    if (signal['kind'] !== 'candidates') return;
    for (const one of signal['candidates'] as readonly { candidate: string }[]) {
      if (one.candidate !== '') await this.#connection.addIceCandidate(one);
    }
  }

  say(message: Json | string): void {
    this.#channel.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  isUp(): Promise<void> {
    return this.until(
      () => this.#connection.connectionState === 'connected' && this.#channel.readyState === 'open',
      'the link',
    );
  }

  /** The first message of this kind that matches, among those that came and will come. */
  async hears(kind: string, matches: (message: Json) => boolean = () => true): Promise<Json> {
    const find = () => this.said.find((one) => one['kind'] === kind && matches(one));
    await this.until(() => find() !== undefined, `the message ${kind}`);
    return find() ?? {};
  }

  until(holds: () => boolean, what: string): Promise<void> {
    let look = () => {};
    const held = new Promise<void>((resolve) => {
      look = () => {
        if (holds()) resolve();
      };
      this.#waiting.add(look);
      look();
    });
    return soon(held, what).finally(() => this.#waiting.delete(look));
  }

  close(): Promise<void> {
    this.#stop();
    return this.#connection.close();
  }

  async #takeDescription(description: Description): Promise<void> {
    const { self, callId, peer } = this.#options;
    const to = [self.device, ...(description.type === 'offer' ? ['*'] : [])];
    this.proofs.push(
      to.some((device) =>
        isProven({ callId, from: peer, to: { account: self.account, device } }, description),
      ),
    );
    if (description.type === 'answer') {
      await this.#connection.setRemoteDescription({ type: 'answer', sdp: description.sdp });
      return;
    }
    this.#seq = description.seq;
    await this.#connection.setRemoteDescription({ type: 'offer', sdp: description.sdp });
    for (const section of this.#connection.getTransceivers()) section.setDirection('sendrecv');
    await this.#connection.setLocalDescription(await this.#connection.createAnswer());
    await this.#describe('answer');
  }

  /** Counts what comes over a section; they are made, or found in an offer, in their order. */
  #count(section: RTCRtpTransceiver): void {
    const index = this.#sections;
    this.#sections += 1;
    section.onTrack.subscribe((track: MediaStreamTrack) => {
      track.onReceiveRtp.subscribe(() => {
        this.packets[index] = (this.packets[index] ?? 0) + 1;
        this.#look();
      });
    });
  }

  #describe(type: 'offer' | 'answer'): Promise<void> {
    const { self, callId, peer } = this.#options;
    const sdp = this.#connection.localDescription?.sdp ?? '';
    const description: Description = { kind: 'description', type, sdp, seq: this.#seq };
    const route = { callId, from: self.address, to: peer };
    return this.#relay({ ...(this.#options.key ?? self.key).sign(route, description) });
  }

  async #relay(signal: Json): Promise<void> {
    const { self, callId, peer } = this.#options;
    await self.request('call.signal', { callId, toDevice: peer.device, signal });
  }

  #look(): void {
    for (const look of this.#waiting) look();
  }
}
