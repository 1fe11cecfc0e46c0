import { registerHooks } from 'node:module';
import { NotInStandIn } from '../strict.ts';

/** Every name a main process may import: one that the stand-in lacks must fail by its name. */
const exportedNames = [
  'app',
  'autoUpdater',
  'BaseWindow',
  'BrowserView',
  'BrowserWindow',
  'clipboard',
  'contentTracing',
  'crashReporter',
  'desktopCapturer',
  'dialog',
  'globalShortcut',
  'ImageView',
  'inAppPurchase',
  'ipcMain',
  'Menu',
  'MenuItem',
  'MessageChannelMain',
  'nativeImage',
  'nativeTheme',
  'net',
  'netLog',
  'Notification',
  'parentPort',
  'powerMonitor',
  'powerSaveBlocker',
  'protocol',
  'pushNotifications',
  'safeStorage',
  'screen',
  'session',
  'ShareMenu',
  'shell',
  'systemPreferences',
  'TouchBar',
  'Tray',
  'utilityProcess',
  'View',
  'webContents',
  'WebContentsView',
  'webFrameMain',
  'WebSocket',
] as const;

const key = Symbol.for('tatap.electron-standin');
const address = 'electron-standin:main';

/** Resolves the module `electron` to `electron` for everything imported from now on. */
export function provideElectron(electron: object): void {
  const whole = Object.fromEntries(
    exportedNames.map((name) => [name, Reflect.get(electron, name) ?? missing(name)]),
  );
  Object.assign(globalThis, { [key]: whole });
  const source = [
    `const electron = globalThis[Symbol.for(${JSON.stringify(Symbol.keyFor(key))})];`,
    'export default electron;',
    `export const { ${exportedNames.join(', ')} } = electron;`,
  ].join('\n');
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron' || specifier === 'electron/main'
        ? { url: address, format: 'module', shortCircuit: true }
        : next(specifier, context),
    load: (url, context, next) =>
      url === address ? { format: 'module', source, shortCircuit: true } : next(url, context),
  });
}

/** Stands where an API is missing, and throws its name when it is touched. */
function missing(name: string): object {
  const fail = (): never => {
    throw new NotInStandIn(name);
  };
  return new Proxy(fail, { get: fail, set: fail, apply: fail, construct: fail, has: fail });
}
