import { spawn } from 'node:child_process';
import { onPath } from '../browsers.ts';
import { exitOf } from '../process.ts';

const run = (command: string, args: readonly string[]): Promise<number> =>
  exitOf(spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }));

/** `''` for root, `sudo` where it needs no password, or `null`. */
async function rootPrefix(): Promise<'' | 'sudo' | null> {
  if (process.getuid?.() === 0) return '';
  if (onPath('sudo') === null) return null;
  return (await run('sudo', ['-n', 'true'])) === 0 ? 'sudo' : null;
}

/** Installs packages where there is apt-get and it may be used; `false` where not. */
export async function installDebian(packages: readonly string[]): Promise<boolean> {
  const prefix = onPath('apt-get') === null ? null : await rootPrefix();
  if (prefix === null) return false;
  const apt = (...args: string[]): Promise<number> =>
    prefix === '' ? run('apt-get', args) : run(prefix, ['-n', 'apt-get', ...args]);
  if ((await apt('update')) !== 0) return false;
  return (await apt('install', '-y', '--no-install-recommends', ...packages)) === 0;
}

/**
 * Installs the packages of programs that are not here, on Linux and where that is allowed.
 *
 * @param user who needs them, as the first words of a sentence
 * @param packageOf which Debian package has which program
 */
export async function ensurePrograms(
  user: string,
  packageOf: Readonly<Record<string, string>>,
): Promise<void> {
  if (process.platform !== 'linux') return;
  const missing = Object.entries(packageOf).filter(([program]) => onPath(program) === null);
  const packages = [...new Set(missing.map(([, name]) => name))];
  if (packages.length === 0) return;
  console.error(`${user} lacks ${packages.join(', ')}; installing.`);
  if (!(await installDebian(packages))) console.error('They could not be installed.');
}

/** Installs what the network lab lacks where that is allowed; where it is not, the specs say why they skip. */
export async function ensureLabParts(): Promise<void> {
  // Network namespaces are root's: for anybody else nothing is worth installing.
  if (process.getuid?.() !== 0) return;
  await ensurePrograms('The network lab', {
    ip: 'iproute2',
    nft: 'nftables',
    turnserver: 'coturn',
    wirefilter: 'vde2',
    openssl: 'openssl',
  });
}

/** Installs what records speakers where that is allowed; where it is not, the spec says why it skips. */
export async function ensureSoundServer(): Promise<void> {
  await ensurePrograms('The sound server for tests', {
    pulseaudio: 'pulseaudio',
    parec: 'pulseaudio-utils',
    pactl: 'pulseaudio-utils',
  });
}
