import type { Signal } from '@tatap/protocol/signaling';
import { beforeEach, describe, expect, it } from 'vitest';
import { type CallWorld, createCallWorld } from '../../testing/call.ts';
import { settled } from '../../testing/settled.ts';

const offer: Signal = { kind: 'description', type: 'offer', sdp: 'v=0', seq: 1 };

let world: CallWorld;
beforeEach(async () => {
  world = createCallWorld();
  await world.talkToBudi();
});

/** Lets the running call's link say a signal, and collects where it went. */
async function say(signal: Signal, by: 'server' | 'channel' | 'both') {
  const before = world.signaling.payloads('call.signal').length;
  world.lastLink().happen({ type: 'signal', signal, by });
  await settled();
  return {
    server: world.signaling
      .payloads('call.signal')
      .slice(before)
      .map((payload) => payload.signal),
    link: world.lastLink().sent.flatMap((one) => (one.kind === 'signal' ? [one.signal] : [])),
  };
}

describe('a description of a running call', () => {
  it('is signed also where it goes over the link alone', async () => {
    expect(await say(offer, 'channel')).toEqual({
      server: [],
      link: [{ ...offer, proof: world.proof }],
    });
  });

  it('is the same by both ways', async () => {
    const signed = { ...offer, proof: world.proof };
    expect(await say(offer, 'both')).toEqual({ server: [signed], link: [signed] });
  });

  it('is taken from the link where its device has signed it', async () => {
    world.lastLink().happen({ type: 'message', message: { kind: 'signal', signal: offer } });
    await settled();
    expect(world.lastLink().received.at(-1)).toEqual(offer);
    expect(world.phase()).toBe('active');
  });

  it('ends the call where somebody else has', async () => {
    const forged = { ...offer, sdp: 'forged' };
    world.lastLink().happen({ type: 'message', message: { kind: 'signal', signal: forged } });
    await settled();
    expect(world.snapshotIn('ended')).toMatchObject({ reason: 'identity-mismatch' });
  });
});
