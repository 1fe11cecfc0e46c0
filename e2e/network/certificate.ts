import { createHash, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { names } from './plan.ts';
import { sh } from './shell.ts';

export interface Certificate {
  readonly certFile: string;
  readonly keyFile: string;
  /** For Chromium's `--ignore-certificate-errors-spki-list`, which covers `turns:` as well. */
  readonly spkiHash: string;
}

/** A certificate of its own for the lab's servers, good for a day. */
export async function makeCertificate(folder: string): Promise<Certificate> {
  const certFile = join(folder, 'cert.pem');
  const keyFile = join(folder, 'key.pem');
  await sh(`openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 \
    -subj "/CN=${names.signaling}" -addext "subjectAltName=DNS:${names.signaling},DNS:${names.turn}" \
    -keyout "${keyFile}" -out "${certFile}" 2>/dev/null`);
  const { publicKey } = new X509Certificate(await readFile(certFile));
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return { certFile, keyFile, spkiHash: createHash('sha256').update(spki).digest('base64') };
}
