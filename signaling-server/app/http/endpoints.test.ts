import { type EndpointName, endpoints } from '@tatap/protocol/signaling';
import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  deviceNumber,
  startTestServer,
  type TestServer,
  testDevice,
} from '../../../testing/signaling-server.ts';

let server: TestServer;
let people = 0;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.close());

let sari: string;
let token: string;

beforeEach(async () => {
  sari = `sari-${++people}`;
  token = await server.register(sari);
});

const account = (id: string) => ({
  id,
  displayName: 'Someone',
  password: 'correct horse',
  device: testDevice(),
});

describe('the server', () => {
  test('returns its name and version', async () => {
    expect(await server.ask('serverInfo')).toMatchObject({
      status: 200,
      ack: {
        ok: true,
        product: 'tatap',
        version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
        protocolVersions: [1],
        registration: 'open',
        serverTime: expect.any(Number),
      },
    });
  });

  test('allows requests from pages of other origins', async () => {
    const preflight = await fetch(`${server.url}/api/sessions/current`, {
      method: 'OPTIONS',
      headers: { origin: 'app://tatap', 'access-control-request-method': 'DELETE' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-methods')).toContain('DELETE');
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
    const { headers } = await server.ask('serverInfo');
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect((await fetch(`${server.url}/metrics`)).headers.has('access-control-allow-origin')).toBe(
      false,
    );
  });

  test.each(['/api/nothing', '/api', '/nothing'])('answers %s with a code', async (path) => {
    const response = await fetch(server.url + path);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ ok: false, code: 'not-found' });
  });
});

describe('accounts', () => {
  test('a taken ID is refused with 409', async () => {
    const body = { ...account(sari), device: testDevice(deviceNumber(2)) };
    expect(await server.ask('createAccount', { body })).toMatchObject({
      status: 409,
      ack: { ok: false, code: 'id-taken' },
    });
  });

  test.each([
    ['an ID with capitals', { id: 'Sari' }],
    ['a short password', { password: 'short' }],
    ['an empty name', { displayName: '  ' }],
    ['a device that is no UUID', { device: { ...testDevice(), id: 'laptop' } }],
  ])('%s: 400, with the field and without its value', async (_, wrong) => {
    const body = { ...account('budi'), ...wrong };
    const { status, ack } = await server.ask('createAccount', { body });
    expect(status).toBe(400);
    expect(ack).toMatchObject({ ok: false, code: 'malformed' });
    const [field = ''] = Object.keys(wrong);
    expect(ack).toHaveProperty('detail', expect.stringMatching(new RegExp(`^${field}`)));
    expect(JSON.stringify(ack)).not.toContain('short');
  });

  test('unknown fields are dropped, and prototypes are not changed', async () => {
    const response = await fetch(`${server.url}/api/account`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: '{"displayName":"Sari","id":"root","createdAt":0,"constructor":{"x":1}}',
    });
    expect(await response.json()).toMatchObject({
      ok: true,
      account: { id: sari, displayName: 'Sari' },
    });
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });

  test('a path that is not a valid URL is malformed', async () => {
    const response = await fetch(`${server.url}/api/sessions/%zz`, { method: 'DELETE' });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ ok: false, code: 'malformed' });
  });

  test('a change returns the whole account', async () => {
    const { ack } = await server.ask('updateAccount', { token, body: { whoMayCall: 'contacts' } });
    expect(ack).toMatchObject({ ok: true, account: { id: sari, whoMayCall: 'contacts' } });
  });

  test('the export contains account, devices, contacts and missed calls', async () => {
    const { ack } = await server.ask('exportAccount', { token });
    expect(ack).toMatchObject({
      ok: true,
      account: { id: sari },
      sessions: [{ current: true }],
      contacts: [],
      missedCalls: [],
    });
    expect(JSON.stringify(ack)).not.toMatch(/argon2|token/i);
  });

  test('after deletion all data is gone, and the ID stays taken', async () => {
    const wrong = await server.ask('deleteAccount', { token, body: { password: 'wrong horse' } });
    expect(wrong).toMatchObject({ status: 403, ack: { code: 'wrong-credentials' } });
    const right = await server.ask('deleteAccount', { token, body: { password: 'correct horse' } });
    expect(right).toMatchObject({ status: 200, ack: { ok: true } });
    expect(await server.ask('listSessions', { token })).toMatchObject({ status: 401 });
    await expect(server.register(sari)).rejects.toThrow('id-taken');
  });
});

describe('sessions', () => {
  const signIn = (id: string, password: string, device = deviceNumber(2)) =>
    server.ask('signIn', { body: { id, password, device: testDevice(device) } });

  test('an unknown ID gets exactly the same answer as a wrong password', async () => {
    const wrong = await signIn(sari, 'battery staple');
    const unknown = await signIn('nobody', 'battery staple');
    expect(wrong).toMatchObject({ status: 403, ack: { ok: false, code: 'wrong-credentials' } });
    expect({ ...unknown, headers: [] }).toEqual({ ...wrong, headers: [] });
    expect([...unknown.headers.keys()]).toEqual([...wrong.headers.keys()]);
  });

  test('are listed, and can be revoked from another device', async () => {
    const { ack } = await signIn(sari, 'correct horse');
    if (!ack.ok) throw new Error(ack.code);
    const listed = await server.ask('listSessions', { token });
    expect(listed.ack).toMatchObject({ ok: true, sessions: [{}, {}] });
    const revoke = () => server.ask('revokeSession', { token, device: deviceNumber(2) });
    expect(await revoke()).toMatchObject({ status: 200, ack: { ok: true } });
    expect(await revoke()).toMatchObject({ status: 404, ack: { code: 'not-found' } });
    expect(await server.ask('listSessions', { token: ack.token })).toMatchObject({ status: 401 });
  });

  test('a device registers its signing key and is listed with it', async () => {
    const device = { ...testDevice(deviceNumber(2)), key: 'K'.repeat(43) };
    const body = { id: sari, password: 'correct horse', device };
    const { ack } = await server.ask('signIn', { body });
    if (!ack.ok) throw new Error(ack.code);
    const listed = await server.ask('listSessions', { token: ack.token });
    expect(listed.ack).toMatchObject({
      sessions: expect.arrayContaining([expect.objectContaining({ device })]),
    });
    const bad = { ...body, device: { ...device, key: 'too short' } };
    expect(await server.ask('signIn', { body: bad })).toMatchObject({
      status: 400,
      ack: { code: 'malformed', detail: expect.stringContaining('key') },
    });
  });

  test('a device ID that is not a UUID is refused', async () => {
    expect(await server.ask('revokeSession', { token, device: 'laptop' })).toMatchObject({
      status: 400,
      ack: { code: 'malformed', detail: expect.stringContaining('device') },
    });
  });

  test('signing out ends the token', async () => {
    expect(await server.ask('signOut', { token })).toMatchObject({ status: 200 });
    const again = await server.ask('signOut', { token });
    expect(again).toMatchObject({ status: 401, ack: { code: 'unauthenticated' } });
    expect(again.headers.get('www-authenticate')).toBe('Bearer');
  });

  test('a password change signs out other devices and keeps this one', async () => {
    const { ack } = await signIn(sari, 'correct horse');
    if (!ack.ok) throw new Error(ack.code);
    const body = { current: 'correct horse', next: 'battery staple' };
    expect(await server.ask('changePassword', { token, body })).toMatchObject({
      ack: { ok: true, recoveryCode: expect.any(String) },
    });
    expect(await server.ask('listSessions', { token: ack.token })).toMatchObject({ status: 401 });
    expect(await server.ask('listSessions', { token })).toMatchObject({ status: 200 });
    expect(await signIn(sari, 'battery staple')).toMatchObject({ ack: { ok: true } });
  });

  test.each([
    ['empty', ''],
    ['without a token', 'Bearer'],
    ['of another scheme', 'Basic abc'],
    ['of other letters', 'Bearer \u00e4'],
    ['of a token that nobody has', 'Bearer MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE'],
    ['of a very long token', `Bearer ${'x'.repeat(5000)}`],
  ])('a header %s is no session', async (_, authorization) => {
    const response = await fetch(`${server.url}/api/sessions`, { headers: { authorization } });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ ok: false, code: 'unauthenticated' });
  });
});

describe('bodies', () => {
  const post = (body: string, contentType = 'application/json') =>
    fetch(`${server.url}/api/sessions`, {
      method: 'POST',
      headers: { 'content-type': contentType },
      body,
    });

  test.each([
    ['cut off', '{"id":'],
    ['a prototype', '{"__proto__":{"id":"x"},"id":"sari"}'],
    ['deep', '['.repeat(30_000) + ']'.repeat(30_000)],
    ['a number', '7'],
    ['null', 'null'],
    ['a list', '[]'],
    ['empty', ''],
  ])('%s: malformed', async (_, body) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ ok: false, code: 'malformed' });
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'as %s: malformed, because only JSON is read',
    async (contentType) => {
      const response = await post('{}', contentType);
      expect(await response.json()).toEqual({
        ok: false,
        code: 'malformed',
        detail: 'content-type: expected application/json',
      });
    },
  );

  test('over 64 kB are too large', async () => {
    const response = await post(JSON.stringify({ id: 'x'.repeat(65 * 1024) }));
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ ok: false, code: 'too-large' });
  });

  test('an empty body with a JSON content type is accepted', async () => {
    const response = await fetch(`${server.url}/api/sessions/current`, {
      method: 'DELETE',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    });
    expect(await response.json()).toEqual({ ok: true });
  });

  test('of any content never cause 5xx, and the server keeps running', async () => {
    const names = Object.keys(endpoints) as EndpointName[];
    const texts = fc.oneof(
      fc.json(),
      fc.string(),
      fc
        .record({
          id: fc.oneof(fc.constant('budi'), fc.string()),
          password: fc.oneof(fc.constant('battery staple'), fc.string()),
          displayName: fc.oneof(fc.constant('Budi'), fc.string()),
          device: fc.oneof(fc.constant(testDevice()), fc.jsonValue()),
          current: fc.string(),
          next: fc.string(),
        })
        .map((body) => JSON.stringify(body)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        texts,
        fc.boolean(),
        fc.webSegment({ size: 'small' }),
        async (name, body, signedIn, segment) => {
          const { method, path } = endpoints[name];
          // Signing out is tested above. Here it would end the session of the following requests.
          fc.pre(name !== 'signOut');
          const response = await fetch(server.url + path.replace(':device', segment), {
            method,
            headers: {
              'content-type': 'application/json',
              ...(signedIn ? { authorization: `Bearer ${token}` } : {}),
            },
            body: method === 'GET' ? null : body,
          });
          expect(response.status).toBeLessThan(500);
          expect(await response.json()).toHaveProperty('ok', response.status === 200);
        },
      ),
      { numRuns: 500 },
    );
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  }, 240_000);
});
