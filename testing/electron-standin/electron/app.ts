import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { App } from 'electron';
import type { Context } from '../host/context.ts';
import { SingleInstance } from '../host/single-instance.ts';
import { strict, strictInstance } from '../strict.ts';
import { preventable } from './event.ts';
import type { Windows } from './windows.ts';

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
> &
  Partial<Pick<App, 'dock' | 'setAppUserModelId'>>;

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
  readonly isPackaged: boolean;
  readonly dock: App['dock'];
  /** Windows only: elsewhere there is no such method. */
  readonly setAppUserModelId?: App['setAppUserModelId'];
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
    const { platform, isPackaged } = context.options.machine;
    this.isPackaged = isPackaged;
    this.dock = platform === 'darwin' ? createDock() : undefined;
    if (platform === 'win32') this.setAppUserModelId = () => undefined;
    this.commandLine = strict<App['commandLine']>('app.commandLine', {
      hasSwitch: (name) => process.argv.some((argument) => isSwitch(argument, name)),
      getSwitchValue: (name) =>
        process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=', 2)[1] ?? '',
      appendSwitch: (name, value) => {
        context.requireNotReady('app.commandLine.appendSwitch()');
        context.recorder.switches.push(value === undefined ? name : `${name}=${value}`);
      },
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
    if (this.commandLine.hasSwitch('no-sandbox')) {
      this.#context.recorder.mishaps.push('no page starts: --no-sandbox was taken away');
    }
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

  setAsDefaultProtocolClient(scheme: string, program?: string, args: string[] = []): boolean {
    this.#context.recorder.protocolClients.push({ scheme, program: program ?? null, args });
    return true;
  }

  /** Windows draws it over the icons of the windows that are in the taskbar, and keeps no count. */
  setBadgeCount(count = 0): boolean {
    if (this.#context.options.machine.platform === 'win32') {
      for (const window of this.#windows?.all ?? []) window.setBadge(count);
      return true;
    }
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

/** The icon in the Dock; bouncing is all that is done with it. */
function createDock(): NonNullable<App['dock']> {
  return strict<NonNullable<App['dock']>>('app.dock', {
    bounce: () => 1,
    cancelBounce: () => undefined,
  });
}

function isSwitch(argument: string, name: string): boolean {
  return argument === `--${name}` || argument.startsWith(`--${name}=`);
}
