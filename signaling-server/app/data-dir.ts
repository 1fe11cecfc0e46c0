import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The default data folder of the platform. */
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
      // https://specifications.freedesktop.org/basedir-spec: relative paths must be ignored.
      return join(xdg?.startsWith('/') ? xdg : join(home, '.local', 'share'), 'tatap-server');
  }
}

/**
 * Creates the missing folders one by one. Node's recursive mkdir loops for ever and ignores signals
 * if the system reports a forbidden folder as missing (`/proc`).
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent);
  mkdirSync(folder, { mode: 0o700 });
}
