import { execFile } from 'node:child_process';

/** How long the session bus has to answer, milliseconds. It does so within a few. */
const patienceMs = 1_000;

const bus = 'org.freedesktop.DBus';
const path = '/org/freedesktop/DBus';
const watcher = 'org.kde.StatusNotifierWatcher';

/** Commands that ask the session bus whether a name has an owner; each desktop has one of them. */
const questions: readonly (readonly [string, ...string[]])[] = [
  ['busctl', '--user', 'call', bus, path, bus, 'NameHasOwner', 's', watcher],
  [
    ...(['gdbus', 'call', '--session', '--dest', bus, '--object-path', path] as const),
    ...['--method', `${bus}.NameHasOwner`, watcher],
  ],
  [
    ...(['dbus-send', '--session', '--print-reply=literal', `--dest=${bus}`, path] as const),
    ...[`${bus}.NameHasOwner`, `string:${watcher}`],
  ],
];

/**
 * Whether the desktop shows icons of status notifiers. Electron's `Tray` never fails on Linux and
 * does not tell: GNOME, without an extension, shows none, and a window that hides there is gone
 * for good. Where nobody answers the question, the answer is no.
 */
export async function hasTrayHost(): Promise<boolean> {
  for (const [program, ...args] of questions) {
    const answer = await run(program, args);
    if (answer !== null) return /\btrue\b/.test(answer);
  }
  return false;
}

/** What a command says; `null` where there is no such command, or it fails. */
function run(program: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(program, args, { timeout: patienceMs }, (error, stdout) =>
      resolve(error === null ? stdout : null),
    );
  });
}
