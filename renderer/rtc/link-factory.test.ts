import { beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../testing/clock.ts';
import { FakePeerConnection, FakeStream } from '../../testing/peer-connection.ts';
import { settled } from '../../testing/settled.ts';
import { silentLogger } from '../log.ts';
import type { PeerLinkFactory } from '../peers/peer-link-port.ts';
import type { LocalCodecs } from './codecs.ts';
import { createPeerLinkFactory } from './link-factory.ts';

const ice = { iceServers: [{ urls: ['stun:stun.example'] }], expiresAt: null };

let connections: FakePeerConnection[];
/** With what they were made. */
let configurations: RTCConfiguration[];
let codecs: LocalCodecs | null;
let factory: PeerLinkFactory;
beforeEach(() => {
  connections = [];
  configurations = [];
  codecs = null;
  factory = createPeerLinkFactory({
    isSupported: true,
    clock: new VirtualClock(),
    log: silentLogger,
    codecs: () => codecs,
    startBitrateKbps: () => 640,
    takesSettings: true,
    relayOnly: () => true,
    timersArePunctual: () => true,
    gathered: () => {},
    createConnection(configuration) {
      const connection = new FakePeerConnection(configuration);
      connections.push(connection);
      configurations.push(configuration);
      return connection as unknown as RTCPeerConnection;
    },
    createStream: () => new FakeStream() as unknown as MediaStream,
  });
});

/** What was made for the caller's side, which alone has media sections by then. */
const callers = () => connections.filter((one) => one.getTransceivers().length > 0);

/** Opens a link, and collects what it says. */
function open(role: 'caller' | 'callee' = 'caller') {
  const link = factory.open({ role, ice, firstSeq: 7 });
  const said: unknown[] = [];
  link.onEvent((event) => said.push(event));
  return { link, said };
}

describe('a link made ahead', () => {
  it('asks no server and finds no address before it is opened', async () => {
    factory.makeReady();
    await settled();
    expect(connections).toHaveLength(2);
    for (const { configuration, localDescription } of connections) {
      expect(configuration).toEqual({ bundlePolicy: 'max-bundle' });
      expect(localDescription).toBeNull();
    }
  });

  it('is the next of a caller, and says its offer before it has applied it', async () => {
    factory.makeReady();
    await settled();
    const [connection] = callers();
    let applied = () => {};
    const applying = new Promise<void>((resolve) => {
      applied = resolve;
    });
    Object.assign(connection ?? {}, { setLocalDescription: () => applying });
    const { said } = open();
    await settled();
    expect(connections).toHaveLength(2);
    expect(said).toMatchObject([
      { type: 'signal', by: 'server', signal: { kind: 'description', type: 'offer', seq: 7 } },
    ]);
    expect(connection?.configuration).toMatchObject({
      iceServers: [{ urls: ['stun:stun.example'] }],
      iceTransportPolicy: 'relay',
    });
    applied();
  });

  it('is made once for each side, and taken once', () => {
    factory.makeReady();
    factory.makeReady();
    expect(connections).toHaveLength(2);
    for (const role of ['caller', 'callee', 'caller', 'callee'] as const) open(role);
    expect(connections).toHaveLength(4);
  });

  it('is the next of one who is called, too, and offers nothing', async () => {
    factory.makeReady();
    await settled();
    const { said } = open('callee');
    await settled();
    expect(connections).toHaveLength(2);
    expect(connections.find((one) => one.getTransceivers().length === 0)?.configuration).toEqual({
      bundlePolicy: 'max-bundle',
      iceServers: [{ urls: ['stun:stun.example'] }],
      iceTransportPolicy: 'relay',
    });
    expect(said).toEqual([]);
  });

  it('is left where more is known of the codecs since, and made anew', () => {
    const states = () => connections.map(({ connectionState }) => connectionState);
    factory.makeReady();
    codecs = { audio: [], video: [], efficient: new Set() };
    open();
    expect(states()).toEqual(['closed', 'closed', 'new']);
    factory.makeReady();
    codecs = { audio: [], video: [], efficient: new Set() };
    factory.makeReady();
    expect(states().slice(3)).toEqual(['closed', 'closed', 'new', 'new']);
  });

  it('is let go with the call model', () => {
    factory.makeReady();
    factory.release();
    factory.release();
    expect(connections.map(({ connectionState }) => connectionState)).toEqual(['closed', 'closed']);
    open();
    expect(connections).toHaveLength(3);
  });

  it('offers anew where what it was made from has changed', async () => {
    factory.makeReady();
    await settled();
    const [connection] = callers();
    connection?.addTransceiver('video');
    const { said } = open();
    await settled();
    expect(said).toMatchObject([{ signal: { seq: 7 } }, { signal: { type: 'offer', seq: 8 } }]);
    expect(connection?.signalingState).toBe('have-local-offer');
  });

  it('is no loss where the browser can draft no offer', async () => {
    const drafting = FakePeerConnection.prototype.createOffer;
    FakePeerConnection.prototype.createOffer = () => Promise.reject(new DOMException('no'));
    try {
      const { said } = open();
      await settled();
      expect(said).toMatchObject([{ signal: { type: 'offer', seq: 7 } }]);
    } finally {
      FakePeerConnection.prototype.createOffer = drafting;
    }
  });
});
