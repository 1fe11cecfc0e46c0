import { safeStorage } from 'electron';
import type { Keychain } from './session-store.ts';

/**
 * The keychain of the system: Keychain on macOS, DPAPI on Windows, a secret service on Linux.
 *
 * On Linux Electron says that encryption is available whatever there is, and names the keychain
 * that the desktop is known for whether it runs or not. What was encrypted tells the truth: it
 * begins with `v10` where the key is the one in Chromium's source (components/os_crypt), and with
 * another version where a service keeps the key. On macOS and Windows `v10` is the only version.
 */
export const systemKeychain: Keychain = {
  async protects() {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
    return !hasPublicKey(await safeStorage.encryptStringAsync('probe'));
  },
  encrypt: (plainText) => safeStorage.encryptStringAsync(plainText),
  async decrypt(encrypted) {
    const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(encrypted);
    return { result, shouldReEncrypt: shouldReEncrypt || hasPublicKey(encrypted) };
  },
};

function hasPublicKey(encrypted: Buffer): boolean {
  return process.platform === 'linux' && encrypted.subarray(0, 3).toString('latin1') === 'v10';
}
