import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LivePeople } from '../../testing/server/live-device.ts';
import { ProcessServer } from '../../testing/server/process-server.ts';
import { databaseFile } from '../app/config.ts';

let dataDir: string;
let server: ProcessServer;
let people: LivePeople;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'tatap-lock-'));
  server = await ProcessServer.start({ TATAP_DATA_DIR: dataDir });
  people = new LivePeople(server);
});

afterEach(async () => {
  people.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test('while a backup locks the database, calls and handshakes work, and writes wait', async () => {
  const [ana, budi] = [await people.device('ana'), await people.device('budi')];
  const citra = await people.signedIn('citra');
  await people.befriend(ana, budi);

  // Another process, as a backup is.
  const backup = new DatabaseSync(databaseFile(dataDir));
  backup.exec('BEGIN IMMEDIATE');
  const order: string[] = [];
  const chosen = budi.ask('presence.set', { presence: 'away' }).then((answer) => {
    order.push('presence');
    return answer;
  });
  const registered = await citra.connect();
  expect(registered.account.id).toBe('citra');
  const callId = await ana.call('citra');
  await citra.next('call.incoming');
  await citra.ask('call.accept', { callId, media: 'video' });
  await ana.next('call.accepted');
  for (let seq = 0; seq < 20; seq += 1) {
    const signal = { kind: 'restart', seq } as const;
    await citra.ask('call.signal', { callId, toDevice: ana.id, signal });
    await ana.next('call.signal', ({ signal: heard }) => heard.seq === seq);
  }
  order.push('calls');
  backup.exec('COMMIT');
  backup.close();

  expect(await chosen).toEqual({ ok: true });
  expect(order).toEqual(['calls', 'presence']);
});
