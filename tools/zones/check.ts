import path from 'node:path';
import { type Import, importsOf } from './imports.ts';
import { isTest, testPackages, workshops, type Zone, zones } from './rules.ts';

/** An import that goes where it may not. */
export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

type Place = Omit<Zone, 'packages'> & { readonly packages?: readonly string[] };

const workspacePackages: Readonly<Record<string, string>> = {
  '@tatap/protocol': 'protocol',
  '@tatap/signaling-server': 'signaling-server',
};

function placeOf(file: string): Place | undefined {
  return [...zones, ...workshops].find((zone) => zone.files.test(file));
}

/** Where an import leads: a file of ours (maybe without its extension), or a package. */
type Target =
  | { readonly kind: 'ours'; readonly path: string; readonly asPackage: boolean }
  | { readonly kind: 'package'; readonly name: string };

function targetOf(file: string, specifier: string): Target {
  const bare = specifier.replace(/[?#].*$/, '');
  if (bare.startsWith('.')) {
    const resolved = path.posix.normalize(path.posix.join(path.posix.dirname(file), bare));
    return { kind: 'ours', path: resolved, asPackage: false };
  }
  const [first = '', second = ''] = bare.split('/');
  const name = first.startsWith('@') ? `${first}/${second}` : first;
  const folder = workspacePackages[name];
  if (folder !== undefined) {
    const rest = bare.slice(name.length).replace(/^\//, '');
    return { kind: 'ours', path: `${folder}/${rest}`, asPackage: true };
  }
  return { kind: 'package', name: bare.startsWith('node:') ? bare : name };
}

const topOf = (file: string): string => file.split('/', 1)[0] ?? file;

function mayImportPackage(place: Place, file: string, name: string): boolean {
  if (place.packages === undefined) return true;
  const allowed = isTest(file) ? [...place.packages, ...testPackages] : place.packages;
  return allowed.includes(name) || (name.startsWith('node:') && allowed.includes('node:*'));
}

function judge(file: string, place: Place, { specifier }: Import): string | null {
  if (specifier === '*') {
    return place.packages === undefined ? null : 'imports something only known at run time';
  }
  const target = targetOf(file, specifier);
  if (target.kind === 'package') {
    return mayImportPackage(place, file, target.name)
      ? null
      : `${place.name} may not import the package ${target.name}`;
  }
  // A file imports its package.json through the zone that it stands in.
  const goal = placeOf(target.path);
  if (goal === undefined) return `${specifier} is in no zone`;
  if (isTest(target.path) && !isTest(file)) return `only tests may import ${specifier}`;
  if (goal.name === 'protocol' && !target.asPackage && topOf(file) !== 'protocol') {
    return `import the protocol as @tatap/protocol, not by ${specifier}`;
  }
  if (goal.name === place.name || place.zones.includes('*')) return null;
  if (place.zones.includes(goal.name)) return null;
  if (isTest(file) && goal.name === 'testing') return null;
  if (isTest(file) && topOf(file) === topOf(target.path)) return null;
  return `${place.name} may not import ${goal.name} (${specifier})`;
}

/**
 * Holds one file against the zones.
 *
 * @param file path from the repository's root, with forward slashes.
 */
export function checkFile(file: string, source: string): Violation[] {
  const place = placeOf(file);
  if (place === undefined) return [{ file, line: 1, message: 'is in no zone' }];
  return importsOf(file, source).flatMap((found) => {
    const message = judge(file, place, found);
    return message === null ? [] : [{ file, line: found.line, message }];
  });
}
