/**
 * A run that starts one of everything that a run of tests may start, says so in a line of JSON, and
 * waits to be stopped.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lastingPort, TestServer } from '../../e2e/fixtures/server.ts';
import { createLab, whyNoLab } from '../../e2e/network/topology.ts';
import { sandboxFlags } from '../../tools/browsers.ts';
import { asRun, currentRun } from '../../tools/run/run.ts';
import { chromiumForTests } from '../../tools/test/browsers.ts';
import { spawnBrowser } from '../electron-standin/chromium/browser.ts';

await asRun(async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tatap-run-'));
  const server = TestServer.at(folder, await lastingPort());
  await server.start();
  const executablePath = chromiumForTests();
  if (executablePath === null) throw new Error('no Chromium on this machine');
  await spawnBrowser({
    executablePath,
    userDataDir: path.join(folder, 'chromium'),
    args: sandboxFlags(),
  });
  // One that leaves the run: a process group of its own, and in the end no parent.
  const shell = spawn('sh', ['-c', 'sleep 1000 & echo $!'], { detached: true });
  const [said] = await shell.stdout.take(1).toArray();
  const home = { nat: 'none', firewall: 'open' } as const;
  const hasLab = (await whyNoLab()) === null;
  if (hasLab) await createLab({ family: 'ipv4', a: home, b: home });
  const left = { run: currentRun(), url: server.url, stray: Number(said), hasLab };
  process.stdout.write(`${JSON.stringify(left)}\n`);
  return new Promise(() => setInterval(() => {}, 2 ** 30));
});
