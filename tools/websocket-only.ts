import type { Plugin } from 'vite';

/** Where Engine.IO's client names every transport it knows. */
const everyTransport = /\/engine\.io-client\/build\/esm\/transports\/index\.js$/;

const webSocketAlone = `
  import { WS } from './websocket.js';
  export const transports = { websocket: WS };
`;

/**
 * Leaves long polling and WebTransport out of the build: the app uses neither, and Socket.IO's
 * client, which looks its transports up by name, would bring both into what is loaded at the start.
 */
export function webSocketOnly(): Plugin {
  let found = false;
  return {
    name: 'websocket-only',
    apply: 'build',
    load(id) {
      if (!everyTransport.test(id)) return;
      found = true;
      return webSocketAlone;
    },
    buildEnd(error) {
      if (error === undefined && !found) {
        this.error('the list of transports of engine.io-client has moved');
      }
    },
  };
}
