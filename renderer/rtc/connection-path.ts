import { assertNever } from '@tatap/protocol/signaling';

/**
 * What a connection says of its path: `none` yet, `up`, `down` for a moment, `failed` (ICE has given
 * up), or DTLS has failed, over a path that works or with it.
 */
type ConnectionPath = 'none' | 'up' | 'down' | 'failed' | 'dtls-refused' | 'dtls-lost';

/**
 * W3C WebRTC, section 4.3.3. `connecting` after a restart is not news: the old path carries on. DTLS
 * that fails over a path that works was refused, which nothing mends. In Firefox 153 it is also lost
 * with the path, and stays so when ICE has another.
 */
export function pathOf(connection: RTCPeerConnection): ConnectionPath {
  const { connectionState, iceConnectionState } = connection;
  switch (connectionState) {
    case 'new':
    case 'connecting':
    case 'closed':
      return 'none';
    case 'connected':
      return 'up';
    case 'disconnected':
      return 'down';
    case 'failed': {
      const hasPath = iceConnectionState === 'connected' || iceConnectionState === 'completed';
      const senders = connection.getSenders();
      if (!senders.some(({ transport }) => transport?.state === 'failed')) return 'failed';
      return hasPath ? 'dtls-refused' : 'dtls-lost';
    }
    default:
      return assertNever(connectionState);
  }
}

/** Tells of all candidates that were found for one offer or answer, once there are no more. */
export function onGathered(
  connection: RTCPeerConnection,
  listener: (candidates: readonly string[]) => void,
): void {
  const candidates: string[] = [];
  connection.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate !== null) candidates.push(candidate.candidate);
    else listener(candidates.splice(0));
  });
}
