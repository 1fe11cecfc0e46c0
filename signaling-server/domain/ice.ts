import { createHmac } from 'node:crypto';
import type { DeviceAddress, IceConfiguration } from '@tatap/protocol/signaling';
import type { Clock } from './ports.ts';

/**
 * STUN and TURN servers of the configuration. Without `turnSecret` the TURN servers are left out.
 */
export interface IceServersConfig {
  readonly stunUrls: readonly string[];
  readonly turnUrls: readonly string[];
  /** coturn's `static-auth-secret`. */
  readonly turnSecret: string | null;
  /** How long TURN credentials work, in seconds. */
  readonly turnTtlS: number;
}

/**
 * Returns a function that creates the ICE servers of a device, with TURN credentials by coturn's
 * shared-secret scheme (`use-auth-secret`, draft-uberti-behave-turn-rest-00): the username is
 * `<expiry>:<name>` with the expiry in seconds since the epoch, the credential is
 * base64(HMAC-SHA1(secret, username)).
 *
 * The name is a keyed hash of account and device, so that the TURN server can apply quotas per
 * device, and its log contains no names of people.
 */
export function createIceServers(
  config: IceServersConfig,
  clock: Pick<Clock, 'wall'>,
): (device: DeviceAddress) => IceConfiguration {
  const { stunUrls, turnUrls, turnSecret, turnTtlS } = config;
  const stun = stunUrls.length > 0 ? [{ urls: [...stunUrls] }] : [];
  if (turnSecret === null || turnUrls.length === 0) {
    return () => ({ iceServers: stun, expiresAt: null });
  }
  return ({ account, device }) => {
    const expiresAtS = Math.floor(clock.wall() / 1000) + turnTtlS;
    const name = createHmac('sha256', turnSecret)
      .update(`${account}.${device}`)
      .digest('base64url')
      .slice(0, 22);
    const username = `${expiresAtS}:${name}`;
    const credential = createHmac('sha1', turnSecret).update(username).digest('base64');
    return {
      iceServers: [...stun, { urls: [...turnUrls], username, credential }],
      expiresAt: expiresAtS * 1000,
    };
  };
}
