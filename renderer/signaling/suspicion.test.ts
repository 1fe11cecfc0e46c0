import { describe, expect, it } from 'vitest';
import type { VirtualClock } from '../../testing/clock.ts';
import { aContact, aRegistration } from '../../testing/people.ts';
import { openOnline } from '../../testing/signaling-client.ts';
import type { FakeTransport } from '../../testing/transport.ts';
import type { SignalingClient } from './client.ts';

describe('a connection that may be dead', () => {
  const tries = ({ acts }: FakeTransport) =>
    acts.flatMap((one) => (one.act === 'connect' ? [one.withinMs] : []));

  const acts = (transport: FakeTransport) => transport.acts.map(({ act }) => act);
  const answerIn = (
    ms: number,
    client: SignalingClient,
    clock: VirtualClock,
    transport: FakeTransport,
  ) => {
    void client.request('contact.request', { id: 'budi' });
    clock.advance(ms);
    transport.answer('contact.request', { ok: true, contact: aContact('budi') });
  };

  it('is cut when the answer is overdue, and made anew within 0.2 s by a short try', () => {
    const { client, clock, transport } = openOnline();
    client.reconnect();
    clock.advance(1_499);
    expect(acts(transport)).not.toContain('drop');
    clock.advance(1);
    expect(acts(transport)).toContain('drop');
    clock.advance(200);
    expect(tries(transport)).toEqual([8_000, 2_000]);
    transport.accept(aRegistration());
    expect(client.state.value).toEqual({ state: 'online' });
  });

  it('is cut sooner where the server answers quickly', () => {
    const { client, clock, transport } = openOnline();
    answerIn(20, client, clock, transport);
    client.suspect();
    clock.advance(620);
    expect(acts(transport)).toContain('drop');
  });

  it('has all the time there is after a sleep, when nothing is up yet, and on another network', () => {
    const { client, clock, transport } = openOnline();
    answerIn(20, client, clock, transport);
    client.reconnect();
    clock.advance(1_499);
    expect(acts(transport)).not.toContain('drop');
    clock.advance(201);
    transport.accept(aRegistration());
    client.suspect();
    clock.advance(1_499);
    expect(acts(transport).filter((act) => act === 'drop')).toHaveLength(1);
  });

  it('is judged by no answer to what was sent twice', () => {
    const { client, clock, transport } = openOnline();
    void client.request('contact.request', { id: 'budi' });
    transport.lose();
    clock.advance(600);
    transport.accept(aRegistration());
    transport.answer('contact.request', { ok: true, contact: aContact('budi') });
    client.suspect();
    clock.advance(1_499);
    expect(acts(transport)).not.toContain('drop');
  });

  it('is looked for at once by a suspicion, where it is gone already', () => {
    const { client, transport } = openOnline();
    transport.lose();
    client.suspect();
    expect(transport.tries).toBe(2);
  });

  it('fails once where the transport tells of it twice', () => {
    const { client, clock, transport } = openOnline();
    client.reconnect();
    clock.advance(1_700);
    transport.refuse();
    transport.lose();
    expect(client.state.value).toEqual({ state: 'connecting' });
  });

  it('is not offline because the short try failed: the next one has its turn', () => {
    const { client, clock, transport } = openOnline();
    client.reconnect();
    clock.advance(1_700);
    transport.refuse();
    expect(client.state.value).toEqual({ state: 'connecting' });
    clock.advance(600);
    expect(tries(transport)).toEqual([8_000, 2_000, 8_000]);
    transport.refuse();
    expect(client.state.value).toMatchObject({ state: 'offline' });
  });

  it('is offline where the server itself turns the short try away', () => {
    const { client, clock, transport } = openOnline();
    client.reconnect();
    clock.advance(1_700);
    transport.refuse({ ok: false, code: 'rate-limited', retryAfterMs: 30_000 });
    expect(client.state.value).toMatchObject({ state: 'offline', retryAt: clock.now() + 30_000 });
  });

  it('is kept when the server answers', () => {
    const { client, clock, transport } = openOnline();
    client.reconnect();
    transport.answer('ice.refresh', { ok: false, code: 'rate-limited' });
    clock.advance(60_000);
    expect(client.state.value).toEqual({ state: 'online' });
    expect(acts(transport)).not.toContain('drop');
  });
});
