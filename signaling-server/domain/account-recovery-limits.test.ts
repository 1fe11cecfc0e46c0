import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type AccountsWorld,
  createRecoverableSari,
  device,
  home,
  person,
  recovering,
} from './accounts.fixture.ts';
import { newRecoveryCode } from './tokens.ts';

let world: AccountsWorld;
let services: ReturnType<AccountsWorld['servicesWith']>;
/** Sari's recovery code. */
let code: string;

const elsewhere = '192.0.2.66';
const wrong = newRecoveryCode().code;

beforeEach(async () => {
  ({ world, services, code } = await createRecoverableSari());
});
afterEach(() => world.storage.close());

describe('guessing recovery codes', () => {
  test('blocks only the network that guesses', async () => {
    const guesses = [];
    for (let n = 0; n < 9; n++) {
      guesses.push(await services.recovery.recover(recovering(wrong), elsewhere));
    }
    const codes = guesses.map((answer) => (answer.ok ? 'ok' : answer.code));
    expect(codes.slice(0, 3)).toEqual(Array.from({ length: 3 }, () => 'wrong-recovery-code'));
    expect(new Set(codes.slice(3))).toEqual(new Set(['rate-limited']));
    expect(await services.accounts.signIn(person('sari'), home)).toMatchObject({ ok: true });
    expect(await services.recovery.recover(recovering(code), home)).toMatchObject({ ok: true });
  });

  test('from many networks does not lock the owner out, not even on a new network', async () => {
    for (let n = 0; n < 50; n++) {
      await services.recovery.recover(recovering(wrong), `198.51.100.${n}`);
    }
    expect(await services.recovery.recover(recovering(code), '203.0.113.9')).toMatchObject({
      ok: true,
    });
  });

  test('is limited per network across all accounts', async () => {
    for (let n = 0; n < 6; n++) {
      await services.recovery.recover(recovering(wrong, { id: `person-${n}` }), elsewhere);
    }
    expect(await services.recovery.recover(recovering(code), elsewhere)).toEqual({
      ok: false,
      code: 'rate-limited',
      retryAfterMs: 60_000,
    });
  });

  test('is limited for an unknown ID too', async () => {
    for (let n = 0; n < 3; n++) {
      await services.recovery.recover(recovering(wrong, { id: 'nobody' }), elsewhere);
    }
    expect(
      await services.recovery.recover(recovering(wrong, { id: 'nobody' }), elsewhere),
    ).toMatchObject({ code: 'rate-limited' });
  });
});

test('does not block signing in after a recovery, even after too many wrong passwords', async () => {
  const { accounts, recovery } = services;
  const mistyped = { ...person('sari'), password: 'forgotten it' };
  for (let n = 0; n < 3; n++) await accounts.signIn(mistyped, home);
  expect(await accounts.signIn(mistyped, home)).toMatchObject({ code: 'rate-limited' });
  expect(await recovery.recover(recovering(code), home)).toMatchObject({ ok: true });
  const phone = { ...person('sari'), password: 'another horse', device: device(3) };
  expect(await accounts.signIn(phone, home)).toMatchObject({ ok: true });
});
