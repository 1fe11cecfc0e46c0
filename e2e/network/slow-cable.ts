import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sh } from './shell.ts';

/** One end of a cable: the interface that appears in a namespace. */
export interface End {
  readonly namespace: string;
  readonly interfaceName: string;
}

export interface SlowCable {
  /** Changes the delay while it carries. */
  setDelay(delayMs: number): Promise<void>;
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
    setDelay: (ms) => manage(`${folder}/mgmt`, `delay ${ms}`),
    async close() {
      for (const file of pidFiles) {
        const pid = Number(await readFile(file, 'utf8').catch(() => ''));
        if (pid > 0) end(pid);
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Says one thing to a running wirefilter, and waits until it has been taken. */
async function manage(socketFile: string, command: string): Promise<void> {
  const socket = connect(socketFile);
  socket.setEncoding('utf8');
  socket.write(`${command}\n`);
  let heard = '';
  for await (const text of socket) {
    heard += text;
    // Leaving the loop closes the socket.
    if (heard.includes('1000 Success')) return;
  }
  throw new Error(`wirefilter did not take "${command}": ${heard}`);
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch (error) {
    // It has ended by itself, with the namespace it lived in.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
