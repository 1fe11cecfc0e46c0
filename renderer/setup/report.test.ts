import { expect, it } from 'vitest';
import { SetupWorld, turnUdp } from '../../testing/setup.ts';
import { reportOf } from './report.ts';

const host = { kind: 'desktop', platform: 'linux', version: '0.1.0' } as const;

it('tells each step by its code, and how long all took', async () => {
  const world = new SetupWorld();
  world.relays.set(turnUdp, { kind: 'refused', code: 486 });
  const report = reportOf(await world.finish(world.start()), host);
  expect(report).toContain('app 0.1.0, desktop, linux');
  expect(report).toMatch(
    /^good {4}server {5}reached \(version 0\.1\.0, answerMs 0, took 0\.0 s\)$/m,
  );
  expect(report).toMatch(/^warning turn-udp {3}refused \(code 486, took 0\.0 s\)$/m);
  expect(report).toMatch(/^took \d+\.\d s$/m);
});

it('names no device, address, name or credential, whatever the server calls its version', async () => {
  const world = new SetupWorld();
  if (world.info?.ok) world.info = { ...world.info, version: 'at 10.1.2.3 for sari' };
  const report = reportOf(await world.finish(world.start()), host);
  expect(report).not.toMatch(/webcam|array|example|10\.1\.2\.3|sari|secret/);
});
