import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { extractAll, listPackage } from '@electron/asar';
import { readFuses } from '../../tools/packaging/fuses.ts';
import { packageWithStandIn } from '../../tools/packaging/package.ts';
import { limit } from '../../tools/test/pace.ts';
import { Person } from '../fixtures/person.ts';
import { expect, test } from '../fixtures/test.ts';

const maximumBytes = 3_000_000;

let folder: string;
let unpacked: string;
let archive: string;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(limit(180_000));
  folder = await mkdtemp(path.join(tmpdir(), 'tatap-package-'));
  const environment = { TATAP_UPDATE_URL: 'https://downloads.example/tatap' };
  expect(await packageWithStandIn(folder, environment)).toBe(0);
  unpacked = path.join(folder, 'linux-unpacked');
  archive = path.join(unpacked, 'resources', 'app.asar');
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

test('the archive holds what was built and nothing else', async () => {
  const files = listPackage(archive, { isPack: false }).map((file) => file.replaceAll('\\', '/'));
  expect(files).toEqual(expect.arrayContaining(['/package.json', '/dist/main/main.js']));
  expect(files).toEqual(
    expect.arrayContaining(['/dist/preload/preload.cjs', '/dist/renderer/index.html']),
  );
  const strange = files.filter(
    (file) =>
      !/^\/(?:package\.json|dist(?:\/(?:main|preload|renderer)(?:\/.+)?)?)$/.test(file) ||
      /\.(?:map|tsx?)$|\.test\.|\.spec\.|\/testing\/|node_modules/.test(file),
  );
  expect(strange).toEqual([]);
  expect((await stat(archive)).size).toBeLessThan(maximumBytes);
});

test('the manifest names what runs and carries no scripts or development packages', async () => {
  const target = path.join(folder, 'manifest');
  extractAll(archive, target);
  const manifest = JSON.parse(await readFile(path.join(target, 'package.json'), 'utf8'));
  expect(manifest).toMatchObject({
    name: 'tatap',
    type: 'module',
    main: 'dist/main/main.js',
    // What Electron says to the desktop, which looks for the installed file of that name.
    desktopName: 'app.tatap.desktop.desktop',
  });
  expect(manifest).not.toHaveProperty('scripts');
  expect(manifest).not.toHaveProperty('devDependencies');
});

test('the fuses are as the design asks', async () => {
  expect(readFuses(await readFile(path.join(unpacked, 'tatap')))).toMatchObject({
    runAsNode: 'off',
    enableNodeOptionsEnvironmentVariable: 'off',
    enableNodeCliInspectArguments: 'off',
    enableCookieEncryption: 'on',
    onlyLoadAppFromAsar: 'on',
    enableEmbeddedAsarIntegrityValidation: 'on',
    grantFileProtocolExtraPrivileges: 'off',
  });
});

test('the update feed stands beside the archive', async () => {
  const feed = await readFile(path.join(unpacked, 'resources', 'app-update.yml'), 'utf8');
  expect(feed).toContain('provider: generic');
  expect(feed).toContain('url: https://downloads.example/tatap');
});

test('two people call each other with the packaged files', async ({
  host,
  server,
  folder: data,
}) => {
  const appDir = path.join(folder, 'app');
  extractAll(archive, appDir);
  await server.begin();
  const people: Person[] = [];
  const join = async (id: 'sari' | 'budi'): Promise<Person> => {
    const person = await Person.launch(id, host, server.url, data, { appDir });
    people.push(person);
    await person.register();
    return person;
  };
  try {
    const [sari, budi] = await Promise.all([join('sari'), join('budi')]);
    await sari.home.dialId(budi.id);
    await budi.call.accept();
    await budi.call.shows(sari.name, sari.likeness);
    await sari.call.hearsAnybody(budi.likeness);
    await sari.call.hangUp();
    await budi.call.endsWith(/hung up$/);
  } finally {
    await Promise.all(people.map((person) => person.close()));
  }
});
