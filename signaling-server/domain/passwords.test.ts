import { describe, expect, test } from 'vitest';
import { owaspCost, Passwords } from './passwords.ts';

const home = '192.0.2.7';
const cheap = { memoryKiB: 8, passes: 1, parallelism: 1 };

describe('passwords', () => {
  const passwords = new Passwords(cheap);

  test('are verified, and wrong ones are refused', async () => {
    const kept = await passwords.hash('correct horse', home);
    expect(await passwords.verify('correct horse', kept, home)).toBe(true);
    expect(await passwords.verify('correct horsf', kept, home)).toBe(false);
  });

  test('are salted: hashing the same one twice gives two hashes', async () => {
    expect(await passwords.hash('correct horse', home)).not.toBe(
      await passwords.hash('correct horse', home),
    );
  });

  test('match in composed and decomposed Unicode forms', async () => {
    const kept = await passwords.hash('caf\u00e9 caf\u00e9', home);
    expect(await passwords.verify('cafe\u0301 cafe\u0301', kept, home)).toBe(true);
  });

  test('of an unknown account are never right', async () => {
    expect(await passwords.verify('correct horse', null, home)).toBe(false);
  });

  test('with a stored hash in an unknown format are never right', async () => {
    expect(await passwords.verify('correct horse', 'plain', home)).toBe(false);
    expect(passwords.isOutdated('plain')).toBe(true);
  });

  test('hashed with other parameters are verified, and reported as outdated', async () => {
    const dearer = new Passwords({ ...cheap, passes: 2 });
    const kept = await passwords.hash('correct horse', home);
    expect(await dearer.verify('correct horse', kept, home)).toBe(true);
    expect(dearer.isOutdated(kept)).toBe(true);
    expect(passwords.isOutdated(kept)).toBe(false);
  });
});

test('argon2id agrees with the reference implementation', async () => {
  // Test vector of the reference implementation: src/test.c of P-H-C/phc-winner-argon2.
  const kept =
    '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';
  expect(await new Passwords(cheap).verify('password', kept, home)).toBe(true);
});

test('the parameters are those that OWASP recommends', async () => {
  expect(owaspCost).toEqual({ memoryKiB: 19456, passes: 2, parallelism: 1 });
  expect(await new Passwords().hash('correct horse', home)).toMatch(
    /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/,
  );
});
