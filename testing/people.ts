import type { Account, Contact, EventPayload } from '@tatap/protocol/signaling';

export const aDeviceId = '8b9cd2e0-8f3e-4c55-9d0b-2f1f5f3c7a11';
export const aToken = 'token-of-a-test-that-is-long-enough';

/** An account as the server would send it. */
export function anAccount(change: Partial<Account> = {}): Account {
  return {
    id: 'sari',
    displayName: 'Sari',
    whoMayCall: 'everyone',
    presence: 'online',
    createdAt: 1_700_000_000_000,
    ...change,
  };
}

/** A contact as the server would send it. */
export function aContact(id: string, change: Partial<Contact> = {}): Contact {
  return {
    id,
    displayName: id,
    relation: 'accepted',
    presence: 'online',
    favourite: false,
    nickname: '',
    ...change,
  };
}

/** The first event of every connection. */
export function aRegistration(
  change: Partial<EventPayload<'registered'>> = {},
): EventPayload<'registered'> {
  return {
    account: anAccount(),
    device: aDeviceId,
    serverTime: 1_700_000_000_000,
    contacts: [],
    calls: [],
    missed: [],
    handled: [],
    ice: { iceServers: [], expiresAt: null },
    ...change,
  };
}
