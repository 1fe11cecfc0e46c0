/** The parts of WebRTC that links use, played by a test: states move only when it says so. */

function eventWith(type: string, fields: object): Event {
  return Object.assign(new Event(type), fields);
}

export class FakeDataChannel extends EventTarget {
  readonly label: string;
  readonly options: RTCDataChannelInit;
  readyState: RTCDataChannelState = 'connecting';
  readonly sent: string[] = [];
  readonly sentBytes: Uint8Array[] = [];
  bufferedAmount = 0;

  constructor(label: string, options: RTCDataChannelInit = {}) {
    super();
    this.label = label;
    this.options = options;
  }

  send(data: string | Uint8Array): void {
    if (this.readyState !== 'open') throw new DOMException('not open', 'InvalidStateError');
    if (typeof data === 'string') this.sent.push(data);
    else this.sentBytes.push(data.slice());
  }

  open(): void {
    this.readyState = 'open';
    this.dispatchEvent(new Event('open'));
  }

  /** `at`: when, in milliseconds. */
  receive(data: unknown, at?: number): void {
    const event = eventWith('message', { data });
    if (at !== undefined) Object.defineProperty(event, 'timeStamp', { value: at });
    this.dispatchEvent(event);
  }
}

export class FakeSender {
  track: MediaStreamTrack | null = null;
  readonly transport = { state: 'new' as RTCDtlsTransportState };
  parameters: Record<string, unknown> & { encodings: object[] } = { encodings: [{}] };
  readonly #packets: () => number;

  /** `packets`: how many have come over the connection. */
  constructor(packets: () => number = () => 0) {
    this.#packets = packets;
  }

  async getStats(): Promise<Map<string, object>> {
    return new Map([['T', { type: 'transport', packetsReceived: this.#packets() }]]);
  }

  /** What its track belongs to. */
  streams: readonly unknown[] = [];

  setStreams(...streams: readonly unknown[]): void {
    this.streams = streams;
  }

  async replaceTrack(track: MediaStreamTrack | null): Promise<void> {
    this.track = track;
  }

  getParameters() {
    return structuredClone(this.parameters);
  }

  /** How often a whole picture was ordered. */
  refreshed = 0;

  async setParameters(
    parameters: typeof this.parameters,
    options: { encodingOptions?: readonly { keyFrame: boolean }[] } = {},
  ): Promise<void> {
    this.parameters = parameters;
    if (options.encodingOptions?.some(({ keyFrame }) => keyFrame)) this.refreshed += 1;
  }
}

export interface FakeTransceiver {
  direction: RTCRtpTransceiverDirection;
  readonly sender: FakeSender;
  readonly receiver: { readonly track: { readonly kind: string; enabled: boolean } };
  /** What was said about codecs, by format. */
  preferred: readonly string[];
  setCodecPreferences(codecs: readonly { readonly mimeType: string }[]): void;
}

export class FakeStream {
  readonly tracks: { kind: string; enabled: boolean }[] = [];

  addTrack(track: { kind: string; enabled: boolean }): void {
    this.tracks.push(track);
  }

  getTracks() {
    return this.tracks;
  }
}

let sessions = 1_000;

/**
 * A description of this shape; `session` is what tells peers that began anew, `attributes` are in
 * each of its sections.
 */
export function fakeSdp(
  session: number,
  lines: readonly string[],
  attributes: readonly string[] = [],
): string {
  const media = lines.map((kind) => {
    const codec = [`rtpmap:96 ${kind === 'video' ? 'VP8/90000' : 'opus/48000/2'}`];
    const said = [...codec, ...attributes].map((one) => `a=${one}\r\n`).join('');
    return `m=${kind} 9 UDP/TLS/RTP/SAVPF 96\r\n${said}`;
  });
  return `v=0\r\no=- ${session} 2 IN IP4 127.0.0.1\r\n${media.join('')}`;
}

export class FakePeerConnection extends EventTarget {
  readonly session: number;
  configuration: RTCConfiguration;
  signalingState: RTCSignalingState = 'stable';
  connectionState: RTCPeerConnectionState = 'new';
  iceConnectionState: RTCIceConnectionState = 'new';
  localDescription: RTCSessionDescriptionInit | null = null;
  remoteDescription: RTCSessionDescriptionInit | null = null;
  readonly transceivers: FakeTransceiver[] = [];
  readonly candidates: RTCIceCandidateInit[] = [];
  readonly channels: FakeDataChannel[] = [];
  iceRestarts = 0;
  /** How many packets have come, of sound or picture and of anything else. */
  readonly arrived = { media: 0, other: 0 };
  /** The next remote description is refused. */
  refuses = 0;

  constructor(configuration: RTCConfiguration) {
    super();
    sessions += 1;
    this.session = sessions;
    this.configuration = configuration;
  }

  /** The control channel. */
  get channel(): FakeDataChannel {
    const [channel] = this.channels;
    if (channel === undefined) throw new Error('no channel');
    return channel;
  }

  /** The channel that measures the path. */
  get pathChannel(): FakeDataChannel {
    const channel = this.channels.find(({ label }) => label === 'tatap.path');
    if (channel === undefined) throw new Error('no channel');
    return channel;
  }

  createDataChannel(label: string, options?: RTCDataChannelInit): FakeDataChannel {
    const channel = new FakeDataChannel(label, options);
    this.channels.push(channel);
    return channel;
  }

  addTransceiver(
    kind: string,
    { direction = 'sendrecv' }: RTCRtpTransceiverInit = {},
  ): FakeTransceiver {
    const receiver = { track: { kind, enabled: true } };
    const transceiver: FakeTransceiver = {
      direction,
      sender: new FakeSender(() => this.arrived.media + this.arrived.other),
      receiver,
      preferred: [],
      setCodecPreferences(codecs) {
        transceiver.preferred = codecs.map(({ mimeType }) => mimeType);
      },
    };
    this.transceivers.push(transceiver);
    return transceiver;
  }

  getTransceivers(): FakeTransceiver[] {
    return this.transceivers;
  }

  getSenders(): FakeSender[] {
    return this.transceivers.map((one) => one.sender);
  }

  getReceivers() {
    const sources = this.arrived.media === 0 ? [] : [{ timestamp: this.arrived.media }];
    return this.transceivers.map(() => ({ getSynchronizationSources: () => sources }));
  }

  setConfiguration(configuration: RTCConfiguration): void {
    this.configuration = configuration;
  }

  restartIce(): void {
    this.iceRestarts += 1;
  }

  async createOffer(): Promise<RTCSessionDescriptionInit> {
    return this.#describe('offer');
  }

  async setLocalDescription(description?: RTCLocalSessionDescriptionInit): Promise<void> {
    if (description?.type === 'rollback') {
      this.signalingState = 'stable';
      return;
    }
    const type = this.signalingState === 'have-remote-offer' ? 'answer' : 'offer';
    const made = this.#describe(type);
    if (description !== undefined && description.sdp !== made.sdp) {
      throw new DOMException('something has changed', 'InvalidModificationError');
    }
    this.signalingState = type === 'offer' ? 'have-local-offer' : 'stable';
    this.localDescription = made;
  }

  #describe(type: 'offer' | 'answer'): RTCSessionDescriptionInit {
    const lines = this.transceivers.map((one) => one.receiver.track.kind);
    const setup = type === 'offer' ? 'actpass' : 'active';
    const attributes = [`ice-ufrag:${this.session}.${this.iceRestarts}`, `setup:${setup}`];
    return { type, sdp: fakeSdp(this.session, lines, attributes) };
  }

  async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    if (this.refuses > 0) {
      this.refuses -= 1;
      throw new DOMException('does not fit', 'InvalidAccessError');
    }
    const wanted = description.type === 'answer' ? 'have-local-offer' : null;
    if (wanted !== null && this.signalingState !== wanted) {
      throw new DOMException(`answer in ${this.signalingState}`, 'InvalidStateError');
    }
    if (description.type === 'offer' && this.transceivers.length === 0) {
      for (const [, kind] of description.sdp?.matchAll(/^m=(audio|video)/gm) ?? []) {
        this.addTransceiver(kind ?? '', { direction: 'recvonly' });
      }
    }
    this.signalingState = description.type === 'offer' ? 'have-remote-offer' : 'stable';
    this.remoteDescription = description;
  }

  async addIceCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    if (this.remoteDescription === null) throw new DOMException('too early', 'InvalidStateError');
    this.candidates.push(candidate);
  }

  close(): void {
    this.connectionState = 'closed';
    this.signalingState = 'closed';
  }

  /** Moves to a connection state and tells listeners. */
  become(state: Exclude<RTCPeerConnectionState, 'connecting'>): void {
    this.connectionState = state;
    this.iceConnectionState = state;
    this.dispatchEvent(new Event('connectionstatechange'));
  }

  /** ICE has a path, and DTLS was refused over it. */
  becomeRefused(): void {
    this.#failDtls('connected');
  }

  /** ICE has lost its path, and DTLS with it, as in Firefox. */
  becomeWorn(): void {
    this.#failDtls('disconnected');
  }

  #failDtls(ice: RTCIceConnectionState): void {
    for (const { transport } of this.getSenders()) transport.state = 'failed';
    this.connectionState = 'failed';
    this.iceConnectionState = ice;
    this.dispatchEvent(new Event('connectionstatechange'));
  }

  /** Finds a candidate; `null` says that there are no more. */
  find(candidate: string | null, tcpType: RTCIceTcpCandidateType | null = null): void {
    const found = candidate === null ? null : { candidate, sdpMid: '0', sdpMLineIndex: 0, tcpType };
    this.dispatchEvent(eventWith('icecandidate', { candidate: found }));
  }
}
