import { beforeEach, describe, expect, it } from 'vitest';
import { signedIn } from '../../testing/account-model.ts';
import { settled } from '../../testing/settled.ts';
import {
  lineIs,
  offline,
  plainTls,
  SetupWorld,
  silence,
  stun,
  turnTcp,
  turnTls,
  turnUdp,
} from '../../testing/setup.ts';

let world: SetupWorld;
beforeEach(() => {
  world = new SetupWorld();
});

describe('the set-up check', () => {
  it('shows one row where there is no relay', async () => {
    world.ice = { ok: true, iceServers: [], expiresAt: null };
    expect(Object.keys(await world.run())).not.toContain('turn-tcp');
  });

  it('is done within 10 s where nothing answers, and holds nothing then', async () => {
    world.info = null;
    world.session.value = lineIs('connecting');
    world.faults.set('camera', 'hanging');
    world.brightest = null;
    world.peak = null;
    world.speaker = 'hanging';
    world.loopback = { connected: false, framesDecoded: 0, soundPackets: 0 };
    const done = await world.finish(world.start());
    expect(done.tookMs).toBeLessThan(10_000);
    expect(world.open).toBe(0);
    expect(world.clock.pending).toBe(0);
  });

  it('is done within 10 s where the line opens late and no relay answers', async () => {
    world.session.value = lineIs('connecting');
    silence(stun, turnUdp, turnTcp)(world);
    world.relays.set(turnTls, { kind: 'unreachable' }).set(plainTls, 'silent');
    const check = world.start();
    world.clock.after(3_900, () => {
      world.session.value = signedIn;
    });
    expect((await world.finish(check)).tookMs).toBeLessThan(10_000);
  });

  it('waits for no second relay where one works', async () => {
    const second = 'turn:second.example?transport=udp';
    if (world.ice?.ok) world.ice = { ...world.ice, iceServers: [{ urls: [turnUdp, second] }] };
    silence(second)(world);
    expect((await world.finish(world.start())).tookMs).toBe(0);
  });

  it('shows what is good while others are still out', async () => {
    silence(turnUdp)(world);
    const check = world.start();
    await settled();
    const states = () =>
      Object.fromEntries(check.snapshot.peek().rows.map(({ step, state }) => [step, state]));
    expect(states()).toMatchObject({ server: 'done', 'turn-udp': 'running', 'turn-tcp': 'done' });
    await world.finish(check);
  });

  it('releases everything at once when it is closed, and goes no further', async () => {
    world.peak = null;
    silence(stun)(world);
    const check = world.start();
    await settled();
    expect(world.open).toBeGreaterThan(0);
    check.close();
    expect(world.open).toBe(0);
    expect(world.clock.pending).toBe(0);
    world.clock.advance(20_000);
    await settled();
    expect(world.open).toBe(0);
    expect(check.snapshot.peek().state).toBe('running');
    expect(world.sent).toEqual([]);
  });

  it('tries at once to connect, and takes no session from another window', async () => {
    world.session.value = offline;
    await world.run();
    expect(world.reconnects).toBe(1);
    world.session.value = lineIs('replaced');
    await world.run();
    expect(world.reconnects).toBe(1);
  });

  it('calls with what the devices deliver, and makes up the rest', async () => {
    await world.run();
    expect(world.sent).toEqual(['webcam', 'array']);
    world.brightest = 0;
    await world.run();
    expect(world.sent).toEqual(['synthetic camera', 'array']);
  });
});
