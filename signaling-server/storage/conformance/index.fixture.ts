import { describe } from 'vitest';
import { accountsConform } from './accounts.fixture.ts';
import { callsConform } from './calls.fixture.ts';
import { contactsConform } from './contacts.fixture.ts';
import type { OpenStorage } from './people.fixture.ts';
import { recoveryCodesConform } from './recovery-codes.fixture.ts';
import { sessionsConform } from './sessions.fixture.ts';

/** What every implementation of Storage must do, whichever database is behind it. */
export function conforms(name: string, open: OpenStorage): void {
  describe(`${name} behaves as storage must:`, () => {
    accountsConform(open);
    sessionsConform(open);
    contactsConform(open);
    callsConform(open);
    recoveryCodesConform(open);
  });
}
