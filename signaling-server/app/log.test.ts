import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLogger, redact } from './log.ts';

const secret = 'hush-hush';

async function logged(write: (logger: Awaited<ReturnType<typeof createLogger>>) => void) {
  const lines: string[] = [];
  const logger = await createLogger(
    { logLevel: 'trace', logFormat: 'json' },
    { write: (line) => void lines.push(line) },
  );
  write(logger);
  return lines.join('');
}

describe('the log never contains', () => {
  test.each([
    'password',
    'newPassword',
    'passwordHash',
    'token',
    'sessionToken',
    'authorization',
    'cookie',
    'credential',
    'turnSecret',
    'invitation',
    'recoveryCode',
    'sdp',
    'candidate',
    'candidates',
    'usernameFragment',
    'fingerprint',
    'key',
    'privateKey',
    'signing_key',
    'current',
    'next',
    'text',
    'body',
    'signal',
  ])('%s, however deep', async (name) => {
    const text = await logged((logger) => {
      logger.info({ [name]: secret }, 'direct');
      logger.info({ request: { list: [{ [name]: { inner: secret } }] } }, 'deep');
      logger
        .child({})
        .child({ [name]: secret })
        .info('by a child of a child');
      logger.error({ err: Object.assign(new Error('no'), { [name]: secret }) }, 'by an error');
    });
    expect(text.match(/\[redacted\]/g)).toHaveLength(4);
    expect(text).not.toContain(secret);
  });

  test('confidential fields by the logger of Fastify’s requests', async () => {
    const text = await logged((logger) => logger.warn({ headers: { authorization: secret } }));
    expect(text).not.toContain(secret);
  });
});

test('other fields stay unchanged', async () => {
  await fc.assert(
    fc.property(
      fc.dictionary(
        fc.constantFrom('account', 'device', 'callId', 'port'),
        fc.jsonValue({ maxDepth: 0 }),
      ),
      (fields) => {
        expect(redact(fields)).toEqual(fields);
      },
    ),
  );
});

test('an error keeps its message, code and stack', async () => {
  const error = Object.assign(new Error('disk full'), { code: 'disk-full' });
  const line = JSON.parse(await logged((logger) => logger.error({ err: error }, 'failed')));
  expect(line).toMatchObject({
    level: 'error',
    msg: 'failed',
    err: { message: 'disk full', code: 'disk-full', stack: expect.stringContaining('log.test') },
  });
});

test('a circular value is cut off', () => {
  const endless: { self?: unknown } = {};
  endless.self = endless;
  expect(JSON.stringify(redact(endless))).toContain('[redacted]');
});
