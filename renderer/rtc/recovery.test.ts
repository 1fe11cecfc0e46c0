import { decodeControl } from '@tatap/protocol/control';
import type { Signal } from '@tatap/protocol/signaling';
import { describe, expect, it } from 'vitest';
import { fakeTrack } from '../../testing/call-fakes.ts';
import { VirtualClock } from '../../testing/clock.ts';
import { carry, connectedPair, type LinkSide, makeSide } from '../../testing/link-sides.ts';
import { settled } from '../../testing/settled.ts';
import { collectMs } from './candidate-batcher.ts';
import { Recovery } from './recovery.ts';

/** What a side has said through the server since `since`. */
const since = (side: LinkSide, count: number): readonly Signal[] => side.signals().slice(count);

/** Lets the pair live on for a while; `each` says what comes to whom before every look. */
async function live(
  { caller, callee, clock }: Awaited<ReturnType<typeof connectedPair>>,
  ms: number,
  each: () => void = () => {
    for (const { connection } of [caller, callee]) connection.arrived.media += 1;
  },
): Promise<void> {
  for (let passed = 0; passed < ms; passed += 100) {
    each();
    clock.advance(100);
    await settled();
  }
}

describe('recovery', () => {
  it('restarts ICE when the link is down for 2 s, and not when it comes back before', async () => {
    const { caller, clock } = await connectedPair();
    caller.connection.become('disconnected');
    clock.advance(1_999);
    caller.connection.become('connected');
    clock.advance(10_000);
    expect(caller.connection.iceRestarts).toBe(0);
    caller.connection.become('disconnected');
    clock.advance(2_000);
    expect(caller.connection.iceRestarts).toBe(1);
    clock.advance(3_000);
    expect(caller.connection.iceRestarts).toBe(2);
    expect(caller.states()).toEqual(['connected', 'interrupted', 'connected', 'interrupted']);
  });

  it('restarts at once when ICE has given up, and gives up itself when DTLS was refused', async () => {
    const { caller, callee, clock } = await connectedPair();
    caller.connection.become('failed');
    clock.advance(0);
    expect(caller.connection.iceRestarts).toBe(1);
    callee.connection.becomeRefused();
    expect(callee.states().at(-1)).toBe('failed');
  });

  it('gives a restart its time where ICE gives up at once, as without any network', async () => {
    const { caller, clock } = await connectedPair();
    for (const passed of [0, 0, 1_000, 1_999]) {
      caller.connection.become('failed');
      clock.advance(passed);
      expect(caller.connection.iceRestarts).toBe(1);
    }
    caller.connection.become('failed');
    clock.advance(1);
    expect(caller.connection.iceRestarts).toBe(2);
  });

  it('has one chain of restarts, however the states follow one another', () => {
    const clock = new VirtualClock();
    let restarts = 0;
    const recovery = new Recovery(clock, 'caller', () => {
      restarts += 1;
    });
    recovery.failed('at-once');
    recovery.disconnected();
    recovery.silent();
    recovery.failed('at-once');
    recovery.disconnected();
    clock.advance(10_000);
    // At once, and every 3 s.
    expect(restarts).toBe(4);
    recovery.settle();
    expect(clock.pending).toBe(0);
    clock.advance(10_000);
    expect(restarts).toBe(4);
  });

  it('offers over the control channel, and by the server too while the path is doubtful', async () => {
    const { caller, callee } = await connectedPair();
    const before = caller.signals().length;
    caller.link.restartIce();
    await settled();
    const [restart] = caller.signals().slice(before);
    expect(restart).toMatchObject({ type: 'offer', seq: 1 });
    expect(caller.overChannel()).toContainEqual({
      outcome: 'message',
      message: { kind: 'signal', signal: restart },
    });
    callee.connection.channel.receive(caller.connection.channel.sent.at(-1));
    await settled();
    expect(callee.connection.remoteDescription?.type).toBe('offer');
    // Both ways lead to the same description: the second one gets the same answer once more.
    const { sent } = callee.connection.channel;
    const [said, answered] = [sent.length, sent.at(-1)];
    if (restart !== undefined) callee.link.handleSignal(restart);
    await settled();
    expect(sent.slice(said)).toEqual([answered]);
  });

  it('has nothing to ask as a callee that has heard nothing yet', async () => {
    const callee = makeSide('callee');
    callee.link.restartIce();
    await settled();
    expect(callee.signals()).toEqual([]);
  });
});

describe('a link that falls silent', () => {
  const nothing = () => {};

  it('is interrupted and restarted before ICE notices, until something comes again', async () => {
    const pair = await connectedPair();
    const { caller, clock } = pair;
    await live(pair, 3_000);
    await live(pair, 1_500, nothing);
    expect(caller.states()).toEqual(['connected']);
    await live(pair, 500, nothing);
    expect(caller.states()).toEqual(['connected', 'interrupted']);
    clock.advance(0);
    expect(caller.connection.iceRestarts).toBe(1);
    await live(pair, 3_000, nothing);
    expect(caller.connection.iceRestarts).toBe(2);
    await live(pair, 500);
    expect(caller.states()).toEqual(['connected', 'interrupted', 'connected']);
    await live(pair, 10_000);
    expect(caller.connection.iceRestarts).toBe(2);
  });

  it('says so within a second, once, where there was something all the time', async () => {
    const pair = await connectedPair();
    const inboundStalled = () =>
      pair.caller.events.filter(({ type }) => type === 'inboundStalled').length;
    await live(pair, 1_000, nothing);
    await live(pair, 1_000);
    await live(pair, 1_000, nothing);
    expect(inboundStalled()).toBe(0);
    await live(pair, 3_000);
    await live(pair, 500, nothing);
    expect(inboundStalled()).toBe(0);
    await live(pair, 500, nothing);
    expect(inboundStalled()).toBe(1);
    await live(pair, 2_500, nothing);
    expect(inboundStalled()).toBe(1);
  });

  it('sends its picture whole as soon as the other side is heard again', async () => {
    const pair = await connectedPair();
    const [, camera, screen] = pair.caller.connection.getSenders();
    pair.caller.link.setTracks({ video: fakeTrack('video') });
    await live(pair, 3_000);
    await live(pair, 3_000, nothing);
    expect(camera?.refreshed).toBe(0);
    await live(pair, 3_000);
    expect([camera?.refreshed, screen?.refreshed]).toEqual([1, 0]);
  });

  it('sends it whole, too, when an outage of a call that is too young for that is over', async () => {
    const { caller } = await connectedPair();
    const [, camera] = caller.connection.getSenders();
    caller.link.setTracks({ video: fakeTrack('video') });
    caller.connection.become('disconnected');
    expect(camera?.refreshed).toBe(0);
    caller.connection.become('connected');
    expect(camera?.refreshed).toBe(1);
  });

  it('may be muted: anything that comes counts', async () => {
    const pair = await connectedPair();
    await live(pair, 3_000);
    await live(pair, 10_000, () => {
      pair.caller.connection.arrived.other += 1;
    });
    expect(pair.caller.states()).toEqual(['connected']);
    expect(pair.callee.states()).toEqual(['connected', 'interrupted']);
  });

  it('is left to ICE where there never was much to hear', async () => {
    const pair = await connectedPair();
    let looks = 0;
    await live(pair, 30_000, () => {
      looks += 1;
      if (looks % 25 === 0) pair.caller.connection.arrived.other += 1;
    });
    expect(pair.caller.states()).toEqual(['connected']);
    expect(pair.caller.connection.iceRestarts).toBe(0);
  });

  it('stays interrupted while ICE still says that it is connected', async () => {
    const pair = await connectedPair();
    await live(pair, 3_000);
    await live(pair, 2_000, nothing);
    pair.caller.connection.become('disconnected');
    pair.caller.connection.become('connected');
    expect(pair.caller.states()).toEqual(['connected', 'interrupted']);
  });
});

describe('the called side', () => {
  it('never offers: it asks for an offer, by every way', async () => {
    const { caller, callee } = await connectedPair();
    const before = callee.signals().length;
    callee.link.restartIce();
    await settled();
    expect(callee.connection.iceRestarts).toBe(0);
    expect(callee.connection.signalingState).toBe('stable');
    expect(since(callee, before)).toEqual([{ kind: 'restart', seq: 0 }]);
    expect(callee.overChannel()).toContainEqual({
      outcome: 'message',
      message: { kind: 'signal', signal: { kind: 'restart', seq: 0 } },
    });
    await carry(callee, caller, before);
    expect(caller.connection.iceRestarts).toBe(1);
  });

  it('asking twice gets the same offer again, and asking late nothing', async () => {
    const { caller, callee } = await connectedPair();
    const before = caller.signals().length;
    const answers = callee.signals().length;
    for (const _ of [1, 2]) caller.link.handleSignal({ kind: 'restart', seq: 0 });
    await settled();
    expect(caller.connection.iceRestarts).toBe(1);
    expect(since(caller, before)).toMatchObject([{ seq: 1 }, { seq: 1 }]);
    await carry(caller, callee, before);
    await carry(callee, caller, answers);
    expect(caller.connection.signalingState).toBe('stable');
    caller.link.handleSignal({ kind: 'restart', seq: 0 });
    await settled();
    expect(caller.connection.iceRestarts).toBe(1);
  });

  it('is not listened to when it offers all the same', async () => {
    const { caller, callee } = await connectedPair();
    const [answer] = callee.signals();
    if (answer?.kind !== 'description') throw new Error('no answer');
    caller.link.handleSignal({ ...answer, type: 'offer', seq: 7 });
    await settled();
    expect(caller.connection.remoteDescription?.type).toBe('answer');
  });
});

describe('a link that is mended when signals reach the other side again', () => {
  it('offers the same again while there is no answer, so that no third path disturbs the second', async () => {
    const { caller, callee } = await connectedPair();
    const [asked, told] = [caller.signals().length, callee.signals().length];
    caller.link.restartIce();
    await settled();
    caller.link.mend();
    await settled();
    expect(caller.connection.iceRestarts).toBe(1);
    expect(since(caller, asked)).toMatchObject([{ seq: 1 }, { seq: 1 }]);
    await carry(caller, callee, asked);
    await carry(callee, caller, told);
    expect(caller.connection.signalingState).toBe('stable');
    caller.link.mend();
    await settled();
    expect(caller.connection.iceRestarts).toBe(2);
  });

  it('says nothing that has been answered meanwhile, or is no longer wanted', async () => {
    const { caller } = await connectedPair();
    const asked = caller.signals().length;
    caller.link.restartIce();
    caller.link.mend();
    caller.link.close();
    await settled();
    expect(since(caller, asked)).toEqual([]);
  });
});

describe('signals of a restart', () => {
  const overServer = (side: LinkSide, count: number) =>
    since(side, count).flatMap((signal) =>
      signal.kind === 'candidates'
        ? signal.candidates.map(({ candidate }) => candidate)
        : ['other'],
    );

  it('go both ways round until all is found, because the old path may be the one that goes', async () => {
    const { caller, callee } = await connectedPair();
    const [asked, told] = [caller.signals().length, callee.signals().length];
    caller.link.restartIce();
    await settled();
    await carry(caller, callee, asked);
    await carry(callee, caller, told);
    for (const { connection } of [caller, callee]) {
      connection.find('of the new path');
      connection.find(null);
      connection.find('much later');
    }
    caller.clock.advance(collectMs);
    expect(overServer(caller, asked)).toEqual(['other', 'of the new path', '']);
    expect(overServer(callee, told)).toEqual(['other', 'of the new path', '']);
    const last = callee.connection.channel.sent.at(-1) ?? '';
    expect(decodeControl(last)).toMatchObject({
      message: { signal: { candidates: [{ candidate: 'much later' }] } },
    });
  });
});
