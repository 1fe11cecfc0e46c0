import type { MediaAccess } from '@tatap/protocol/ipc';
import { shell, systemPreferences } from 'electron';

export type MediaKind = 'camera' | 'microphone';

/** What the systems' settings have pages for. */
export type SettingsKind = MediaKind | 'screen';

/** Pages of the systems' settings where a person gives consent back. Linux has none. */
const settingsPages: Readonly<Partial<Record<string, Partial<Record<SettingsKind, string>>>>> = {
  darwin: {
    camera: 'x-apple.systempreferences:com.apple.preference.security?Privacy_Camera',
    microphone: 'x-apple.systempreferences:com.apple.preference.security?Privacy_Microphone',
    screen: 'x-apple.systempreferences:com.apple.preference.security?Privacy_ScreenCapture',
  },
  win32: {
    camera: 'ms-settings:privacy-webcam',
    microphone: 'ms-settings:privacy-microphone',
  },
};

/** The system's consent; macOS asks the person where it has not been asked before. */
export async function requestMediaAccess(kind: MediaKind): Promise<MediaAccess> {
  switch (process.platform) {
    case 'darwin': {
      const status = systemPreferences.getMediaAccessStatus(kind);
      if (status !== 'not-determined') return status;
      return (await systemPreferences.askForMediaAccess(kind)) ? 'granted' : 'denied';
    }
    case 'win32':
      return systemPreferences.getMediaAccessStatus(kind);
    default:
      // Linux asks nobody for desktop programs; a missing device shows when it is opened.
      return 'granted';
  }
}

/** `false` where the system has no such page. */
export async function openMediaSettings(kind: SettingsKind): Promise<boolean> {
  const page = settingsPages[process.platform]?.[kind];
  if (page === undefined) return false;
  await shell.openExternal(page);
  return true;
}
