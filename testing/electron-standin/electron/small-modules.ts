import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import type { Context } from '../host/context.ts';
import { strict, strictInstance } from '../strict.ts';

const display = { id: 1, scaleFactor: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 } };

/** One screen of 1920 by 1080 with a task bar. */
export function createScreen(context: Context): Electron.Screen {
  const only = strict<Electron.Display>('Display', {
    ...display,
    bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  });
  const whenReady = <T>(value: T): T => {
    context.requireReady('screen');
    return value;
  };
  return strict<Electron.Screen>('screen', {
    getPrimaryDisplay: () => whenReady(only),
    getAllDisplays: () => whenReady([only]),
    getDisplayNearestPoint: () => whenReady(only),
    getCursorScreenPoint: () => whenReady({ x: 100, y: 100 }),
  });
}

/** The consent that macOS and Windows keep; Linux has none of it. */
export function createSystemPreferences(context: Context): Electron.SystemPreferences {
  const { platform, mediaConsent, screens } = context.options.machine;
  let consent = mediaConsent;
  if (platform === 'linux') return strict<Electron.SystemPreferences>('systemPreferences', {});
  return strict<Electron.SystemPreferences>('systemPreferences', {
    getMediaAccessStatus: (kind) => {
      if (kind === 'screen') return screens === 'refused' ? 'denied' : 'granted';
      return consent === 'granted' || consent === 'denied' ? consent : 'not-determined';
    },
    ...(platform === 'darwin' && {
      askForMediaAccess: async () => {
        if (consent === 'asks-granted') consent = 'granted';
        if (consent === 'asks-denied') consent = 'denied';
        return consent === 'granted';
      },
    }),
  });
}

export function createShell(context: Context): Electron.Shell {
  return strict<Electron.Shell>('shell', {
    openExternal: async (url) => {
      context.recorder.openedExternally.push(url);
    },
  });
}

/** Every question is answered with the default button. */
export function createDialog(context: Context): Electron.Dialog {
  return strict<Electron.Dialog>('dialog', {
    showMessageBox: async (...args: unknown[]) => {
      context.requireReady('dialog');
      const options = args.at(-1) as Electron.MessageBoxOptions;
      context.recorder.dialogs.push(options.message);
      return { response: options.defaultId ?? 0, checkboxChecked: false };
    },
  });
}

export function createPowerSaveBlocker(context: Context): Electron.PowerSaveBlocker {
  const running = context.recorder.powerSaveBlockers;
  let nextId = 0;
  return strict<Electron.PowerSaveBlocker>('powerSaveBlocker', {
    start: () => {
      const id = nextId++;
      running.add(id);
      return id;
    },
    stop: (id) => running.delete(id),
    isStarted: (id) => running.has(id),
  });
}

/** An emitter: tests let the machine wake up by `powerMonitor.emit('resume')`. */
export function createPowerMonitor(): Electron.PowerMonitor {
  return strictInstance<Electron.PowerMonitor>('powerMonitor', new EventEmitter());
}

/** The theme that the program asks for; the system's own is light. */
export function createNativeTheme(context: Context): Electron.NativeTheme {
  const { recorder } = context;
  return strict<Electron.NativeTheme>('nativeTheme', {
    get themeSource() {
      return recorder.themeSource;
    },
    set themeSource(source) {
      recorder.themeSource = source;
    },
    get shouldUseDarkColors() {
      return recorder.themeSource === 'dark';
    },
  });
}

export function createNativeImage(): (typeof Electron)['nativeImage'] {
  const image = (dataUrl: string): Electron.NativeImage =>
    strict<Electron.NativeImage>('NativeImage', {
      isEmpty: () => !/^data:image\/(?:png|jpeg);base64,./.test(dataUrl),
      addRepresentation: () => undefined,
      setTemplateImage: () => undefined,
    });
  return strict<(typeof Electron)['nativeImage']>('nativeImage', {
    createFromDataURL: (dataUrl: string) => image(dataUrl),
  });
}

export function createNet(context: Context): Electron.Net {
  return strict<Electron.Net>('net', {
    fetch: (input, init) => {
      context.requireReady('net');
      return fetch(input as string, init as RequestInit) as ReturnType<Electron.Net['fetch']>;
    },
  });
}
