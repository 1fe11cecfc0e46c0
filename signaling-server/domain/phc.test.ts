import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodePhc, encodePhc } from './phc.ts';

test('writes the format that other argon2 libraries read', () => {
  const text = encodePhc({
    memoryKiB: 19456,
    passes: 2,
    parallelism: 1,
    salt: Buffer.from('somesaltsomesalt'),
    hash: Buffer.from([251, 255, 254]),
  });
  expect(text).toBe('$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$+//+');
});

test('decodes what it encoded', async () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 64 });
  await fc.assert(
    fc.property(
      bytes,
      bytes,
      fc.integer({ min: 8, max: 1_000_000 }),
      fc.integer({ min: 1, max: 100 }),
      (salt, hash, memoryKiB, passes) => {
        const decoded = decodePhc(encodePhc({ memoryKiB, passes, parallelism: 1, salt, hash }));
        expect(decoded).toMatchObject({ memoryKiB, passes, parallelism: 1 });
        expect(Buffer.compare(decoded?.salt ?? Buffer.alloc(0), salt)).toBe(0);
        expect(Buffer.compare(decoded?.hash ?? Buffer.alloc(0), hash)).toBe(0);
      },
    ),
  );
});

test.each([
  '',
  'plain',
  '$argon2i$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA',
  '$argon2id$v=16$m=8,t=1,p=1$c2FsdA$aGFzaA',
  '$argon2id$v=19$m=8,t=1,p=1$c2FsdA$',
  '$argon2id$v=19$m=999999999,t=1,p=1$c2FsdA$aGFzaA',
])('refuses %j', (text) => {
  expect(decodePhc(text)).toBeNull();
});
