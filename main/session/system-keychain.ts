import { safeStorage } from 'electron';
import type { Keychain } from './session-store.ts';

/** The keychain of the system: Keychain on macOS, DPAPI on Windows, a secret service on Linux. */
export const systemKeychain: Keychain = {
  async protects() {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
    // Without a secret service Chromium encrypts with a password that is in its source.
    return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
  },
  encrypt: (plainText) => safeStorage.encryptStringAsync(plainText),
  decrypt: (encrypted) => safeStorage.decryptStringAsync(encrypted),
};
