import {
  type FSWatcher,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

type Listener = (argv: string[], workingDirectory: string) => void;

/** One process per data folder, and the way a second one hands its command line over. */
export class SingleInstance {
  #folder: string | null = null;
  #watcher: FSWatcher | null = null;

  get held(): boolean {
    return this.#folder !== null;
  }

  /** `false`: another process holds the folder; it has been told of this start. */
  request(userData: string, onSecond: Listener): boolean {
    if (this.held) return true;
    const folder = join(userData, 'standin-instance');
    mkdirSync(folder, { recursive: true });
    const owner = ownerOf(folder);
    if (owner !== null && isAlive(owner)) {
      handOver(folder);
      return false;
    }
    writeFileSync(join(folder, 'owner'), String(process.pid));
    this.#folder = folder;
    this.#watcher = watch(folder, () => collect(folder, onSecond));
    this.#watcher.unref();
    return true;
  }

  release(): void {
    this.#watcher?.close();
    if (this.#folder !== null) rmSync(join(this.#folder, 'owner'), { force: true });
    this.#folder = null;
  }
}

function ownerOf(folder: string): number | null {
  try {
    return Number(readFileSync(join(folder, 'owner'), 'utf8'));
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch {
    return false;
  }
}

/** Renamed into place, so that nobody reads half of it. */
function handOver(folder: string): void {
  const file = join(folder, `start-${process.pid}`);
  writeFileSync(`${file}.part`, JSON.stringify({ argv: process.argv, folder: process.cwd() }));
  renameSync(`${file}.part`, `${file}.json`);
}

function collect(folder: string, onSecond: Listener): void {
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.json'))) {
    const file = join(folder, name);
    const start = JSON.parse(readFileSync(file, 'utf8')) as { argv: string[]; folder: string };
    rmSync(file, { force: true });
    onSecond(start.argv, start.folder);
  }
}
