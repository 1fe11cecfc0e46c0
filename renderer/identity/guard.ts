import type { AccountId, DeviceAddress } from '@tatap/protocol/signaling';
import { isSigned } from './ed25519.ts';
import type { KnownDevices } from './known-devices.ts';
import type { OwnIdentity } from './ports.ts';
import { type Description, type Route, statementOf, whicheverDevice } from './statement.ts';

interface GuardOptions {
  readonly identity: OwnIdentity;
  readonly known: KnownDevices;
  /** The account that is signed in. */
  readonly self: () => AccountId | null;
}

/** The other side of one call, as the server names it; an offer may be to `whicheverDevice`. */
export interface Other extends DeviceAddress {
  readonly callId: string;
}

/** Vouches for own descriptions, and tells whether those that come are what their device wrote. */
export interface IdentityGuard {
  /** @throws {Error} where nobody is signed in, or the description has no fingerprint. */
  sign(to: Other, description: Description): Promise<Description>;
  /**
   * `forged`: unsigned, changed on the way, signed for another call or device, or by a key other
   * than the one first seen of this device. A device that is met for the first time is believed and
   * its key kept.
   */
  verify(from: Other, description: Description): Promise<'genuine' | 'forged'>;
}

export function createGuard({ identity, known, self }: GuardOptions): IdentityGuard {
  const here = (): DeviceAddress | null => {
    const account = self();
    return account === null ? null : { account, device: identity.device };
  };

  return {
    async sign({ callId, account, device }, description) {
      const from = here();
      if (from === null) throw new Error('nobody is signed in');
      const bytes = statementOf({ callId, from, to: { account, device } }, description);
      if (bytes === null) throw new Error('nothing to sign: the description has no fingerprint');
      const proof = { key: identity.key, signature: await identity.sign(bytes) };
      return { ...description, proof };
    },

    async verify({ callId, account, device }, description) {
      const to = here();
      const { proof } = description;
      if (to === null || proof === undefined) return 'forged';
      const route: Route = { callId, from: { account, device }, to };
      const toAll: Route = { ...route, to: { ...to, device: whicheverDevice } };
      // A caller offers before it knows which device will ring first.
      const routes = description.type === 'offer' ? [route, toAll] : [route];
      if (!(await isSignedFor(routes, description, proof))) return 'forged';
      // Looked up after the wait: two descriptions of an unknown device may come at once.
      const met = known.find(route.from);
      if (met !== null) return met.key === proof.key ? 'genuine' : 'forged';
      known.learn(route.from, proof.key);
      return 'genuine';
    },
  };
}

async function isSignedFor(
  routes: readonly Route[],
  description: Description,
  proof: NonNullable<Description['proof']>,
): Promise<boolean> {
  const checks = routes.map(async (route) => {
    const bytes = statementOf(route, description);
    return bytes !== null && isSigned(proof, bytes);
  });
  return (await Promise.all(checks)).includes(true);
}
