import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RecoveryCodeRecord, Storage } from '../../domain/ports.ts';
import {
  createAccounts,
  laptop,
  type OpenStorage,
  phone,
  session,
  token,
} from './people.fixture.ts';

const code = (account: string, hash: number, more: Partial<RecoveryCodeRecord> = {}) => ({
  account,
  kind: 'own' as const,
  hash: token(hash),
  createdAt: 10,
  expiresAt: null,
  ...more,
});

/** Tests of `recoveryCodes` that every storage must pass. */
export function recoveryCodesConform(open: OpenStorage): void {
  let storage: Storage;

  beforeEach(async () => {
    storage = await open();
    await createAccounts(storage, 'sari', 'budi');
  });

  afterEach(() => storage.close());

  const change = (nextHash: number, at = 20) => ({
    passwordHash: 'new hash',
    nextHash: token(nextHash),
    at,
  });

  describe('recovery codes', () => {
    test('work only for their own account', async () => {
      expect(await storage.recoveryCodes.ownSince('sari')).toBeNull();
      expect(await storage.recoveryCodes.put(code('sari', 1))).toBe(true);
      expect(await storage.recoveryCodes.opens('sari', token(1), 20)).toBe(true);
      expect(await storage.recoveryCodes.opens('sari', token(2), 20)).toBe(false);
      expect(await storage.recoveryCodes.opens('budi', token(1), 20)).toBe(false);
      expect(await storage.recoveryCodes.opens('nobody', token(1), 20)).toBe(false);
      expect(await storage.recoveryCodes.ownSince('sari')).toBe(10);
    });

    test('are refused for an unknown account', async () => {
      expect(await storage.recoveryCodes.put(code('nobody', 1))).toBe(false);
      expect(await storage.recoveryCodes.opens('nobody', token(1), 20)).toBe(false);
    });

    test('are not stored with an old password', async () => {
      expect(await storage.recoveryCodes.put(code('sari', 1), 'hash of sari')).toBe(true);
      expect(await storage.recoveryCodes.put(code('sari', 2), 'hash of budi')).toBe(false);
      expect(await storage.recoveryCodes.opens('sari', token(1), 20)).toBe(true);
      expect(await storage.recoveryCodes.opens('sari', token(2), 20)).toBe(false);
    });

    test('replace an earlier code of the same kind', async () => {
      await storage.recoveryCodes.put(code('sari', 1));
      await storage.recoveryCodes.put(code('sari', 3, { createdAt: 15 }));
      await storage.recoveryCodes.put(code('sari', 2, { kind: 'operator', expiresAt: 30 }));
      expect(await storage.recoveryCodes.opens('sari', token(1), 20)).toBe(false);
      expect(await storage.recoveryCodes.opens('sari', token(2), 20)).toBe(true);
      expect(await storage.recoveryCodes.opens('sari', token(3), 20)).toBe(true);
      expect(await storage.recoveryCodes.ownSince('sari')).toBe(15);
    });

    test("replace the operator's code when they are the person's own", async () => {
      const operators = code('sari', 2, { kind: 'operator', expiresAt: 30 });
      await storage.recoveryCodes.put(operators);
      await storage.recoveryCodes.put({ ...operators, account: 'budi', hash: token(5) });
      await storage.recoveryCodes.put(code('sari', 3), 'hash of budi');
      expect(await storage.recoveryCodes.opens('sari', token(2), 20)).toBe(true);
      await storage.recoveryCodes.put(code('sari', 3));
      expect(await storage.recoveryCodes.opens('sari', token(2), 20)).toBe(false);
      expect(await storage.recoveryCodes.opens('sari', token(3), 20)).toBe(true);
      expect(await storage.recoveryCodes.opens('budi', token(5), 20)).toBe(true);
    });

    test('stop working when they expire, and are swept', async () => {
      await storage.recoveryCodes.put(code('sari', 1));
      await storage.recoveryCodes.put(code('sari', 2, { kind: 'operator', expiresAt: 30 }));
      expect(await storage.recoveryCodes.opens('sari', token(2), 30)).toBe(false);
      expect(await storage.recoveryCodes.use('sari', token(2), change(3, 30))).toBeNull();
      expect(await storage.recoveryCodes.sweep(31)).toBe(1);
      expect(await storage.recoveryCodes.sweep(31)).toBe(0);
      expect(await storage.recoveryCodes.opens('sari', token(1), 31)).toBe(true);
    });

    test.each([1, 2])(
      'set the password once, end all sessions and remove the other codes (%i)',
      async (n) => {
        await storage.recoveryCodes.put(code('sari', 1));
        await storage.recoveryCodes.put(code('sari', 2, { kind: 'operator', expiresAt: 30 }));
        await storage.recoveryCodes.put(code('budi', 5));
        await storage.sessions.open(session('sari', laptop), token(11));
        await storage.sessions.open(session('sari', phone), token(12));
        await storage.sessions.open(session('budi', laptop), token(13));

        const ended = await storage.recoveryCodes.use('sari', token(n), change(3));

        expect([...(ended ?? [])].sort()).toEqual([laptop, phone].sort());
        expect(await storage.accounts.passwordHash('sari')).toBe('new hash');
        expect(await storage.sessions.list('sari')).toEqual([]);
        for (const used of [1, 2]) {
          expect(await storage.recoveryCodes.use('sari', token(used), change(4))).toBeNull();
        }
        expect(await storage.recoveryCodes.opens('sari', token(3), 20)).toBe(true);
        expect(await storage.recoveryCodes.ownSince('sari')).toBe(20);
        expect(await storage.accounts.passwordHash('budi')).toBe('hash of budi');
        expect(await storage.sessions.list('budi')).toHaveLength(1);
        expect(await storage.recoveryCodes.opens('budi', token(5), 20)).toBe(true);
      },
    );

    test('are replaced by the next one when the password changes', async () => {
      await storage.recoveryCodes.put(code('sari', 1));
      await storage.recoveryCodes.put(code('sari', 2, { kind: 'operator', expiresAt: 30 }));
      await storage.recoveryCodes.put(code('budi', 5));
      const { recoveryCodes } = storage;
      expect(await recoveryCodes.changePassword('sari', 'hash of sari', change(3))).toBe(true);
      expect(await storage.accounts.passwordHash('sari')).toBe('new hash');
      expect(await recoveryCodes.opens('sari', token(1), 20)).toBe(false);
      expect(await recoveryCodes.opens('sari', token(2), 20)).toBe(false);
      expect(await recoveryCodes.opens('sari', token(3), 20)).toBe(true);
      expect(await recoveryCodes.opens('budi', token(5), 20)).toBe(true);
      expect(await storage.accounts.passwordHash('budi')).toBe('hash of budi');
    });

    test('stay when the password has changed in the meantime', async () => {
      await storage.recoveryCodes.put(code('sari', 1));
      const { recoveryCodes } = storage;
      expect(await recoveryCodes.changePassword('sari', 'hash of budi', change(3))).toBe(false);
      expect(await recoveryCodes.changePassword('nobody', 'hash of sari', change(3))).toBe(false);
      expect(await storage.accounts.passwordHash('sari')).toBe('hash of sari');
      expect(await recoveryCodes.opens('sari', token(1), 20)).toBe(true);
      expect(await recoveryCodes.opens('sari', token(3), 20)).toBe(false);
    });

    test('change nothing when the code is wrong', async () => {
      await storage.recoveryCodes.put(code('sari', 1));
      await storage.sessions.open(session('sari'), token(11));
      expect(await storage.recoveryCodes.use('sari', token(9), change(3))).toBeNull();
      expect(await storage.accounts.passwordHash('sari')).toBe('hash of sari');
      expect(await storage.sessions.list('sari')).toHaveLength(1);
      expect(await storage.recoveryCodes.opens('sari', token(1), 20)).toBe(true);
    });

    test('are deleted with their account', async () => {
      await storage.recoveryCodes.put(code('sari', 1));
      await storage.accounts.delete('sari', 5);
      expect(await storage.recoveryCodes.opens('sari', token(1), 20)).toBe(false);
      expect(await storage.recoveryCodes.ownSince('sari')).toBeNull();
    });
  });
}
