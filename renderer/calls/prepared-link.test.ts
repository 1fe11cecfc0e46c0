import type { Signal } from '@tatap/protocol/signaling';
import { beforeEach, describe, expect, it } from 'vitest';
import { type CallWorld, createCallWorld, ids, registered } from '../../testing/call.ts';
import { settled } from '../../testing/settled.ts';
import { readyAfterMs } from './call-model.ts';

let world: CallWorld;
beforeEach(() => {
  world = createCallWorld();
});

const candidates: Signal = {
  kind: 'candidates',
  candidates: [{ candidate: 'candidate:1', sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null }],
  seq: 0,
};
const offer: Signal = {
  kind: 'description',
  type: 'offer',
  sdp: 'v=0\r\na=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\na=end-of-candidates\r\na=mid:0\r\n',
  seq: 0,
};
const answer: Signal = { kind: 'description', type: 'answer', sdp: 'v=0', seq: 0 };

/** What was said to whom. */
const said = () =>
  world.signaling.payloads('call.signal').map(({ toDevice, signal }) => [toDevice, signal.kind]);

/** The link made ahead, or the last one, has found its offer and candidates. */
async function speak(): Promise<void> {
  for (const signal of [offer, candidates])
    world.lastLink().happen({ type: 'signal', signal, by: 'server' });
  await settled();
}

async function rings(device: string, asked = 1): Promise<void> {
  world.signaling.emit('call.ringing', { callId: world.callId(), device, asked });
  await settled();
}

async function answers(device: string): Promise<void> {
  const from = { account: 'budi', device };
  world.signaling.emit('call.signal', { callId: world.callId(), from, signal: answer });
  await settled();
}

describe('the link that is made ahead', () => {
  it('offers to every device of a contact before any has rung, and shows no address', async () => {
    await world.callBudi();
    await speak();
    expect(said()).toEqual([[null, 'description']]);
    expect(world.signaling.payloads('call.signal')[0]?.signal).toEqual({
      ...offer,
      sdp: 'v=0\r\na=mid:0\r\n',
      proof: world.proof,
    });
  });

  it('gives the device that rings its candidates, and no second offer where it answers', async () => {
    await world.callBudi();
    await speak();
    await rings(ids.theirs);
    await answers(ids.theirs);
    world.clock.advance(1_000);
    await settled();
    expect(said()).toEqual([
      [null, 'description'],
      [ids.theirs, 'candidates'],
    ]);
    expect(world.links).toHaveLength(1);
  });

  it('offers once more to a device that does not answer', async () => {
    await world.callBudi();
    await speak();
    await rings(ids.theirs);
    world.clock.advance(250);
    await settled();
    expect(said().slice(2)).toEqual([[ids.theirs, 'description']]);
    expect(world.signaling.payloads('call.signal').at(-1)?.signal).toEqual({
      ...offer,
      proof: world.proof,
    });
  });

  it('says nothing to a stranger before accept, and then all at once', async () => {
    world.signaling.hold('call.invite');
    world.model.start('citra', 'video');
    await speak();
    expect(said()).toEqual([]);
    world.signaling.emit('call.accepted', {
      callId: world.callId(),
      device: ids.theirs,
      media: 'video',
    });
    await settled();
    expect(said()).toEqual([
      [ids.theirs, 'description'],
      [ids.theirs, 'candidates'],
    ]);
  });

  it('is the first device’s alone: every other gets a link whose offers have other numbers', async () => {
    await world.callBudi();
    await rings(ids.theirs, 2);
    await rings(ids.theirOther, 2);
    const [first, second] = world.links.map(({ firstSeq }) => firstSeq);
    expect(world.links).toHaveLength(2);
    expect(first).toBe(0);
    expect(second).toBeGreaterThan(100);
  });

  it('is forgotten with its call', async () => {
    await world.callBudi();
    await speak();
    world.model.hangUp();
    await speak();
    expect(said()).toHaveLength(1);
    expect(world.openLinks()).toEqual([]);
  });
});

describe('the next call', () => {
  it('is made ready once there is a server and while none runs, and again after each', async () => {
    world.clock.advance(readyAfterMs);
    expect(world.madeReady.times).toBe(0);
    world.signaling.emit('registered', registered(0));
    world.clock.advance(readyAfterMs);
    expect(world.madeReady.times).toBe(1);
    await world.talkToBudi();
    world.clock.advance(readyAfterMs);
    expect(world.madeReady.times).toBe(1);
    world.model.hangUp();
    world.clock.advance(readyAfterMs);
    expect(world.madeReady.times).toBe(2);
    world.model.dismiss();
    world.clock.advance(readyAfterMs);
    expect(world.madeReady.times).toBe(2);
  });

  it('does not wait for what is made ready', () => {
    world.signaling.emit('registered', registered(0));
    world.model.start('budi', 'video');
    world.clock.advance(readyAfterMs);
    expect(world.madeReady.times).toBe(0);
  });
});
