import { randomUUID } from 'node:crypto';
import type { Signal } from '@tatap/protocol/signaling';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { RawClient, textFrame, upgradeRequest } from '../../testing/attacks/raw-client.ts';
import { BrokenNetwork } from '../../testing/server/broken-network.ts';
import { LivePeople } from '../../testing/server/live-device.ts';
import { startTestServer, type TestServer } from '../../testing/signaling-server.ts';
import { openBlockingSqlite } from '../storage/sqlite/blocking.ts';

// Many processes share the machine that runs all tests.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let server: TestServer;
let people: LivePeople;

beforeEach(async () => {
  server = await startTestServer();
  people = new LivePeople(server);
}, 30_000);

afterEach(async () => {
  people.close();
  await server.close();
});

describe('a handshake', () => {
  const refusalOf = async (auth: unknown): Promise<unknown> => {
    const device = await people.signedIn('ana');
    Object.assign(device.socket, { auth });
    const error: unknown = await device.connect().then(
      () => null,
      (reason) => reason,
    );
    return (error as { data?: unknown }).data;
  };

  test('of another version gets the supported versions, whatever its other fields are', async () => {
    expect(await refusalOf({ protocolVersion: 999, nonsense: true })).toEqual({
      ok: false,
      code: 'unsupported-version',
      versions: [1],
    });
  });

  test.each([{}, { protocolVersion: '1' }, { protocolVersion: 1, token: 'short' }, { pid: [] }])(
    'that says %j is malformed',
    async (auth) => {
      expect(await refusalOf(auth)).toMatchObject({ ok: false, code: 'malformed' });
    },
  );

  test('without a session, or with another device’s, is refused', async () => {
    const auth = { protocolVersion: 1, deviceId: randomUUID(), capabilities: [] };
    expect(await refusalOf({ ...auth, token: 'x'.repeat(43) })).toMatchObject({
      code: 'unauthenticated',
    });
    const other = await people.signedIn('budi');
    expect(await refusalOf({ ...auth, token: other.token })).toMatchObject({
      code: 'unauthenticated',
    });
  });
});

test('a second socket of the same device replaces the first', async () => {
  const first = await people.device('ana');
  const second = people.again('ana', first.id, first.token);
  await second.connect();
  expect(await first.next('session.ended')).toEqual({ reason: 'replaced' });
  await expect.poll(() => first.ends, { timeout: 10_000 }).toEqual(['io server disconnect']);
  expect(await second.ask('presence.set', { presence: 'away' })).toEqual({ ok: true });
});

test('a device that is signed out elsewhere gets the reason and cannot reconnect', async () => {
  const [one, two] = [await people.device('ana'), await people.device('ana')];
  await server.ask('revokeSession', { token: one.token, device: two.id });
  expect(await two.next('session.ended')).toEqual({ reason: 'revoked' });
  await expect.poll(() => two.ends, { timeout: 10_000 }).toEqual(['io server disconnect']);
  await expect(two.connect()).rejects.toMatchObject({ data: { code: 'unauthenticated' } });
});

test('a device whose session is revoked during the handshake gets the reason and is refused', async () => {
  await server.close();
  const storage = openBlockingSqlite(':memory:');
  server = await startTestServer({}, { storage });
  people = new LivePeople(server);
  const [one, two] = [await people.device('ana'), await people.signedIn('ana')];
  const findByToken = storage.sessions.findByToken.bind(storage.sessions);
  storage.sessions.findByToken = async (hash) => {
    const session = await findByToken(hash);
    if (session?.device.id !== two.id) return session;
    storage.sessions.findByToken = findByToken;
    await server.ask('revokeSession', { token: one.token, device: two.id });
    return session;
  };
  two.socket.connect();
  expect(await two.next('session.ended')).toEqual({ reason: 'revoked' });
  await expect.poll(() => two.ends, { timeout: 10_000 }).toEqual(['io server disconnect']);
  expect(two.all('registered')).toEqual([]);
});

test('`registered` is the first event, and events during its read come after it', async () => {
  await server.close();
  const storage = openBlockingSqlite(':memory:');
  server = await startTestServer({}, { storage });
  people = new LivePeople(server);
  const [one, two] = [await people.device('ana'), await people.signedIn('ana')];
  const list = storage.missedCalls.list.bind(storage.missedCalls);
  storage.missedCalls.list = async (account) => {
    storage.missedCalls.list = list;
    const missed = await list(account);
    await server.ask('updateAccount', { token: one.token, body: { displayName: 'Ana Baru' } });
    await one.next('account.changed');
    return missed;
  };
  const registered = await two.connect();
  expect(registered.account.displayName).toBe('ana');
  expect((await two.next('account.changed')).account.displayName).toBe('Ana Baru');
  expect(two.heard.map(({ name }) => name)).toEqual(['registered', 'account.changed']);
});

test('a new name is sent to the own devices and the contacts', async () => {
  const [ana, budi] = [await people.device('ana'), await people.device('budi')];
  await people.befriend(ana, budi);
  await server.ask('updateAccount', { token: ana.token, body: { displayName: 'Ana Baru' } });
  expect((await ana.next('account.changed')).account.displayName).toBe('Ana Baru');
  const { contact } = await budi.next(
    'contact.changed',
    (payload) => payload.contact.displayName === 'Ana Baru',
  );
  expect(contact).toMatchObject({ id: 'ana', relation: 'accepted', presence: 'online' });
});

test('a deleted account disappears from all lists', async () => {
  const [ana, budi] = [await people.device('ana'), await people.device('budi')];
  await people.befriend(ana, budi);
  const callId = await ana.call('budi');
  await budi.next('call.incoming');
  await budi.ask('call.accept', { callId, media: 'video' });
  await server.ask('deleteAccount', { token: ana.token, body: { password: 'correct horse' } });
  expect(await ana.next('session.ended')).toEqual({ reason: 'deleted' });
  expect(await budi.next('contact.removed')).toEqual({ id: 'ana' });
  expect(await budi.next('call.ended')).toEqual({ callId, reason: 'gone' });
});

describe('a connection that breaks', () => {
  const candidates = (seq: number): Signal => ({
    kind: 'candidates',
    candidates: [{ candidate: '', sdpMid: null, sdpMLineIndex: null, usernameFragment: null }],
    seq,
  });

  test('is resumed with all missed events in order, then with a snapshot', async () => {
    const [ana, budi] = [await people.device('ana'), await people.device('budi')];
    const callId = await ana.call('budi');
    await budi.next('call.incoming');
    await budi.ask('call.accept', { callId, media: 'video' });
    await budi.drop();
    for (const seq of [1, 2, 3]) {
      const signal = candidates(seq);
      expect(await ana.ask('call.signal', { callId, toDevice: budi.id, signal })).toEqual({
        ok: true,
      });
    }
    const heard = budi.heard.length;
    await budi.connect();
    expect(budi.socket.recovered).toBe(true);
    expect(budi.heard.slice(heard).map(({ name }) => name)).toEqual([
      'call.signal',
      'call.signal',
      'call.signal',
      'registered',
    ]);
    expect(budi.all('call.signal').map(({ signal }) => signal.seq)).toEqual([1, 2, 3]);
    expect(budi.all('registered').at(-1)?.calls).toEqual([
      expect.objectContaining({ state: 'accepted', callId, peer: ana.address }),
    ]);
  });

  test('is resumed even if the server has not noticed that it is dead', async () => {
    const network = await BrokenNetwork.before(server.url);
    const [ana, budi] = [await people.device('ana'), await people.signedIn('budi', network.url)];
    await budi.connect();
    const callId = await ana.call('budi');
    await budi.next('call.incoming');
    await budi.ask('call.accept', { callId, media: 'video' });
    const closed = new Promise((resolve) => budi.socket.once('disconnect', resolve));
    network.swallow();
    await closed;
    const signal = candidates(7);
    await ana.ask('call.signal', { callId, toDevice: budi.id, signal });
    await budi.connect();
    expect(budi.socket.recovered).toBe(true);
    expect((await budi.next('call.signal')).signal.seq).toBe(7);
    expect(budi.all('session.ended')).toEqual([]);
    expect(ana.all('call.ended')).toEqual([]);
    budi.close();
    await network.close();
  });

  test('is not resumed by another device, and can be resumed by its own afterwards', async () => {
    const [ana, budi] = [await people.device('ana'), await people.device('budi')];
    await people.befriend(ana, budi);
    await budi.drop();
    await ana.ask('presence.set', { presence: 'away' });
    const thief = await people.signedIn('citra');
    for (const name of ['_pid', '_lastOffset']) {
      Reflect.set(thief.socket, name, Reflect.get(budi.socket, name));
    }
    await expect(thief.connect()).rejects.toMatchObject({ data: { code: 'unauthenticated' } });
    expect(thief.heard).toEqual([]);
    const heard = budi.heard.length;
    await budi.connect();
    expect(budi.socket.recovered).toBe(true);
    const names = budi.heard.slice(heard).map(({ name }) => name);
    expect(names).toEqual(['presence.changed', 'registered']);
  });

  test('can be resumed after a connection with two handshakes has named it', async () => {
    const budi = await people.device('budi');
    await budi.drop();
    const port = Number(new URL(server.url).port);
    const raw = (await RawClient.open(port)).listen();
    raw.write(upgradeRequest(port));
    await raw.reads('pingInterval');
    const [pid, offset] = ['_pid', '_lastOffset'].map((name) => Reflect.get(budi.socket, name));
    const named = textFrame(`40${JSON.stringify({ pid, offset })}`);
    raw.write(Buffer.concat([textFrame('40{}'), named]));
    expect(await raw.ended(30_000)).toBe(true);
    await budi.connect();
    expect(budi.socket.recovered).toBe(true);
  });

  test('is not resumed by a device that was signed out in the meantime', async () => {
    const [ana, budi] = [await people.device('ana'), await people.device('budi')];
    const other = await people.device('budi');
    await people.befriend(ana, budi);
    await budi.drop();
    await server.ask('revokeSession', { token: other.token, device: budi.id });
    await ana.call('budi');
    const heard = budi.heard.length;
    await expect(budi.connect()).rejects.toMatchObject({ data: { code: 'unauthenticated' } });
    expect(budi.heard.slice(heard)).toEqual([]);
  });
});
