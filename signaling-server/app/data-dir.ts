import { homedir } from 'node:os';
import { join } from 'node:path';

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
