import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Server as HttpsServer } from 'node:https';
import type { Logger } from 'pino';
import type { Clock } from '../domain/ports.ts';
import { StartupError } from './startup-error.ts';

/**
 * How often the files are read. A minute is enough, because a certificate is renewed weeks before
 * it expires.
 */
const lookEveryMs = 60_000;

interface Pem {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** A certificate and its key on disk. Both can be renewed while the server runs. */
export class Certificate {
  readonly #certFile: string;
  readonly #keyFile: string;
  #pem: Pem;
  /** The last logged problem, so that the same problem is logged once. */
  #complaint = '';

  /** @throws StartupError `certificate` */
  constructor(certFile: string, keyFile: string) {
    this.#certFile = certFile;
    this.#keyFile = keyFile;
    this.#pem = this.#read();
  }

  get pem(): Pem {
    return this.#pem;
  }

  /**
   * Uses a renewed certificate for new connections. While certificate and key do not match, for
   * example because only one of them has been written, the old certificate stays in use.
   */
  reload(
    server: Pick<HttpsServer, 'setSecureContext'>,
    logger: Pick<Logger, 'info' | 'warn'>,
  ): void {
    try {
      const pem = this.#read();
      this.#complaint = '';
      if (pem.cert.equals(this.#pem.cert) && pem.key.equals(this.#pem.key)) return;
      server.setSecureContext(pem);
      this.#pem = pem;
      const { validTo } = new X509Certificate(pem.cert);
      logger.info({ validTo }, 'renewed certificate is in use');
    } catch (error) {
      const complaint = error instanceof Error ? error.message : String(error);
      if (complaint === this.#complaint) return;
      this.#complaint = complaint;
      logger.warn(`${complaint} The previous certificate stays in use.`);
    }
  }

  /** Checks for a renewed certificate every minute. Returns a function that stops this. */
  watch(clock: Clock, reload: () => void): () => void {
    let cancel = (): void => {};
    const look = (): void => {
      cancel = clock.after(lookEveryMs, look);
      reload();
    };
    cancel = clock.after(lookEveryMs, look);
    return () => cancel();
  }

  #read(): Pem {
    try {
      const [cert, key] = [readFileSync(this.#certFile), readFileSync(this.#keyFile)];
      // OpenSSL accepts a key of another type without an error, and then every handshake fails.
      if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) {
        throw new Error('the key belongs to another certificate');
      }
      return { cert, key };
    } catch (error) {
      throw StartupError.certificate(error, this.#certFile, this.#keyFile);
    }
  }
}
