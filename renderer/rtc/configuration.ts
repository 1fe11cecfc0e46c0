import type { IceConfiguration } from '@tatap/protocol/signaling';

/**
 * How a connection finds its paths: over one transport for everything (RFC 9143), and through the
 * servers of the call; `null` is a connection that asks none yet.
 *
 * There is no candidate pool: a called side throws it away with its answer, and then Chromium 156 on
 * a busy machine finds no candidates at all, once in some 200 calls. What a caller would gain by one,
 * a link made ahead gains without a word to any server.
 */
export function configurationOf(
  ice: IceConfiguration | null,
  relayOnly: boolean,
): RTCConfiguration {
  const shared = { bundlePolicy: 'max-bundle' } as const;
  if (ice === null) return shared;
  return {
    ...shared,
    iceServers: ice.iceServers.map(({ urls, username, credential }) => ({
      urls,
      ...(username === undefined ? {} : { username }),
      ...(credential === undefined ? {} : { credential }),
    })),
    iceTransportPolicy: relayOnly ? 'relay' : 'all',
  };
}
