import { ensurePrograms } from './debian.ts';

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
