import { beforeEach, describe, expect, it } from 'vitest';
import { type CallWorld, createCallWorld, ids, incomingFrom } from '../../testing/call.ts';
import type { ShownCall } from '../calls/model.ts';
import { Scope } from '../scope.ts';
import { drawAfterMs, drawnSnapshot } from './drawn-snapshot.ts';

let world: CallWorld;
let scope: Scope;
let phase: () => ShownCall['phase'];
beforeEach(() => {
  world = createCallWorld();
  scope = new Scope();
  const drawn = drawnSnapshot(world.model.shown, scope, world.clock);
  phase = () => drawn.value.phase;
});

/** Rings here, and is answered. */
function accept(): void {
  world.signaling.emit('call.incoming', incomingFrom('budi', true));
  world.lastLink().become('connected');
  world.model.accept('video');
}

describe('the drawn call', () => {
  it('is the call, at once, while it rings', async () => {
    expect(phase()).toBe('idle');
    await world.callBudi();
    expect(phase()).toBe('outgoing');
    world.model.hangUp();
    expect(phase()).toBe('ended');
    world.model.dismiss();
    expect(phase()).toBe('idle');
  });

  it('waits a moment after the accept, whatever else happens in it', () => {
    accept();
    world.clock.advance(drawAfterMs - 1);
    world.lastLink().happen({ type: 'message', message: { kind: 'agreed' } });
    expect(phase()).toBe('incoming');
    world.clock.advance(1);
    expect(phase()).toBe('active');
  });

  it('waits on the side of the caller, too', async () => {
    const callId = await world.callBudi();
    world.signaling.emit('call.ringing', { callId, device: ids.theirs, asked: 1 });
    world.lastLink().become('connected');
    world.lastLink().happen({ type: 'message', message: { kind: 'accept', media: 'video' } });
    expect(phase()).toBe('outgoing');
    world.clock.advance(drawAfterMs);
    expect(phase()).toBe('active');
  });

  it('does not wait where there is no way to the other side yet', () => {
    world.signaling.emit('call.incoming', incomingFrom('budi', true));
    world.model.accept('video');
    expect(phase()).toBe('connecting');
  });

  it('does not wait with the end of a call', () => {
    accept();
    world.model.hangUp();
    expect(phase()).toBe('ended');
    world.clock.advance(drawAfterMs);
    expect(phase()).toBe('ended');
  });

  it('follows a running call at once', () => {
    accept();
    world.clock.advance(drawAfterMs);
    world.model.hangUp();
    expect(phase()).toBe('ended');
  });

  it('leaves no timer behind', () => {
    accept();
    const before = world.clock.pending;
    scope.end();
    expect(world.clock.pending).toBe(before - 1);
    expect(phase()).toBe('incoming');
  });
});
