import type { Signal } from '@tatap/protocol/signaling';
import { beforeEach, describe, expect, it } from 'vitest';
import { type CallWorld, createCallWorld, ids } from '../../testing/call.ts';
import { settled } from '../../testing/settled.ts';

let world: CallWorld;
beforeEach(() => {
  world = createCallWorld();
});

const candidate: Signal = {
  kind: 'candidate',
  candidate: 'candidate:1',
  sdpMid: '0',
  sdpMLineIndex: 0,
  usernameFragment: null,
  seq: 0,
};
const answer: Signal = { kind: 'description', type: 'answer', sdp: 'v=0', seq: 0 };

/** To whom the link made ahead, or the last one, has had something said. */
const receivers = () => world.signaling.payloads('call.signal').map(({ toDevice }) => toDevice);

async function say(): Promise<void> {
  world.lastLink().happen({ type: 'signal', signal: candidate });
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
  it('offers to every device of a contact, before any has rung', async () => {
    await world.callBudi();
    await say();
    expect(receivers()).toEqual([null]);
  });

  it('says nothing more to the device that answers it', async () => {
    await world.callBudi();
    await say();
    await rings(ids.theirs);
    await answers(ids.theirs);
    world.clock.advance(1_000);
    await settled();
    expect(receivers()).toEqual([null]);
    await say();
    expect(receivers()).toEqual([null, ids.theirs]);
    expect(world.links).toHaveLength(1);
  });

  it('says all of it again to a device that does not answer', async () => {
    await world.callBudi();
    await say();
    await rings(ids.theirs);
    expect(receivers()).toEqual([null]);
    world.clock.advance(250);
    await settled();
    expect(receivers()).toEqual([null, ids.theirs]);
  });

  it('says nothing to a stranger before accept, and then all at once', async () => {
    world.signaling.hold('call.invite');
    world.model.start('citra', 'video');
    await say();
    expect(receivers()).toEqual([]);
    world.signaling.emit('call.accepted', {
      callId: world.callId(),
      device: ids.theirs,
      media: 'video',
    });
    await settled();
    expect(receivers()).toEqual([ids.theirs]);
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
    await say();
    world.model.hangUp();
    await say();
    expect(receivers()).toEqual([null]);
    expect(world.openLinks()).toEqual([]);
  });
});
