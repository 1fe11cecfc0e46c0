import type * as Electron from 'electron';
import type { Context } from '../host/context.ts';
import type { Machine } from '../host/machine.ts';
import { strict } from '../strict.ts';

/**
 * Reversible and no protection at all, but not the plain text either. As strict as Electron where
 * it counts: encryption is always said to be available, and on Linux only the first three bytes of
 * what was encrypted tell whether a service keeps the key.
 */
export function createSafeStorage(context: Context): Electron.SafeStorage {
  const { machine } = context.options;
  const mark = `${prefixOf(machine)}stand-in:`;
  return strict<Electron.SafeStorage>('safeStorage', {
    isAsyncEncryptionAvailable: async () => {
      context.requireReady('safeStorage');
      return true;
    },
    ...(machine.platform === 'linux' && {
      // It names what the desktop is known for, whether that runs or not.
      getSelectedStorageBackend: () =>
        machine.keychain === 'unknown-desktop' ? 'basic_text' : 'gnome_libsecret',
    }),
    encryptStringAsync: async (plainText) =>
      Buffer.from(mark + Buffer.from(plainText).toString('base64')),
    decryptStringAsync: async (encrypted) => {
      const text = encrypted.toString();
      // The key in Chromium's source opens what it has closed on every computer.
      const known = [mark, 'v10stand-in:'].find((start) => text.startsWith(start));
      if (known === undefined) throw new Error('Error while decrypting the ciphertext');
      const result = Buffer.from(text.slice(known.length), 'base64').toString();
      return { result, shouldReEncrypt: known !== mark };
    },
  });
}

/** Chromium's marks: `v11` is a key of the secret service's, `v10` the one in its source; elsewhere `v10`. */
function prefixOf({ platform, keychain }: Machine): 'v10' | 'v11' {
  return platform === 'linux' && keychain === 'service' ? 'v11' : 'v10';
}
