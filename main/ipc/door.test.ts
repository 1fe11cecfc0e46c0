import { invocations } from '@tatap/protocol/ipc';
import { beforeEach, expect, test, vi } from 'vitest';
import { createLogger } from '../log/log.ts';
import { type IpcHandlers, setupIpc } from './door.ts';

type Listener = (
  event: { senderFrame: { url: string; parent: unknown } | null },
  argument: unknown,
) => unknown;

const own = { senderFrame: { url: 'app://tatap/index.html', parent: null } };
const listeners = new Map<string, Listener>();
const logged: string[] = [];
const write = vi.fn();

beforeEach(() => {
  listeners.clear();
  logged.length = 0;
  write.mockReset();
  const handlers = new Proxy({} as IpcHandlers, { get: () => write });
  setupIpc(
    { handle: (channel, listener) => void listeners.set(channel, listener) },
    handlers,
    createLogger((_level, line) => logged.push(line)),
  );
});

const invoke = (name: string, argument: unknown, event: Parameters<Listener>[0] = own) =>
  listeners.get(name)?.(event, argument);

test('every invocation of the contract, and no other channel, is answered', () => {
  expect([...listeners.keys()]).toEqual(Object.keys(invocations));
});

test('a handler gets the parsed argument, and its result travels back', async () => {
  write.mockResolvedValue('result');
  expect(await invoke('settings.write', { theme: 'dark', unknown: 1 })).toEqual({
    ok: true,
    value: 'result',
  });
  expect(write).toHaveBeenCalledWith({ theme: 'dark' });
});

test.each([
  { senderFrame: null },
  { senderFrame: { url: 'https://elsewhere.example/', parent: null } },
  { senderFrame: { url: 'app://tatap/index.html', parent: {} } },
])('a sender that is not the app reaches no handler', async (event) => {
  expect(await invoke('session.read', undefined, event)).toEqual({
    ok: false,
    code: 'sender-refused',
  });
  expect(write).not.toHaveBeenCalled();
});

test('an argument that the contract refuses reaches no handler, and not the log', async () => {
  const argument = { serverUrl: 5, accountId: 'rina', token: 'hush' };
  expect(await invoke('session.write', argument)).toEqual({ ok: false, code: 'argument-refused' });
  expect(write).not.toHaveBeenCalled();
  expect(logged.join()).not.toContain('hush');
});

test.each([
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['EROFS', 'not-saved'],
  ['EACCES', 'not-saved'],
  ['EBADMSG', 'failed'],
])('the file system error %s is told as %s', async (code, told) => {
  write.mockImplementation(() => {
    throw Object.assign(new Error('write'), { code });
  });
  expect(await invoke('settings.write', {})).toEqual({ ok: false, code: told });
  expect(logged.join()).toContain('invocation failed');
});
