import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { databaseFile } from '../../signaling-server/app/config.ts';
import { type LiveDevice, LivePeople } from '../server/live-device.ts';
import { AttackedServer } from './attacked-server.ts';
import { costsOf } from './costs.ts';

const heldMs = 5_000;

let dataDir: string;
let server: AttackedServer;
let people: LivePeople;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'tatap-locked-'));
  server = await AttackedServer.start({ env: { TATAP_DATA_DIR: dataDir } });
  people = new LivePeople(server);
});

afterEach(async () => {
  people.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test('a process that holds the database for 5 s delays nobody who writes nothing', async () => {
  const writers: LiveDevice[] = [];
  for (const id of ['ana', 'budi', 'citra', 'dewi', 'eko']) writers.push(await people.device(id));
  const answers: unknown[] = [];
  const costs = await costsOf(server, async () => {
    const other = new DatabaseSync(databaseFile(dataDir));
    other.exec('BEGIN IMMEDIATE');
    const writing = writers.map(async (writer) => {
      answers.push(await writer.ask('presence.set', { presence: 'away' }));
    });
    await delay(heldMs);
    other.exec('COMMIT');
    other.close();
    await Promise.all(writing);
  });
  expect(answers).toEqual(writers.map(() => ({ ok: true })));
  expect(costs.failed).toBe(0);
  expect(costs.logLines).toBeLessThan(20);
  expect(costs.waits.usual).toBeLessThan(10 * costs.waits.before + 50);
});
