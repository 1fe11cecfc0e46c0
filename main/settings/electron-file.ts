import ElectronStore from 'electron-store';
import type { JsonFile } from './settings-store.ts';

/** Opens a JSON file of the profile by electron-store, which writes it whole and at once. */
export function openElectronFile(folder: string, name: string): JsonFile {
  // The caller decides what becomes of a file that cannot be read; it must not be cleared.
  return new ElectronStore({ cwd: folder, name, clearInvalidConfig: false });
}
