import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { OpenTransport, Transport } from './transport.ts';

export interface LazyTransportOptions {
  /** Fetches the transport's code. */
  load(): Promise<OpenTransport>;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * A transport whose code is fetched while the first screen is drawn. The fetch starts at once, so
 * that the code is usually there when the session has been read. A connection that is asked for
 * before waits for the code as it waits for the network: within the same time, and code that cannot
 * be fetched is a connection that cannot be made.
 */
export function openWhenLoaded({ load, clock, log }: LazyTransportOptions): OpenTransport {
  let code: OpenTransport | null = null;
  let loading: Promise<OpenTransport> | null = null;

  function fetchCode(): Promise<OpenTransport> {
    loading ??= load()
      .then((loaded) => {
        code = loaded;
        return loaded;
      })
      .finally(() => {
        loading = null;
      });
    return loading;
  }
  // Whoever connects is told that it failed.
  fetchCode().catch(() => {});

  return (credentials, events) => {
    let transport: Transport | null = null;
    /** Ends the wait for the code; `null` where nothing waits. */
    let stopWaiting: (() => void) | null = null;

    function open(openTransport: OpenTransport): Transport {
      transport ??= openTransport(credentials, events);
      return transport;
    }

    function connectWhenLoaded(withinMs: number): void {
      stopWaiting?.();
      const waiting = new AbortController();
      const cancel = clock.after(withinMs, fail);
      stopWaiting = () => {
        stopWaiting = null;
        waiting.abort();
        cancel();
      };
      function fail(): void {
        stopWaiting?.();
        events.onConnectError(undefined);
      }
      fetchCode().then(
        (openTransport) => {
          if (waiting.signal.aborted) return;
          stopWaiting?.();
          open(openTransport).connect(withinMs);
        },
        (cause: unknown) => {
          if (waiting.signal.aborted) return;
          log.warn('transport not fetched', { cause });
          fail();
        },
      );
    }

    return {
      connect(withinMs) {
        if (code === null) connectWhenLoaded(withinMs);
        else open(code).connect(withinMs);
      },
      drop: () => transport?.drop(),
      close() {
        stopWaiting?.();
        transport?.close();
      },
      leave() {
        stopWaiting?.();
        transport?.leave();
      },
      send: (name, payload, onAck) => transport?.send(name, payload, onAck),
    };
  };
}
