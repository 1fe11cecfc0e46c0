import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LivePeople } from '../../testing/server/live-device.ts';
import { ProcessServer } from '../../testing/server/process-server.ts';

// Many processes share the machine that runs all tests.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let dataDir: string;
let server: ProcessServer;
let people: LivePeople;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'tatap-realtime-'));
  server = await ProcessServer.start({ TATAP_DATA_DIR: dataDir });
  people = new LivePeople(server);
});

afterEach(async () => {
  people.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test.each(['SIGTERM', 'SIGKILL'] as const)(
  'a call outlives a server process that ends by %s',
  async (signal) => {
    const [ana, budi] = [await people.device('ana'), await people.device('budi')];
    const callId = await ana.call('budi');
    await budi.next('call.incoming');
    await budi.ask('call.accept', { callId, media: 'video' });
    await ana.next('call.accepted');
    // A later request that waits for storage is acknowledged: so the call is written.
    await budi.ask('missed.taken', { callIds: [] });
    await server.stop(signal);
    await people.allDisconnected();
    const port = new URL(server.url).port;
    server = await ProcessServer.start({ TATAP_DATA_DIR: dataDir, TATAP_PORT: port });
    const [one, two] = await Promise.all([ana.connect(), budi.connect()]);
    expect([one.calls, two.calls]).toEqual([
      [expect.objectContaining({ state: 'accepted', callId, peer: budi.address })],
      [expect.objectContaining({ state: 'accepted', callId, peer: ana.address })],
    ]);
    await ana.ask('call.bye', { callId });
    expect(await budi.next('call.ended')).toEqual({ callId, reason: 'hung-up' });
  },
);
