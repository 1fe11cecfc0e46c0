import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeviceId } from '@tatap/protocol/signaling';
import { databaseFile, loadConfig } from '../../signaling-server/app/config.ts';
import { createServer } from '../../signaling-server/app/create-server.ts';
import { newToken } from '../../signaling-server/domain/tokens.ts';
import { openBlockingSqlite } from '../../signaling-server/storage/sqlite/blocking.ts';
import { ready } from '../answer-rss.ts';
import { farAway } from '../far-away.ts';

/** An account that exists before the server starts, with a session of its one device. */
export interface SeededAccount {
  readonly id: string;
  readonly token: string;
  readonly deviceId: DeviceId;
}

// The real server on SQLite on disk, with `BENCH_ACCOUNTS` accounts made beforehand: hashing that
// many passwords would take longer than what is measured. Every two of them are contacts.
const dataDir = mkdtempSync(join(tmpdir(), 'tatap-bench-'));
const loaded = loadConfig({
  ...process.env,
  TATAP_PORT: '0',
  TATAP_DATA_DIR: dataDir,
  TATAP_LOG_LEVEL: 'warn',
  TATAP_LIMIT_REQUESTS_PER_SOCKET: '1000000',
  TATAP_LIMIT_REQUESTS_PER_ADDRESS: '1000000',
  TATAP_LIMIT_INTRODUCTIONS_PER_ACCOUNT: '1000000',
});
if (!loaded.ok) throw new Error(loaded.problems.join(' '));

const storage = openBlockingSqlite(databaseFile(dataDir));
const accounts: SeededAccount[] = [];
const now = Date.now();
for (let i = 0; i < Number(process.env['BENCH_ACCOUNTS'] ?? 2); i++) {
  const id = `bench${i}`;
  const { token, hash } = newToken();
  const deviceId = randomUUID();
  await storage.accounts.create({
    id,
    displayName: `Bench ${i}`,
    passwordHash: '$none$',
    createdAt: now,
    invitation: null,
  });
  const device = { id: deviceId, name: 'Bench', platform: 'web' } as const;
  const times = { createdAt: now, lastSeenAt: now, expiresAt: now + 3_600_000 };
  await storage.sessions.open({ account: id, device, ...times }, hash);
  accounts.push({ id, token, deviceId });
  const other = `bench${i - 1}`;
  if (i % 2 === 1) {
    const pair = [
      { owner: id, other, bond: 'accepted' },
      { owner: other, other: id, bond: 'accepted' },
    ] as const;
    await storage.contacts.write(pair, now);
  }
}

await storage.close();

const server = await createServer(loaded.config);
process.once('SIGTERM', async () => {
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(0);
});
// Half a trip to the server, and half a trip back.
const halfTripMs = Number(process.env['BENCH_TRIP_MS'] ?? 0) / 2;
const url = halfTripMs > 0 ? await farAway(server.url, halfTripMs) : server.url;
ready({ url, accounts });
