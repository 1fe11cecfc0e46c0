import { decodeControl } from '@tatap/protocol/control';
import { silentLogger } from '../renderer/log.ts';
import type { LinkRole, PeerLinkEvent } from '../renderer/peers/peer-link-port.ts';
import { createPeerLinkFactory } from '../renderer/rtc/link-factory.ts';
import { VirtualClock } from './clock.ts';
import { FakePeerConnection, FakeStream } from './peer-connection.ts';
import { settled } from './settled.ts';

const ice = { iceServers: [], expiresAt: null };

/** One end of a link on a connection that a test plays. */
export function makeSide(role: LinkRole, clock = new VirtualClock(), firstSeq = 0) {
  const connections: FakePeerConnection[] = [];
  const streams: FakeStream[] = [];
  const gathered: (readonly string[])[] = [];
  /** Where the encoder begins on a path that was not measured. */
  const unmeasured = { kbps: 640 };
  const factory = createPeerLinkFactory({
    isSupported: true,
    clock,
    log: silentLogger,
    codecs: () => null,
    startBitrateKbps: (capacityBps) =>
      capacityBps === null ? unmeasured.kbps : capacityBps / 2_000,
    takesSettings: true,
    relayOnly: () => false,
    timersArePunctual: () => true,
    gathered: (candidates) => gathered.push(candidates),
    createConnection(configuration) {
      const connection = new FakePeerConnection(configuration);
      connections.push(connection);
      return connection as unknown as RTCPeerConnection;
    },
    createStream() {
      const stream = new FakeStream();
      streams.push(stream);
      return stream as unknown as MediaStream;
    },
  });
  const link = factory.open({ role, ice, firstSeq });
  const [connection] = connections;
  const [stream] = streams;
  if (connection === undefined || stream === undefined) throw new Error('no connection was made');
  const events: PeerLinkEvent[] = [];
  link.onEvent((event) => {
    if (event.type === 'message' && event.message.kind === 'signal') {
      link.handleSignal(event.message.signal);
      return;
    }
    events.push(event);
    if (event.type !== 'signal' || event.by === 'server') return;
    link.send({ kind: 'signal', signal: event.signal });
  });
  /** What goes through the server. */
  const signals = () =>
    events.flatMap((event) =>
      event.type === 'signal' && event.by !== 'channel' ? [event.signal] : [],
    );
  const states = () => events.flatMap((event) => (event.type === 'state' ? [event.state] : []));
  const overChannel = () => connection.channel.sent.map((text) => decodeControl(text));
  return {
    link,
    connection,
    events,
    signals,
    states,
    overChannel,
    stream,
    clock,
    gathered,
    unmeasured,
  };
}

export type LinkSide = ReturnType<typeof makeSide>;

/** Brings what one side has said so far to the other. */
export async function carry(from: LinkSide, to: LinkSide, since = 0): Promise<void> {
  for (const signal of from.signals().slice(since)) to.link.handleSignal(signal);
  await settled();
}

/** Both ends of a link that is up, with everything gathered. */
export async function connectedPair() {
  const clock = new VirtualClock();
  const [caller, callee] = [makeSide('caller', clock), makeSide('callee', clock)];
  await settled();
  await carry(caller, callee);
  await carry(callee, caller);
  for (const side of [caller, callee]) {
    side.connection.channel.open();
    side.connection.find(null);
    side.connection.become('connected');
  }
  return { caller, callee, clock };
}
