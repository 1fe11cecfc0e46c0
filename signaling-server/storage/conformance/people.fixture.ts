import { expect } from 'vitest';
import type { NewAccount, SessionRecord, Storage } from '../../domain/ports.ts';

export const laptop = '3f0b7c0e-5a37-4b6e-9f43-0a4d8f6f3c11';
export const phone = '8d6f2a54-63c5-4a1c-8a8f-5c6d11c0a2b7';
export const call = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const token = (n: number) => new Uint8Array(32).fill(n);

/** Opens a new, empty storage. */
export type OpenStorage = () => Promise<Storage>;

export function newAccount(id: string, invitation: string | null = null): NewAccount {
  return {
    id,
    displayName: id.toUpperCase(),
    passwordHash: `hash of ${id}`,
    createdAt: 1,
    invitation,
  };
}

export async function createAccounts(storage: Storage, ...ids: string[]): Promise<void> {
  for (const id of ids) expect(await storage.accounts.create(newAccount(id))).toBe('created');
}

export function session(account: string, device = laptop, expiresAt = 100): SessionRecord {
  return {
    account,
    device: { id: device, name: 'Laptop', platform: 'linux', key: 'K'.repeat(43) },
    createdAt: 1,
    lastSeenAt: 1,
    expiresAt,
  };
}
