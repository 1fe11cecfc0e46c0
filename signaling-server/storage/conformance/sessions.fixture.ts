import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Storage } from '../../domain/ports.ts';
import {
  createAccounts,
  laptop,
  type OpenStorage,
  phone,
  session,
  token,
} from './people.fixture.ts';

/** Tests of sessions that every storage must pass. */
export function sessionsConform(open: OpenStorage): void {
  let storage: Storage;

  beforeEach(async () => {
    storage = await open();
    await createAccounts(storage, 'sari', 'budi');
  });

  afterEach(() => storage.close());

  describe('sessions', () => {
    test('a session is found by its token, unchanged', async () => {
      await storage.sessions.open(session('sari'), token(1));
      expect(await storage.sessions.findByToken(token(1))).toEqual(session('sari'));
      expect(await storage.sessions.findByToken(token(2))).toBeNull();
    });

    test('a device without a key has none', async () => {
      const { key: _, ...device } = session('sari').device;
      await storage.sessions.open({ ...session('sari'), device }, token(1));
      expect((await storage.sessions.findByToken(token(1)))?.device).toEqual(device);
    });

    test('a device has one session; a new one replaces the old token', async () => {
      await storage.sessions.open(session('sari'), token(1));
      await storage.sessions.open(session('sari'), token(2));
      expect(await storage.sessions.findByToken(token(1))).toBeNull();
      expect(await storage.sessions.list('sari')).toHaveLength(1);
    });

    test('the same device can be signed in to two accounts', async () => {
      await storage.sessions.open(session('sari'), token(1));
      await storage.sessions.open(session('budi'), token(2));
      expect(await storage.sessions.findByToken(token(1))).toMatchObject({ account: 'sari' });
      expect(await storage.sessions.findByToken(token(2))).toMatchObject({ account: 'budi' });
    });

    test('an unknown account has no session', async () => {
      await expect(storage.sessions.open(session('nobody'), token(1))).rejects.toMatchObject({
        name: 'StorageError',
      });
    });

    test('is not opened with an old password', async () => {
      const { sessions } = storage;
      expect(await sessions.open(session('sari'), token(1), 'hash of sari')).toBe(true);
      expect(await sessions.open(session('sari'), token(2), 'hash of budi')).toBe(false);
      expect(await sessions.open(session('nobody'), token(3), 'hash of sari')).toBe(false);
      expect(await sessions.findByToken(token(1))).toMatchObject({ account: 'sari' });
      expect(await sessions.findByToken(token(2))).toBeNull();
    });

    test('the most recently used one is listed first', async () => {
      await storage.sessions.open(session('sari', laptop), token(1));
      await storage.sessions.open(session('sari', phone), token(2));
      await storage.sessions.touch('sari', phone, 9, 200);
      expect(await storage.sessions.list('sari')).toMatchObject([
        { device: { id: phone }, lastSeenAt: 9, expiresAt: 200 },
        { device: { id: laptop } },
      ]);
    });

    test('a use never moves the expiry to an earlier time, whatever the clock says', async () => {
      await storage.sessions.open(session('sari', laptop, 100), token(1));
      await storage.sessions.touch('sari', laptop, 0, 50);
      expect(await storage.sessions.findByToken(token(1))).toMatchObject({ expiresAt: 100 });
    });

    test('revoking returns which sessions there were', async () => {
      await storage.sessions.open(session('sari', laptop), token(1));
      await storage.sessions.open(session('sari', phone), token(2));
      await storage.sessions.open(session('budi', phone), token(3));
      expect(await storage.sessions.revokeOthers('sari', laptop)).toEqual([phone]);
      expect(await storage.sessions.revoke('sari', laptop)).toBe(true);
      expect(await storage.sessions.revoke('sari', laptop)).toBe(false);
      expect(await storage.sessions.list('budi')).toHaveLength(1);
    });

    test('the sweep removes only expired sessions', async () => {
      await storage.sessions.open(session('sari', laptop, 100), token(1));
      await storage.sessions.open(session('budi', phone, 200), token(2));
      expect(await storage.sessions.endingBefore(150)).toMatchObject([{ account: 'sari' }]);
      expect(await storage.sessions.sweep(150)).toBe(1);
      expect(await storage.sessions.list('budi')).toHaveLength(1);
    });
  });
}
