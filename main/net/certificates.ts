import { app } from 'electron';
import type { Logger } from '../log/log.ts';

/** Never accepts a certificate that Chromium refuses; tells which host it was. */
export function setupCertificates(
  onRefused: (refusal: { host: string; error: string }) => void,
  log: Logger,
): void {
  app.on('certificate-error', (event, _contents, url, error, _certificate, callback) => {
    event.preventDefault();
    callback(false);
    const host = URL.parse(url)?.host ?? '';
    log.warn('certificate refused', { host, error });
    onRefused({ host, error });
  });
}
