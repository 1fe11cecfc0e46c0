import { onPath } from '../browsers.ts';
import { installDebian } from './debian.ts';

/** What the network lab is made of: the command that is called, and Debian's package that has it. */
const parts = {
  ip: 'iproute2',
  nft: 'nftables',
  turnserver: 'coturn',
  wirefilter: 'vde2',
  openssl: 'openssl',
} as const;

const missing = (): string[] =>
  Object.entries(parts)
    .filter(([command]) => onPath(command) === null)
    .map(([, debianPackage]) => debianPackage);

/** Installs what the lab lacks where that is allowed. Where it is not, the specs say why they skip. */
export async function ensureLabParts(): Promise<void> {
  // Network namespaces are Linux's, and root's: anywhere else nothing is worth installing.
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return;
  const packages = missing();
  if (packages.length === 0) return;
  console.error(`The network lab lacks ${packages.join(', ')}; installing.`);
  if (!(await installDebian(packages))) console.error('They could not be installed.');
}
