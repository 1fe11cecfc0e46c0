import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { App } from 'electron';
import type { Context } from '../host/context.ts';
import { SingleInstance } from '../host/single-instance.ts';
import { strict, strictInstance } from '../strict.ts';
import type { Windows } from './browser-window.ts';
import { preventable } from './event.ts';

/** The part of `App` there is, in the types of Electron. */
type Implemented = Pick<
  App,
  | 'name'
  | 'isPackaged'
  | 'commandLine'
  | 'getName'
  | 'getVersion'
  | 'getAppPath'
  | 'getPath'
  | 'setPath'
  | 'setAppLogsPath'
  | 'isReady'
  | 'whenReady'
  | 'quit'
  | 'exit'
  | 'enableSandbox'
  | 'requestSingleInstanceLock'
  | 'hasSingleInstanceLock'
  | 'releaseSingleInstanceLock'
  | 'setAsDefaultProtocolClient'
  | 'setBadgeCount'
  | 'getBadgeCount'
  | 'getLocale'
  | 'getPreferredSystemLanguages'
  | 'focus'
>;

type PathName = Parameters<App['getPath']>[0];

/** `app`: life cycle, folders, single instance. */
export class AppStandIn extends EventEmitter implements Implemented {
  readonly #context: Context;
  readonly #paths: Partial<Record<PathName, string>>;
  readonly #manifest: {
    readonly name: string;
    readonly productName?: string;
    readonly version: string;
  };
  readonly #ready = Promise.withResolvers<void>();
  readonly #instance = new SingleInstance();
  #windows: Windows | null = null;
  #exiting = false;
  readonly isPackaged = false;
  /** macOS only. */
  readonly dock = undefined;
  readonly api: App;
  readonly commandLine: App['commandLine'];

  constructor(context: Context) {
    super();
    this.#context = context;
    this.#manifest = JSON.parse(readFileSync(join(context.options.appDir, 'package.json'), 'utf8'));
    const appData = join(homedir(), '.config');
    this.#paths = {
      home: homedir(),
      appData,
      temp: tmpdir(),
      exe: process.execPath,
      userData: join(appData, this.name),
    };
    this.commandLine = strict<App['commandLine']>('app.commandLine', {
      // Chromium's switches are the launcher's to give; the program's own come by `process.argv`.
      hasSwitch: (name) => process.argv.includes(`--${name}`),
    });
    this.api = strictInstance<App>('app', this);
  }

  get name(): string {
    return this.#manifest.productName ?? this.#manifest.name;
  }

  attach(windows: Windows): void {
    this.#windows = windows;
  }

  /** Called once the program's module has run and the browser is up. */
  becomeReady(): void {
    this.emit('will-finish-launching');
    this.emit('ready', {}, {});
    this.#ready.resolve();
  }

  getName = (): string => this.name;
  getVersion = (): string => this.#manifest.version;
  getAppPath = (): string => this.#context.options.appDir;
  getLocale = (): string => this.#context.options.locale;
  getPreferredSystemLanguages = (): string[] => [this.#context.options.locale];
  isReady = (): boolean => this.#context.isReady;
  whenReady = (): Promise<void> => this.#ready.promise;
  getBadgeCount = (): number => this.#context.recorder.badgeCount;

  getPath(name: PathName): string {
    const path = this.#paths[name];
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    if (name === 'userData') mkdirSync(path, { recursive: true });
    return path;
  }

  setPath(name: PathName, path: string): void {
    if (!isAbsolute(path)) throw new Error('Path must be absolute');
    this.#paths[name] = path;
  }

  setAppLogsPath(path?: string): void {
    this.#paths.logs = path ?? join(this.getPath('userData'), 'logs');
  }

  enableSandbox(): void {
    this.#context.requireNotReady('app.enableSandbox()');
    this.#context.recorder.sandboxed = true;
  }

  requestSingleInstanceLock(): boolean {
    return this.#instance.request(this.getPath('userData'), (argv, workingDirectory) =>
      this.emit('second-instance', {}, argv, workingDirectory, undefined),
    );
  }

  hasSingleInstanceLock = (): boolean => this.#instance.held;

  releaseSingleInstanceLock(): void {
    this.#instance.release();
  }

  setAsDefaultProtocolClient(scheme: string): boolean {
    this.#context.recorder.protocolClients.push(scheme);
    return true;
  }

  setBadgeCount(count = 0): boolean {
    this.#context.recorder.badgeCount = count;
    return true;
  }

  focus(): void {
    [...(this.#windows?.all ?? [])].at(0)?.focus();
  }

  /** Each window may refuse, as in Electron. */
  quit(): void {
    if (this.#exiting) return;
    const before = preventable({});
    this.emit('before-quit', before);
    if (before.defaultPrevented) return;
    for (const window of this.#windows?.all ?? []) window.close();
    if (this.#windows !== null && this.#windows.all.size > 0) return;
    if (this.#exiting) return;
    const will = preventable({});
    this.emit('will-quit', will);
    if (!will.defaultPrevented) this.exit(0);
  }

  exit(code = 0): void {
    if (this.#exiting) return;
    this.#exiting = true;
    this.emit('quit', {}, code);
    this.#instance.release();
    // The browser writes its pages' storage to disk while it ends.
    void this.#context.closeBrowser().finally(() => process.exit(code));
  }
}
