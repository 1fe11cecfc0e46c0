/**
 * Which place may import which: ARCHITECTURE.md, section 2, as data. The first zone whose `files`
 * match owns a file; what is in no zone is a violation by itself.
 */
export interface Zone {
  readonly name: string;
  /** Tested against the path from the repository's root, with forward slashes. */
  readonly files: RegExp;
  /** Zones besides its own from which this one may import. */
  readonly zones: readonly string[];
  /** Packages this zone may import. `node:*` stands for every built-in module of Node. */
  readonly packages: readonly string[];
}

const domainFolders = 'calls|contacts|chat|files|account|identity|pages|quality|settings|setup';
const adapterFolders = ['rtc', 'media', 'signaling', 'storage', 'platform'] as const;

/** What the domain may know of the outside: signals to be observed by, contracts to agree on. */
const purePackages = ['@preact/signals-core', 'valibot'];

const adapterPackages: Record<(typeof adapterFolders)[number], readonly string[]> = {
  rtc: [],
  media: [],
  signaling: ['socket.io-client'],
  storage: [],
  platform: [],
};

export const zones: readonly Zone[] = [
  // The version that a program shows.
  { name: 'manifest', files: /^(?:signaling-server\/)?package\.json$/, zones: [], packages: [] },
  { name: 'protocol', files: /^protocol\//, zones: [], packages: ['valibot'] },

  {
    name: 'main',
    files: /^main\//,
    zones: ['protocol', 'build resources'],
    packages: ['atomically', 'electron', 'electron-updater', 'valibot', 'node:*'],
  },
  { name: 'preload', files: /^preload\//, zones: ['protocol'], packages: ['electron'] },

  {
    // Links to other devices, shared by calls, messages and files: it knows none of them.
    name: 'renderer peers',
    files: /^renderer\/peers\//,
    zones: ['protocol', 'renderer base'],
    packages: purePackages,
  },
  {
    name: 'renderer domain',
    files: new RegExp(`^renderer/(?:${domainFolders})/`),
    zones: ['protocol', 'renderer base', 'renderer peers'],
    packages: purePackages,
  },
  ...adapterFolders.map(
    (folder): Zone => ({
      name: `renderer ${folder}`,
      files: new RegExp(`^renderer/${folder}/`),
      zones: ['protocol', 'renderer base', 'renderer peers', 'renderer domain'],
      packages: [...purePackages, ...adapterPackages[folder]],
    }),
  ),
  {
    name: 'renderer ui',
    files: /^renderer\/ui\//,
    zones: ['protocol', 'renderer base', 'renderer domain'],
    packages: [...purePackages, '@preact/signals', 'preact', 'lucide'],
  },
  {
    name: 'renderer wiring',
    files: /^renderer\/(?:main|ringing)\.tsx$|^renderer\/app\//,
    zones: [
      'protocol',
      'manifest',
      'renderer base',
      'renderer peers',
      'renderer domain',
      'renderer ui',
      ...adapterFolders.map((folder) => `renderer ${folder}`),
    ],
    packages: [...purePackages, '@preact/signals', 'preact'],
  },
  {
    // Scripts that run before anything is loaded, served as they are.
    name: 'renderer static',
    files: /^renderer\/public\//,
    zones: [],
    packages: [],
  },
  {
    name: 'renderer base',
    files: /^renderer\/[^/]+$/,
    zones: ['protocol'],
    packages: purePackages,
  },

  {
    name: 'server domain',
    files: /^signaling-server\/domain\//,
    zones: ['protocol'],
    packages: ['node:crypto'],
  },
  {
    name: 'server transport',
    files: /^signaling-server\/transport\//,
    zones: ['protocol', 'server domain'],
    packages: [
      'fastify',
      'pino',
      'prom-client',
      'socket.io',
      'socket.io-adapter',
      'valibot',
      'ws',
      'node:*',
    ],
  },
  {
    name: 'server state',
    files: /^signaling-server\/state\//,
    zones: ['protocol', 'server domain'],
    packages: [],
  },
  {
    name: 'server storage',
    files: /^signaling-server\/storage\//,
    zones: ['protocol', 'server domain'],
    packages: ['kysely', 'valibot', 'node:*'],
  },
  {
    name: 'server app',
    files: /^signaling-server\/app\//,
    zones: [
      'protocol',
      'server domain',
      'server transport',
      'server state',
      'server storage',
      'manifest',
      'output',
    ],
    packages: [
      '@fastify/proxy-addr',
      'fastify',
      'pino',
      'pino-pretty',
      'prom-client',
      'socket.io',
      'valibot',
      'node:*',
    ],
  },
];

/**
 * Places that ship nothing. They are held only to what they may import of ours; packages are
 * knip's business.
 */
export const workshops: readonly Omit<Zone, 'packages'>[] = [
  { name: 'testing', files: /^testing\//, zones: ['*'] },
  { name: 'server test', files: /^signaling-server\/test\//, zones: ['protocol', 'testing'] },
  { name: 'e2e', files: /^e2e\//, zones: ['protocol', 'testing', 'tools'] },
  { name: 'bench', files: /^bench\//, zones: ['*'] },
  // How a process notices that npm is gone is the server's to know, and the tools' as well.
  { name: 'tools', files: /^tools\//, zones: ['protocol', 'server app'] },
  { name: 'output', files: /^dist\//, zones: [] },
  { name: 'build resources', files: /^build\//, zones: [] },
  { name: 'configuration', files: /^[^/]+$/, zones: ['tools', 'e2e'] },
];

/**
 * Tests, and the fixtures beside them, may reach across their own place, and are the only ones
 * beside workshops to use fakes. Nothing else may import them.
 */
export const isTest = (file: string): boolean => /\.(?:test|fixture)\.tsx?$/.test(file);

/** What tests may import besides the packages of their place. */
export const testPackages: readonly string[] = ['vitest', 'fast-check', 'node:*'];
