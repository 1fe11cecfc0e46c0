import { describe, expect, it } from 'vitest';
import { createCallWorld, ids } from '../../testing/call.ts';

describe('the links of a call', () => {
  it('are all closed, where a release of one throws', async () => {
    const world = createCallWorld();
    const callId = await world.callBudi();
    for (const device of [ids.theirs, ids.theirOther]) {
      world.signaling.emit('call.ringing', { callId, device, asked: 2 });
      world.lastLink().become('connected');
    }
    const [first] = world.played;
    if (first === undefined) throw new Error('no speaker was opened');
    first.stop = () => {
      throw new Error('the speaker is gone');
    };
    expect(world.openLinks()).toHaveLength(2);
    world.model.hangUp();
    expect(world.openLinks()).toEqual([]);
    expect(world.model.holdings()).toEqual({ legs: 0, pressed: 0 });
  });
});
