import { ackCodes } from '@tatap/protocol/signaling';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aContact, aRegistration } from '../../testing/people.ts';
import { settled } from '../../testing/settled.ts';
import { openClient, openOnline } from '../../testing/signaling-client.ts';
import { createLogger } from '../log.ts';

const callId = '0a54dd8c-5b9a-4f64-9a66-0d6a0c1f5e55';

afterEach(() => vi.restoreAllMocks());

describe('connecting', () => {
  it('is online once the server said registered, not before', () => {
    const { client, transport } = openClient();
    expect(client.state.value).toEqual({ state: 'connecting' });
    transport.accept(aRegistration());
    expect(client.state.value).toEqual({ state: 'online' });
  });

  it('gives up a server that connects and says nothing', () => {
    const { client, clock, transport } = openClient();
    transport.acceptSilently();
    clock.advance(8_000);
    expect(transport.acts.map(({ act }) => act)).toContain('drop');
    expect(client.state.value).toMatchObject({ state: 'offline' });
    clock.advance(600);
    expect(transport.tries).toBe(2);
  });

  it.each([0, 4, -4])(
    'waits longer after each failure, to 10 s, and says when it tries again (clock set by %i h)',
    (hours) => {
      const { client, clock, transport } = openClient();
      const waits: number[] = [];
      for (let i = 0; i < 8; i++) {
        transport.refuse();
        clock.jumpWall(hours * 3_600_000);
        const state = client.state.value;
        if (state.state !== 'offline') throw new Error(`unexpected ${state.state}`);
        waits.push(state.retryAt - clock.now());
        clock.advance(state.retryAt - clock.now());
      }
      expect(waits).toEqual([600, 1200, 2400, 4800, 9600, 10_000, 10_000, 10_000]);
      expect(transport.tries).toBe(9);
    },
  );

  it('starts over with short waits after a success', () => {
    const { client, clock, transport } = openClient();
    transport.refuse();
    clock.advance(600);
    transport.refuse();
    clock.advance(1200);
    transport.accept(aRegistration());
    transport.lose();
    expect(client.state.value).toEqual({ state: 'connecting' });
    clock.advance(600);
    expect(transport.tries).toBe(4);
  });

  it('tries at once when asked to, and only once', () => {
    const { client, clock, transport } = openClient();
    transport.refuse();
    client.reconnect();
    client.reconnect();
    expect(transport.tries).toBe(2);
    clock.advance(60_000);
    expect(transport.tries).toBe(2);
  });

  it.each(['bad-certificate', 'not-a-server'] as const)('tells that it is %s', async (cause) => {
    const { client, clock, transport } = openClient({ cause });
    transport.refuse();
    await vi.waitFor(() => expect(client.state.value).toMatchObject({ state: 'offline', cause }));
    clock.advance(600);
    transport.refuse();
    expect(client.state.value).toMatchObject({ state: 'offline', cause });
  });

  it('tells that the socket is blocked once it stays so', async () => {
    const { client, clock, transport } = openClient({ cause: 'socket-blocked' });
    transport.refuse();
    await settled();
    expect(client.state.value).toMatchObject({ state: 'offline', cause: 'unreachable' });
    clock.advance(600);
    transport.refuse();
    await vi.waitFor(() => expect(client.state.value).toMatchObject({ cause: 'socket-blocked' }));
  });

  it.each(ackCodes.filter((code) => !['unauthenticated', 'unsupported-version'].includes(code)))(
    'says what it means that the server refuses with %s',
    (code) => {
      const { client, transport } = openClient({ cause: 'not-a-server' });
      transport.refuse({ ok: false, code, retryAfterMs: 30_000 });
      const cause = { 'limit-reached': 'too-many-devices', 'rate-limited': 'busy' }[String(code)];
      expect(client.state.value).toMatchObject({ state: 'offline', cause: cause ?? 'refused' });
    },
  );

  it('left stays closed, and no goodbye was said', () => {
    const { client, clock, transport } = openOnline();
    client.leave();
    clock.advance(60_000);
    client.reconnect();
    expect(client.state.value).toEqual({ state: 'closed' });
    expect(transport.acts.map(({ act }) => act)).toEqual(['connect', 'leave']);
  });

  it('stays closed after close', () => {
    const { client, clock, transport } = openOnline();
    client.close();
    clock.advance(60_000);
    client.reconnect();
    expect(client.state.value).toEqual({ state: 'closed' });
    expect(transport.tries).toBe(1);
    expect(clock.pending).toBe(0);
  });
});

describe('what the server refuses', () => {
  it.each([
    [[2, 3], 'app-too-old'],
    [[0], 'server-too-old'],
  ] as const)('a server that speaks %j makes it %s', (versions, who) => {
    const { client, clock, transport } = openClient();
    transport.refuse({ ok: false, code: 'unsupported-version', versions });
    expect(client.state.value).toEqual({ state: 'incompatible', who });
    clock.advance(5 * 60_000);
    expect(client.state.value).toEqual({ state: 'incompatible', who });
    expect(transport.tries).toBe(2);
  });

  it('a session that is no longer known ends, without another try', () => {
    const { client, clock, transport } = openClient();
    transport.refuse({ ok: false, code: 'unauthenticated' });
    clock.advance(60_000);
    expect(client.state.value).toEqual({ state: 'ended', reason: 'expired' });
    expect(transport.tries).toBe(1);
  });

  it('waits as long as a rate limit says', () => {
    const { client, clock, transport } = openClient();
    clock.jumpWall(4 * 3_600_000);
    transport.refuse({ ok: false, code: 'rate-limited', retryAfterMs: 30_000 });
    expect(client.state.value).toMatchObject({ retryAt: clock.now() + 30_000 });
  });

  it('a replaced session stays away until it is taken back, also when the network changes', () => {
    const { client, clock, transport } = openOnline();
    transport.emit('session.ended', { reason: 'replaced' });
    clock.advance(60_000);
    client.reconnect();
    client.suspect();
    expect(client.state.value).toEqual({ state: 'ended', reason: 'replaced' });
    expect(transport.tries).toBe(1);
    client.takeBack();
    expect(transport.tries).toBe(2);
    transport.accept(aRegistration());
    expect(client.state.value).toEqual({ state: 'online' });
  });
});

describe('requests', () => {
  it('resolve with the parsed answer', async () => {
    const { client, transport } = openOnline();
    const answer = client.request('contact.request', { id: 'budi' });
    transport.answer('contact.request', { ok: true, contact: aContact('budi'), extra: 1 });
    expect(await answer).toEqual({ ok: true, contact: aContact('budi') });
  });

  it('resolve with the code of a refusal', async () => {
    const { client, transport } = openOnline();
    const answer = client.request('contact.request', { id: 'nobody' });
    transport.answer('contact.request', { ok: false, code: 'unknown-account', detail: 'id' });
    expect(await answer).toMatchObject({ ok: false, code: 'unknown-account' });
  });

  it('refuse an answer that does not fit the contract', async () => {
    const { client, transport } = openOnline();
    const answer = client.request('contact.request', { id: 'budi' });
    transport.answer('contact.request', { ok: true, contact: { id: 'budi' } });
    expect(await answer).toMatchObject({ ok: false, code: 'not-a-server' });
  });

  it('time out after 8 s', async () => {
    const { client, clock } = openOnline();
    const answer = client.request('contact.request', { id: 'budi' });
    clock.advance(8_000);
    expect(await answer).toEqual({ ok: false, code: 'timeout' });
    expect(clock.pending).toBe(0);
  });

  it('fail at once while there is no connection', async () => {
    const { client, transport } = openClient();
    const answer = await client.request('call.accept', { callId, media: 'video' });
    expect(answer).toEqual({ ok: false, code: 'unreachable' });
    transport.accept(aRegistration());
    expect(transport.sent).toEqual([]);
  });

  it.each(['call.bye', 'call.cancel', 'call.decline', 'call.busy'] as const)(
    '%s made without a connection is sent on the next one',
    async (name) => {
      const { client, clock, transport } = openOnline();
      transport.lose();
      const answer = client.request(name, { callId });
      expect(transport.sent).toEqual([]);
      clock.advance(600);
      transport.accept(aRegistration());
      expect(transport.sent).toEqual([name]);
      transport.answer(name, { ok: true });
      expect(await answer).toEqual({ ok: true });
    },
  );

  it('are sent again, in order, when the acknowledgement was lost with the connection', async () => {
    const { client, clock, transport } = openOnline();
    const first = client.request('contact.accept', { id: 'budi' });
    const second = client.request('presence.set', { presence: 'dnd' });
    transport.lose();
    clock.advance(600);
    transport.accept(aRegistration());
    expect(transport.sent).toEqual([
      'contact.accept',
      'presence.set',
      'contact.accept',
      'presence.set',
    ]);
    transport.answer('contact.accept', { ok: true, contact: aContact('budi') });
    transport.answer('presence.set', { ok: true });
    expect(await Promise.all([first, second])).toMatchObject([{ ok: true }, { ok: true }]);
  });

  it('are all answered when the last of them is, and at once when none waits', async () => {
    const { client, transport } = openOnline();
    await client.answered();
    const heard = vi.fn();
    void client.request('presence.set', { presence: 'dnd' });
    void client.request('call.bye', { callId });
    const answered = client.answered().then(heard);
    transport.answer('presence.set', { ok: true });
    await settled();
    expect(heard).not.toHaveBeenCalled();
    transport.answer('call.bye', { ok: true });
    await answered;
    expect(heard).toHaveBeenCalledOnce();
  });

  it('of a session that is closed come to an end', async () => {
    const { client, clock } = openOnline();
    const answer = client.request('presence.set', { presence: 'dnd' });
    client.close();
    expect(await answer).toEqual({ ok: false, code: 'unreachable' });
    expect(clock.pending).toBe(0);
  });
});

describe('events', () => {
  it('reach their listeners parsed, until they unsubscribe', () => {
    const { client, transport } = openOnline();
    const heard: unknown[] = [];
    const stop = client.on('presence.changed', (payload) => heard.push(payload));
    transport.emit('presence.changed', { id: 'budi', presence: 'dnd', secret: 1 });
    stop();
    transport.emit('presence.changed', { id: 'budi', presence: 'online' });
    expect(heard).toEqual([{ id: 'budi', presence: 'dnd' }]);
  });

  it('are dropped and logged where they do not parse', () => {
    const lines: string[] = [];
    const { client, transport } = openClient({ log: createLogger((_, line) => lines.push(line)) });
    transport.accept(aRegistration());
    const heard = vi.fn();
    client.on('presence.changed', heard);
    transport.emit('presence.changed', { id: 'budi', presence: 7 });
    transport.emit('no.such.event', {});
    transport.emit('toString', {});
    expect(heard).not.toHaveBeenCalled();
    expect(lines.join('\n')).toContain('malformed event dropped');
  });

  it('registered that cannot be read says so, and is not asked for again at once', () => {
    const { client, clock, transport } = openClient();
    transport.accept({ account: null });
    expect(client.state.value).toEqual({ state: 'incompatible', who: 'app-too-old' });
    clock.advance(60_000);
    expect(transport.tries).toBe(1);
    clock.advance(5 * 60_000);
    expect(transport.tries).toBe(2);
    transport.accept(aRegistration());
    expect(client.state.value).toEqual({ state: 'online' });
  });

  it('registered is understood with people in states that are not known', () => {
    const { client, transport } = openClient();
    const contacts = [aContact('budi'), { ...aContact('tono'), presence: 'asleep' }];
    transport.accept({ ...aRegistration(), contacts });
    expect(client.state.value).toEqual({ state: 'online' });
  });

  it('reach the second listener though the first throws', () => {
    const { client, transport } = openOnline();
    const heard = vi.fn();
    client.on('contact.removed', () => {
      throw new Error('broken');
    });
    client.on('contact.removed', heard);
    transport.emit('contact.removed', { id: 'budi' });
    expect(heard).toHaveBeenCalledOnce();
  });
});
