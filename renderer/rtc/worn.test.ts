import { describe, expect, it } from 'vitest';
import { carry, connectedPair, makeSide } from '../../testing/link-sides.ts';
import { settled } from '../../testing/settled.ts';

const worn = { type: 'worn' };

describe('a link whose DTLS was lost with its path', () => {
  it('is interrupted, and begun anew by its caller', async () => {
    const { caller, clock } = await connectedPair();
    caller.connection.becomeWorn();
    expect(caller.states()).toEqual(['connected', 'interrupted']);
    clock.advance(0);
    expect(caller.events).toContainEqual(worn);
    expect(caller.connection.iceRestarts).toBe(0);
  });

  it('stays so when ICE has a path again', async () => {
    const { caller } = await connectedPair();
    caller.connection.becomeWorn();
    caller.connection.becomeRefused();
    expect(caller.states()).toEqual(['connected', 'interrupted']);
  });

  it('makes its callee ask for another one, until it comes', async () => {
    const { caller, callee, clock } = await connectedPair();
    const before = callee.signals().length;
    callee.connection.becomeWorn();
    clock.advance(0);
    clock.advance(3_000);
    const ask = { kind: 'restart', seq: 0, anew: true };
    expect(callee.signals().slice(before)).toEqual([ask, ask]);
    await carry(callee, caller, before);
    expect(caller.events).toContainEqual(worn);
  });

  it('is not what a request means that was meant for the link before', async () => {
    const caller = makeSide('caller', undefined, 1_000);
    await settled();
    caller.link.handleSignal({ kind: 'restart', seq: 0, anew: true });
    await settled();
    expect(caller.events).not.toContainEqual(worn);
    // The offer of this link is said again: it is what was asked for.
    expect(caller.signals()).toMatchObject([{ seq: 1_000 }, { seq: 1_000 }]);
  });

  it('is begun anew in its time where it never was up, so that this does not go round and round', async () => {
    const caller = makeSide('caller');
    await settled();
    caller.connection.becomeWorn();
    caller.clock.advance(2_999);
    expect(caller.events).not.toContainEqual(worn);
    caller.clock.advance(1);
    expect(caller.events).toContainEqual(worn);
  });
});
