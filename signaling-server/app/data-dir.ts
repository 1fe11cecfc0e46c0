import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where the server keeps its data when nothing is said: the platform's place for it. */
export function defaultDataDir(
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const home = homedir();
  const { XDG_DATA_HOME: xdg, LOCALAPPDATA: local } = env;
  switch (platform) {
    case 'win32':
      return join(local || join(home, 'AppData', 'Local'), 'tatap-server');
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'tatap-server');
    default:
      // https://specifications.freedesktop.org/basedir-spec: relative paths are to be ignored.
      return join(xdg?.startsWith('/') ? xdg : join(home, '.local', 'share'), 'tatap-server');
  }
}

/**
 * Makes one folder after the other from the first that exists. Node's recursive mkdir spins for
 * ever, deaf to signals, where the system denies a folder by saying that there is none (`/proc`).
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent);
  mkdirSync(folder, { mode: 0o700 });
}
