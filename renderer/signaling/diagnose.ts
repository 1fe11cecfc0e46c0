import { assertNever } from '@tatap/protocol/signaling';
import type { OfflineCause } from '../account/model.ts';
import type { HttpPort } from '../account/ports.ts';
import type { Failure, FailureCode } from '../result.ts';

/**
 * Finds out why a socket could not be opened, which the browser does not tell: asks the same
 * address over HTTP, where a wrong certificate and a stranger's answer can be told apart. A server
 * that answers there is `socket-blocked`: something on the way does not let WebSockets through.
 */
export async function diagnose(http: HttpPort, serverUrl: string): Promise<OfflineCause> {
  const answer = await http.request('serverInfo', { serverUrl }, {});
  return answer.ok ? 'socket-blocked' : causeOf(answer.code);
}

/** What a refusal of the connection means for the person. */
export function causeOf(code: FailureCode): OfflineCause {
  switch (code) {
    case 'unreachable':
    case 'timeout':
      return 'unreachable';
    case 'bad-certificate':
    case 'not-a-server':
      return code;
    case 'limit-reached':
      return 'too-many-devices';
    case 'rate-limited':
      return 'busy';
    case 'malformed':
    case 'too-large':
    case 'unauthenticated':
    case 'wrong-credentials':
    case 'forbidden':
    case 'id-taken':
    case 'wrong-recovery-code':
    case 'registration-closed':
    case 'invitation-required':
    case 'unknown-account':
    case 'own-account':
    case 'not-found':
    case 'contacts-only':
    case 'call-over':
    case 'answered-elsewhere':
    case 'not-in-call':
    case 'unsupported-version':
    case 'internal':
      return 'refused';
    default:
      return assertNever(code);
  }
}

/** The reason for being offline. It stays the same between two tries, so that it does not flicker. */
export class OfflineReason {
  #cause: OfflineCause = 'unreachable';
  /** Result of the last HTTP request to the server. */
  #found: OfflineCause | null = null;

  get cause(): OfflineCause {
    return this.#cause;
  }

  /** The server refused a connection. */
  refused({ code }: Failure): void {
    this.#cause = causeOf(code);
  }

  /** Takes the result of an HTTP request, made after a try that did not reach the server. */
  diagnosed(found: OfflineCause): void {
    const before = this.#found;
    this.#found = found;
    // A server that starts between the try and the request looks like a blocked socket once only.
    this.#cause = found === 'socket-blocked' && before !== found ? 'unreachable' : found;
  }

  /** Forgets the reason when a connection is made. */
  forget(): void {
    this.#cause = 'unreachable';
    this.#found = null;
  }
}
