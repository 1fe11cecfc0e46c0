import { defaultSettings } from '@tatap/protocol/settings';
import { expect, test, vi } from 'vitest';
import { createBridge, type IpcSender } from './bridge.ts';

type Listener = Parameters<IpcSender['on']>[1];

function fakeIpc(reply: unknown = { ok: true, value: defaultSettings }) {
  const listeners = new Set<Listener>();
  return {
    invoke: vi.fn(async () => reply),
    on: vi.fn((_channel: string, listener: Listener) => listeners.add(listener)),
    removeListener: vi.fn((_channel: string, listener: Listener) => listeners.delete(listener)),
    push: (payload: unknown) => {
      for (const listener of listeners) listener({ sender: 'raw' }, payload);
    },
    listeners,
  };
}

test('an invocation travels under its name, and the answer comes back', async () => {
  const ipc = fakeIpc();
  await expect(createBridge(ipc).invoke('settings.write', { theme: 'dark' })).resolves.toEqual(
    defaultSettings,
  );
  expect(ipc.invoke).toHaveBeenCalledExactlyOnceWith('settings.write', { theme: 'dark' });
});

test('a refusal rejects with the code as its message', async () => {
  const bridge = createBridge(fakeIpc({ ok: false, code: 'disk-full' }));
  await expect(bridge.invoke('settings.write', {})).rejects.toThrow(/^disk-full$/);
});

test('a result reaches the page as the contract says, or not at all', async () => {
  const result = { persisted: true, token: 'secret' };
  const bridge = createBridge(fakeIpc({ ok: true, value: result }));
  await expect(bridge.invoke('session.write', null)).resolves.toEqual({ persisted: true });
  await expect(bridge.invoke('window.isSeen', undefined)).rejects.toThrow(/^result-refused$/);
});

test.each(['ELECTRON_BROWSER_SANDBOX_LOAD', 'toString', '__proto__', ''])(
  'the name %j reaches no channel',
  async (name) => {
    const ipc = fakeIpc();
    const bridge = createBridge(ipc);
    await expect(bridge.invoke(name as 'app.info', undefined)).rejects.toThrow('argument-refused');
    expect(() => bridge.on(name as 'power.resumed', () => undefined)).toThrow('argument-refused');
    expect(ipc.invoke).not.toHaveBeenCalled();
    expect(ipc.on).not.toHaveBeenCalled();
  },
);

test('a listener gets the parsed payload alone, until it unsubscribes', () => {
  const ipc = fakeIpc();
  const listener = vi.fn();
  const off = createBridge(ipc).on('link.opened', listener);
  ipc.push({ action: 'call', id: 'rina', more: 1 });
  ipc.push({ action: 'explode', id: 'rina' });
  expect(listener.mock.calls).toEqual([[{ action: 'call', id: 'rina' }]]);
  off();
  expect(ipc.listeners.size).toBe(0);
});
