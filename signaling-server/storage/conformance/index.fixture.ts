import { describe } from 'vitest';
import { accountsConform } from './accounts.fixture.ts';
import { callsConform } from './calls.fixture.ts';
import { contactsConform } from './contacts.fixture.ts';
import type { OpenStorage } from './people.fixture.ts';
import { recoveryCodesConform } from './recovery-codes.fixture.ts';
import { sessionsConform } from './sessions.fixture.ts';

/** Tests that every implementation of Storage must pass, whichever database it uses. */
export function conforms(name: string, open: OpenStorage): void {
  describe(`${name} conforms to Storage:`, () => {
    accountsConform(open);
    sessionsConform(open);
    contactsConform(open);
    callsConform(open);
    recoveryCodesConform(open);
  });
}
