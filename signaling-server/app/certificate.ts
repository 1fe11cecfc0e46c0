import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Server as HttpsServer } from 'node:https';
import type { Logger } from 'pino';
import type { Clock } from '../domain/ports.ts';
import { StartupError } from './startup-error.ts';

/** How often the files are looked at: a renewed certificate has weeks before the old one ends. */
const lookEveryMs = 60_000;

interface Pem {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** A certificate with its key on disk, where it is renewed while the server runs. */
export class Certificate {
  readonly #certFile: string;
  readonly #keyFile: string;
  #pem: Pem;
  /** What was said last about files that do not work, so that it is said once. */
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
   * Takes a renewed certificate up for new connections. While the files do not fit together, as
   * between the writing of the two, the old one stays.
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
      logger.info({ validTo }, 'renewed certificate taken up');
    } catch (error) {
      const complaint = error instanceof Error ? error.message : String(error);
      if (complaint === this.#complaint) return;
      this.#complaint = complaint;
      logger.warn(`${complaint} The certificate from before stays in use.`);
    }
  }

  /** Looks for a renewed certificate every minute; returns the stop. */
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
      // OpenSSL takes a key of another kind without a word, and then no handshake succeeds.
      if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) {
        throw new Error('the key belongs to another certificate');
      }
      return { cert, key };
    } catch (error) {
      throw StartupError.certificate(error, this.#certFile, this.#keyFile);
    }
  }
}
