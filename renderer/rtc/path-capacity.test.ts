import { pathChannel } from '@tatap/protocol/control';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeTrack } from '../../testing/call-fakes.ts';
import { connectedPair, type LinkSide } from '../../testing/link-sides.ts';
import { settled } from '../../testing/settled.ts';
import { everything } from '../peers/peer-link-port.ts';

let pair: Awaited<ReturnType<typeof connectedPair>>;
beforeEach(async () => {
  pair = await connectedPair();
  await vi.dynamicImportSettled();
  for (const { connection } of [pair.caller, pair.callee]) connection.pathChannel.open();
});

/** Time passes until everything has been sent and awaited. */
function ring(): void {
  pair.clock.advance(2_000);
}

function packetOf(train: number, packet: number, bytes: number = pathChannel.packetBytes) {
  const data = new Uint8Array(bytes);
  data.set([train, packet]);
  return data.buffer;
}

/** A train comes, a packet every `gapMs`; those that are lost do not. */
function comes(side: LinkSide, train: number, gapMs: number, lost: readonly number[] = []): void {
  for (let packet = 0; packet < pathChannel.packetsOfTrain; packet += 1) {
    if (lost.includes(packet)) continue;
    side.connection.pathChannel.receive(packetOf(train, packet), train * 1_000 + packet * gapMs);
  }
}

/** What the side has told of the path, in kbit/s. */
function told(side: LinkSide): readonly number[] {
  return side
    .overChannel()
    .flatMap((reading) =>
      reading.outcome === 'message' && reading.message.kind === 'capacity'
        ? [Math.round(reading.message.bps / 1_000)]
        : [],
    );
}

/** Where the encoder of a side was told to begin, by the description that is applied. */
function startKbps({ connection }: LinkSide): number {
  const sdp = connection.remoteDescription?.sdp ?? '';
  return Number(/x-google-start-bitrate=(\d+)/.exec(sdp)?.[1]);
}

/** How much sound a packet carries, by the description that is applied. */
function packetTimeMs({ connection }: LinkSide): number {
  return Number(/^a=ptime:(\d+)/m.exec(connection.remoteDescription?.sdp ?? '')?.[1]);
}

function tells(side: LinkSide, bps: number): void {
  side.connection.channel.receive(JSON.stringify({ kind: 'capacity', bps }));
}

describe('the capacity of a path', () => {
  it('is measured while it rings: each side sends trains of packets, a while apart', () => {
    const { connection } = pair.caller;
    expect(connection.pathChannel.options).toEqual({
      negotiated: true,
      id: 1,
      ordered: false,
      maxRetransmits: 0,
    });
    expect(connection.pathChannel.sentBytes).toEqual([]);
    ring();
    const numbers = connection.pathChannel.sentBytes.map(([train, packet]) => [train, packet]);
    expect(numbers).toHaveLength(pathChannel.trains * pathChannel.packetsOfTrain);
    expect(numbers.slice(2, 6)).toEqual([
      [0, 2],
      [0, 3],
      [1, 0],
      [1, 1],
    ]);
    expect(connection.pathChannel.sentBytes.every((one) => one.length === 1_100)).toBe(true);
  });

  it('is told as soon as the last packet has come', () => {
    for (let train = 0; train < pathChannel.trains; train += 1) comes(pair.callee, train, 15.8);
    expect(told(pair.callee)).toEqual([600]);
    ring();
    expect(told(pair.callee)).toEqual([600]);
  });

  it('is told, too, where packets and whole trains were lost', () => {
    comes(pair.callee, 0, 15.8, [1]);
    comes(pair.callee, 2, 15.8, [0]);
    comes(pair.callee, 3, 15.8, [3]);
    comes(pair.callee, 4, 15.8, [1, 2, 3]);
    expect(told(pair.callee)).toEqual([]);
    ring();
    expect(told(pair.callee)).toEqual([600]);
  });

  it('is that of most trains: one that a busy page read late or at once does not count', () => {
    for (const [train, gapMs] of [0, 15.8, 15.8, 200, 15.8].entries()) {
      comes(pair.callee, train, gapMs);
    }
    expect(told(pair.callee)).toEqual([600]);
  });

  it('cannot be told from anything else', () => {
    const { pathChannel: channel } = pair.callee.connection;
    for (const data of [
      'text',
      packetOf(0, 0, 10),
      packetOf(pathChannel.trains, 0),
      packetOf(0, pathChannel.packetsOfTrain),
    ]) {
      channel.receive(data);
    }
    // Backwards.
    for (const packet of [3, 2, 1, 0]) channel.receive(packetOf(1, packet), 10 - packet);
    ring();
    expect(told(pair.callee)).toEqual([]);
  });

  it('is left alone once sound and picture take the path', () => {
    pair.caller.link.setTracks({ audio: fakeTrack('audio') });
    ring();
    expect(pair.caller.connection.pathChannel.sentBytes).toEqual([]);
    for (let train = 0; train < pathChannel.trains; train += 1) comes(pair.caller, train, 1);
    expect(told(pair.caller)).toEqual([]);
  });
});

describe('where the encoder begins', () => {
  it('follows what the other side tells, and nobody hears of it', async () => {
    const { caller, callee } = pair;
    const before = [caller.events.length, callee.events.length];
    for (const side of [caller, callee]) {
      expect(startKbps(side)).toBe(640);
      tells(side, 1_600_000);
      await settled();
      expect(startKbps(side)).toBe(800);
      expect(side.link.capacityBps).toBe(1_600_000);
      expect(side.connection.signalingState).toBe('stable');
      expect(side.connection.remoteDescription?.sdp).not.toContain('actpass');
    }
    expect([caller.events.length, callee.events.length]).toEqual(before);
    // Its offer may be said again: what is answered is what was answered before.
    const offer = caller.signals().find((one) => one.kind === 'description');
    if (offer !== undefined) callee.link.handleSignal(offer);
    await settled();
    expect(callee.signals().at(-1)).toMatchObject({ kind: 'description', type: 'answer' });
  });

  it('follows the first word alone', async () => {
    tells(pair.caller, 1_600_000);
    tells(pair.caller, 2_000_000);
    await settled();
    expect(startKbps(pair.caller)).toBe(800);
  });

  it('stays where it is while a call runs', async () => {
    const { caller } = pair;
    caller.link.setTracks({ audio: fakeTrack('audio') });
    tells(caller, 1_600_000);
    await settled();
    expect(startKbps(caller)).toBe(640);
    expect(caller.link.capacityBps).toBeNull();
  });

  it('is said again by a restart in a running call', async () => {
    const { caller, callee } = pair;
    callee.link.setTracks({ audio: fakeTrack('audio') });
    // Something has been learned meanwhile that a new call would begin with.
    callee.unmeasured.kbps = 300;
    const { remoteDescription: before } = callee.connection;
    caller.link.restartIce();
    await settled();
    const offer = caller.signals().findLast((one) => one.kind === 'description');
    if (offer !== undefined) callee.link.handleSignal(offer);
    await settled();
    expect(callee.connection.remoteDescription).not.toBe(before);
    expect(startKbps(callee)).toBe(640);
  });

  it('waits for a restart that is under way, which says it, too', async () => {
    const { caller, callee } = pair;
    caller.link.restartIce();
    tells(caller, 1_600_000);
    await settled();
    expect(caller.connection.signalingState).toBe('have-local-offer');
    const offer = caller.signals().findLast((one) => one.kind === 'description');
    if (offer !== undefined) callee.link.handleSignal(offer);
    await settled();
    const answer = callee.signals().at(-1);
    if (answer !== undefined) caller.link.handleSignal(answer);
    await settled();
    expect(caller.connection.signalingState).toBe('stable');
    expect(startKbps(caller)).toBe(800);
  });

  it('does not offer a restart that nobody would hear of', async () => {
    const { caller } = pair;
    // The browser was told that ICE begins anew; what the link has not offered yet is not its own.
    caller.connection.restartIce();
    tells(caller, 1_600_000);
    await settled();
    expect(caller.connection.signalingState).toBe('stable');
    expect(startKbps(caller)).toBe(640);
  });

  it('leaves the link as it is where the browser refuses', async () => {
    const { callee } = pair;
    callee.connection.refuses = 1;
    tells(callee, 1_600_000);
    await settled();
    expect(callee.connection.signalingState).toBe('stable');
    expect(callee.states()).toEqual(['connected']);
  });
});

describe('how much sound a packet carries', () => {
  it('is less on a path that is known to be wide', async () => {
    const { caller } = pair;
    expect(packetTimeMs(caller)).toBe(20);
    tells(caller, 8_000_000);
    await settled();
    expect(packetTimeMs(caller)).toBe(10);
  });

  it('is what it was on a narrow path', async () => {
    const { caller } = pair;
    tells(caller, 600_000);
    await settled();
    expect(startKbps(caller)).toBe(300);
    expect(packetTimeMs(caller)).toBe(20);
  });

  it('follows how much is sent in a running call, and nothing else changes', async () => {
    const { caller } = pair;
    tells(caller, 1_600_000);
    await settled();
    caller.link.setTracks({ audio: fakeTrack('audio') });
    const before = caller.events.length;
    for (const [sending, expected] of [
      [{ ...everything, width: 'small' }, 20],
      [everything, 10],
      [{ ...everything, amount: 'less' }, 20],
    ] as const) {
      caller.link.setSending(sending);
      await settled();
      expect(packetTimeMs(caller)).toBe(expected);
      expect(startKbps(caller)).toBe(800);
      expect(caller.connection.signalingState).toBe('stable');
    }
    expect(caller.events.length).toBe(before);
  });

  it('has nothing read again where it stays', async () => {
    const { caller } = pair;
    const { remoteDescription: before } = caller.connection;
    caller.link.setSending({ ...everything, amount: 'less' });
    await settled();
    expect(caller.connection.remoteDescription).toBe(before);
  });
});
