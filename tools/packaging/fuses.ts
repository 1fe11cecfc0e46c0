/**
 * Electron's fuses: bytes in its binary, behind a sentinel, that switch features on and off
 * (Electron documentation, "Electron Fuses").
 */
export const fuseNames = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
] as const;

export type FuseName = (typeof fuseNames)[number];
export type FuseState = 'on' | 'off' | 'inherit' | 'removed';

const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX', 'ascii');
const wireVersion = 1;
const states: Readonly<Record<string, FuseState>> = {
  '0': 'off',
  '1': 'on',
  r: 'removed',
  '\x90': 'inherit',
};

/** The sentinel with a wire as Electron is delivered: everything as old versions had it. */
export function deliveredWire(): Buffer {
  const wire = Buffer.from('10110001', 'ascii');
  return Buffer.concat([sentinel, Buffer.from([wireVersion, wire.length]), wire]);
}

/** Reads the fuses of a binary. @throws {Error} where there is no wire of the known version. */
export function readFuses(binary: Buffer): Record<FuseName, FuseState> {
  const at = binary.indexOf(sentinel);
  if (at === -1) throw new Error('no fuse wire in this binary');
  const start = at + sentinel.length;
  if (binary[start] !== wireVersion) throw new Error(`fuse wire of version ${binary[start]}`);
  const read = (index: number): FuseState =>
    states[String.fromCharCode(binary[start + 2 + index] ?? 0)] ?? 'inherit';
  return {
    runAsNode: read(0),
    enableCookieEncryption: read(1),
    enableNodeOptionsEnvironmentVariable: read(2),
    enableNodeCliInspectArguments: read(3),
    enableEmbeddedAsarIntegrityValidation: read(4),
    onlyLoadAppFromAsar: read(5),
    loadBrowserProcessSpecificV8Snapshot: read(6),
    grantFileProtocolExtraPrivileges: read(7),
  };
}
