import { existsSync } from 'node:fs';
import path from 'node:path';

/** The file of that name in the folders of PATH, or `null`. */
export function onPath(name: string, env: NodeJS.ProcessEnv = process.env): string | null {
  for (const folder of (env['PATH'] ?? '').split(path.delimiter)) {
    if (folder === '') continue;
    const candidate = path.join(folder, name);
    if (existsSync(candidate)) return candidate;
  }
  return null;
}

const installed = {
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const folder = process.env[variable];
    if (folder === undefined) return [];
    return [
      path.join(folder, 'Google/Chrome/Application/chrome.exe'),
      path.join(folder, 'Chromium/Application/chrome.exe'),
      path.join(folder, 'Microsoft/Edge/Application/msedge.exe'),
    ];
  }),
};

const commands = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/**
 * A browser of Chromium's family that is installed on this machine, or `null`. `TATAP_TEST_CHROMIUM`
 * names one where the usual places are not right.
 */
export function findChromium(): string | null {
  const named = process.env['TATAP_TEST_CHROMIUM'];
  if (named !== undefined && named !== '') return existsSync(named) ? named : null;
  switch (process.platform) {
    case 'darwin':
      return installed.darwin.find((file) => existsSync(file)) ?? null;
    case 'win32':
      return installed.win32.find((file) => existsSync(file)) ?? null;
    default:
      for (const command of commands) {
        const found = onPath(command);
        if (found !== null) return found;
      }
      return null;
  }
}

/** Chromium refuses its sandbox to root, as in containers; everyone else keeps it. */
export function sandboxFlags(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
