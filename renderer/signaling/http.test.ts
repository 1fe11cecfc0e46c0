import { describe, expect, it } from 'vitest';
import { aDeviceId, anAccount, aToken } from '../../testing/people.ts';
import { silentLogger } from '../log.ts';
import { diagnose } from './diagnose.ts';
import { HttpClient } from './http.ts';

const serverUrl = 'https://tatap.test';
const opened = { token: aToken, expiresAt: 1, account: anAccount() };

interface Call {
  readonly url: string;
  readonly init: RequestInit;
}

function setUp(answer: () => Response | Promise<Response>, { badCertificate = false } = {}) {
  const calls: Call[] = [];
  const http = new HttpClient({
    fetch: async (url, init) => {
      calls.push({ url: String(url), init: init ?? {} });
      return answer();
    },
    log: silentLogger,
    certificateRefused: async () => badCertificate,
  });
  return { calls, http };
}

const html = (status: number) => () => new Response('<html></html>', { status });

function fails(cause: unknown) {
  return () => Promise.reject(cause);
}

describe('an HTTP request', () => {
  it('sends method, path, body and token, and gives the parsed answer', async () => {
    const { calls, http } = setUp(() => Response.json({ ok: true, account: anAccount(), more: 1 }));
    const target = { serverUrl, token: aToken };
    const answer = await http.request('updateAccount', target, { displayName: 'Sari' });
    expect(answer).toEqual({ ok: true, account: anAccount() });
    const [call] = calls;
    expect(call?.url).toBe('https://tatap.test/api/account');
    expect(call?.init).toMatchObject({ method: 'PATCH', body: '{"displayName":"Sari"}' });
    expect(new Headers(call?.init.headers).get('authorization')).toBe(`Bearer ${aToken}`);
  });

  it('names the device in the path', async () => {
    const { calls, http } = setUp(() => Response.json({ ok: true }));
    await http.request('revokeSession', { serverUrl, token: aToken, device: aDeviceId }, {});
    expect(calls[0]?.url).toBe(`https://tatap.test/api/sessions/${aDeviceId}`);
  });

  it('sends no body with GET', async () => {
    const { calls, http } = setUp(() => Response.json({ ok: true, sessions: [] }));
    await http.request('listSessions', { serverUrl, token: aToken }, {});
    expect(calls[0]?.init.body).toBeUndefined();
  });

  it.each([
    [
      'a refusal',
      () => Response.json({ ok: false, code: 'id-taken' }, { status: 409 }),
      'id-taken',
    ],
    ['a code of a newer server', () => Response.json({ ok: false, code: 'later' }), 'internal'],
    ['an answer that does not fit', () => Response.json({ ok: true, token: 1 }), 'not-a-server'],
    ['a page', html(200), 'not-a-server'],
    ['a page that says not found', html(404), 'not-a-server'],
    ['a proxy without its server', html(502), 'unreachable'],
    ['no network', fails(new TypeError('Failed to fetch')), 'unreachable'],
    ['silence', fails(new DOMException('timed out', 'TimeoutError')), 'timeout'],
  ] as const)('gives %s its code', async (_, answer, code) => {
    const { http } = setUp(answer);
    const device = { id: aDeviceId, name: 'Chrome on Linux', platform: 'web' } as const;
    const form = { id: 'sari', password: 'correct horse', device };
    expect(await http.request('signIn', { serverUrl }, form)).toMatchObject({ ok: false, code });
  });

  it('passes on when a rate limit ends', async () => {
    const refusal = { ok: false, code: 'rate-limited', retryAfterMs: 4000 };
    const { http } = setUp(() => Response.json(refusal, { status: 429 }));
    expect(await http.request('signOut', { serverUrl }, {})).toMatchObject({ retryAfterMs: 4000 });
  });

  it('tells a refused certificate from a server that is away', async () => {
    const { http } = setUp(fails(new TypeError('Failed to fetch')), { badCertificate: true });
    expect(await http.request('signOut', { serverUrl }, {})).toMatchObject({
      code: 'bad-certificate',
    });
  });

  it('opens a session', async () => {
    const { http } = setUp(() => Response.json({ ok: true, ...opened }));
    const device = { id: aDeviceId, name: 'Chrome on Linux', platform: 'web' } as const;
    const form = { id: 'sari', password: 'correct horse', device };
    expect(await http.request('signIn', { serverUrl }, form)).toEqual({ ok: true, ...opened });
  });
});

describe('the diagnosis of a socket that does not open', () => {
  const info = {
    product: 'tatap',
    version: '0.1.0',
    protocolVersions: [1],
    registration: 'open',
  };

  it.each([
    ['a server that answers', () => Response.json({ ok: true, ...info }), 'socket-blocked'],
    ['a page', html(200), 'not-a-server'],
    ['nothing', fails(new TypeError('Failed to fetch')), 'unreachable'],
  ] as const)('%s', async (_, answer, cause) => {
    expect(await diagnose(setUp(answer).http, serverUrl)).toBe(cause);
  });
});
