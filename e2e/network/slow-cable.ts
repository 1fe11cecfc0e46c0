import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sh } from './shell.ts';

/** One end of a cable: the interface that appears in a namespace. */
export interface End {
  readonly namespace: string;
  readonly interfaceName: string;
}

export interface SlowCable {
  close(): Promise<void>;
}

/**
 * A cable with a delay, in user space: tap, switch, wirefilter, switch, tap. For kernels without
 * `netem`. The delay is one way, in milliseconds, the same in both directions.
 */
export async function slowCable(left: End, right: End, delayMs: number): Promise<SlowCable> {
  const folder = await mkdtemp(join(tmpdir(), 'tatap-cable-'));
  const pidFiles = ['left', 'right', 'wire'].map((name) => join(folder, `${name}.pid`));
  const [leftPid, rightPid, wirePid] = pidFiles;
  const at = (end: End) => `ip netns exec ${end.namespace}`;
  const tap = ({ interfaceName }: End) =>
    `ip tuntap add mode tap name ${interfaceName} && ip link set ${interfaceName} up`;
  await sh(`
    ${at(left)} bash -c '${tap(left)}'
    ${at(right)} bash -c '${tap(right)}'
    ${at(left)} vde_switch -d -s ${folder}/l -t ${left.interfaceName} -p ${leftPid} </dev/null >/dev/null
    ${at(right)} vde_switch -d -s ${folder}/r -t ${right.interfaceName} -p ${rightPid} </dev/null >/dev/null
    wirefilter --daemon --pidfile ${wirePid} -d ${delayMs} -M ${folder}/mgmt -v ${folder}/l:${folder}/r </dev/null >/dev/null`);
  return {
    async close() {
      for (const file of pidFiles) {
        const pid = Number(await readFile(file, 'utf8').catch(() => ''));
        if (pid > 0) end(pid);
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch (error) {
    // It has ended by itself, with the namespace it lived in.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
