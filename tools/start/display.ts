import { existsSync } from 'node:fs';
import { connect, type NetConnectOpts } from 'node:net';
import path from 'node:path';

/** A display that is there answers at once; a dead one may not refuse either. Milliseconds. */
const patienceMs = 1_000;

/** X11 display `n` listens on this TCP port plus `n` where it has a host (X(7), "Display names"). */
const x11Port = 6_000;

/** Whether the environment names a display. */
export function hasDisplay(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): boolean {
  if (platform === 'win32' || platform === 'darwin') return true;
  return Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY']);
}

/** Why no window can be shown, in a few words for people; `null` where one can. */
export async function displayProblem(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string | null> {
  if (platform === 'win32' || platform === 'darwin') return null;
  const { DISPLAY: x11 = '', WAYLAND_DISPLAY: wayland = '' } = env;
  if (x11 === '' && wayland === '') return 'there is no display (DISPLAY is not set)';
  if (wayland !== '') {
    const socket = path.resolve(env['XDG_RUNTIME_DIR'] ?? '/', wayland);
    if (await answers({ path: socket })) return null;
  }
  if (x11 !== '') {
    const at = x11Address(x11);
    if (at === null || (await answers(at))) return null;
  }
  return `the display ${[wayland, x11].filter((name) => name !== '').join(' or ')} does not answer`;
}

/** Where an X11 display listens; `null` for names that are no usual ones: then nobody can tell. */
export function x11Address(display: string): NetConnectOpts | null {
  const match = /^(?<host>[^:]*):(?<number>\d+)(?:\.\d+)?$/.exec(display);
  const { host = '', number = '' } = match?.groups ?? {};
  if (number === '') return null;
  const socket = `/tmp/.X11-unix/X${number}`;
  if (host === '' || host === 'unix') {
    // Some servers listen in the abstract namespace alone, which Node cannot reach.
    return existsSync('/tmp/.X11-unix') ? { path: socket } : null;
  }
  return { host, port: x11Port + Number(number) };
}

function answers(at: NetConnectOpts): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect(at);
  socket.setTimeout(patienceMs, () => resolve(false));
  socket.once('connect', () => resolve(true));
  socket.once('error', () => resolve(false));
  return promise.finally(() => socket.destroy());
}
