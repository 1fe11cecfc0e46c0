import type { CdpSession } from './cdp.ts';

/**
 * Tells of requests and sockets of a page that Chromium refused for their certificate. Electron
 * asks the program first; Chromium alone only says so afterwards, which is the same for a program
 * that accepts none.
 */
export async function watchCertificates(
  session: CdpSession,
  onRefused: (url: string, error: string) => void,
): Promise<void> {
  const urls = new Map<unknown, string>();
  const failed = (requestId: unknown, text: unknown): void => {
    const error = /net::ERR_CERT_\w+/.exec(String(text))?.[0];
    const url = urls.get(requestId);
    urls.delete(requestId);
    if (error !== undefined && url !== undefined) onRefused(url, error);
  };
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    urls.set(requestId, (request as { url: string }).url);
  });
  session.on('Network.webSocketCreated', ({ requestId, url }) => {
    urls.set(requestId, url as string);
  });
  session.on('Network.loadingFinished', ({ requestId }) => urls.delete(requestId));
  session.on('Network.webSocketClosed', ({ requestId }) => urls.delete(requestId));
  session.on('Network.loadingFailed', ({ requestId, errorText }) => failed(requestId, errorText));
  session.on('Network.webSocketFrameError', ({ requestId, errorMessage }) =>
    failed(requestId, errorMessage),
  );
  await session.send('Network.enable');
}
