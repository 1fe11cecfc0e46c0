import { join } from 'node:path';
import { app, net, protocol } from 'electron';
import type { Logger } from '../log/log.ts';
import { appScheme } from './origin.ts';
import { serveFiles, serveFromDevServer } from './serve.ts';

/**
 * Makes `app://` a secure origin like https, with fetch and media streaming. Must run before
 * `ready`, once.
 */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        stream: true,
        // Compiled scripts are kept from start to start, as for https.
        codeCache: true,
      },
    },
  ]);
}

/** Serves the pages. After `ready`. */
export function setupAppProtocol(log: Logger): void {
  const devServer = devServerUrl();
  if (devServer !== null) log.info('pages come from the development server', { devServer });
  protocol.handle(
    appScheme,
    devServer === null
      ? serveFiles(join(import.meta.dirname, '../renderer'))
      : serveFromDevServer(devServer, (url) => net.fetch(url)),
  );
}

/** Set by electron-vite. A packaged app never looks at it: it would be remote content. */
export function devServerUrl(): string | null {
  if (app.isPackaged) return null;
  const { ELECTRON_RENDERER_URL: url } = process.env;
  return url ?? null;
}
