import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  deviceNumber,
  startTestServer,
  type TestServer,
  testDevice,
} from '../../../testing/signaling-server.ts';

const id = 'sari';
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test('a recovery code sets a new password; a wrong one is refused with 403', async () => {
  const first = { id, displayName: 'Sari', password: 'correct horse', device: testDevice() };
  const made = await server.ask('createAccount', { body: first });
  if (!made.ack.ok) throw new Error(made.ack.code);
  const { token, recoveryCode: code = '' } = made.ack;
  const next = { id, password: 'another horse', device: testDevice(deviceNumber(2)) };
  const body = { ...next, recoveryCode: code };
  const slip = { ...next, recoveryCode: code.slice(1) };
  expect(await server.ask('recoverAccount', { body: slip })).toMatchObject({
    status: 400,
    ack: { code: 'malformed', detail: expect.stringMatching(/^recoveryCode: /) },
  });
  const state = () => server.ask('recoveryCodeState', { token });
  expect((await state()).ack).toMatchObject({ ok: true, since: expect.any(Number) });
  expect(
    await server.ask('newRecoveryCode', { body: { password: 'wrong horse' }, token }),
  ).toMatchObject({ status: 403, ack: { code: 'wrong-credentials' } });
  const wanted = { body: { password: 'correct horse' }, token };
  const { ack: renewed } = await server.ask('newRecoveryCode', wanted);
  if (!renewed.ok) throw new Error(renewed.code);
  expect(await server.ask('recoverAccount', { body })).toMatchObject({
    status: 403,
    ack: { code: 'wrong-recovery-code' },
  });
  const { ack } = await server.ask('recoverAccount', {
    body: { ...next, recoveryCode: ` ${renewed.recoveryCode.toLowerCase()} ` },
  });
  expect(ack).toMatchObject({ ok: true, account: { id }, recoveryCode: expect.any(String) });
  expect((await state()).ack).toEqual({ ok: false, code: 'unauthenticated' });
});
