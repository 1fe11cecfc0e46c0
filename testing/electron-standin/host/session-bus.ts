import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Machine } from './machine.ts';

/** Whose question it is, with the arguments of `busctl`. */
const watcherQuestion =
  '--user call org.freedesktop.DBus /org/freedesktop/DBus org.freedesktop.DBus NameHasOwner s org.kde.StatusNotifierWatcher';

/**
 * Puts a `busctl` before the system's own that answers for the machine's session bus: whether
 * somebody shows icons of status notifiers. Every other question it refuses.
 */
export function prepareSessionBus({ tray }: Machine): void {
  const folder = mkdtempSync(join(tmpdir(), 'tatap-bus-'));
  const answer = tray === 'shown' ? 'b true' : 'b false';
  const busctl = join(folder, 'busctl');
  writeFileSync(busctl, `#!/bin/sh\n[ "$*" = "${watcherQuestion}" ] || exit 1\necho "${answer}"\n`);
  chmodSync(busctl, 0o755);
  process.env['PATH'] = `${folder}${delimiter}${process.env['PATH'] ?? ''}`;
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
}
