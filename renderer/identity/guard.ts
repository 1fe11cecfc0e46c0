import {
  type AccountId,
  type AttachClaim,
  attachStatement,
  type DeviceAddress,
  type Proof,
} from '@tatap/protocol/signaling';
import { isSigned } from './ed25519.ts';
import { isUnconfirmed, type KnownDevices } from './known-devices.ts';
import type { OwnIdentity } from './model.ts';
import { anyDevice, type Description, type Route, statementOf } from './statement.ts';

interface GuardOptions {
  readonly identity: OwnIdentity;
  readonly known: KnownDevices;
  /** The account that is signed in. */
  readonly self: () => AccountId | null;
}

/** The other side of one call, as the server names it; an offer may be to `anyDevice`. */
export interface Other extends DeviceAddress {
  readonly callId: string;
}

/** Signs what this device says, and tells whether what comes is what its device wrote. */
export interface IdentityGuard {
  /** @throws {Error} where nobody is signed in, or the description has no fingerprint. */
  sign(to: Other, description: Description): Promise<Description>;
  /**
   * `forged`: unsigned, changed on the way, signed for another call or device, or by a key other
   * than the one first seen of this device. A device that is met for the first time is believed and
   * its key kept.
   */
  verify(from: Other, description: Description): Promise<'genuine' | 'forged'>;
  /**
   * Whether this is a new device of a person who is verified on another device, and the person here
   * has not continued with it yet. Reads a signal, so effects and computed values follow it.
   */
  isUnconfirmed(address: DeviceAddress): boolean;
  /** @throws {Error} where nobody is signed in. */
  signAttach(claim: AttachClaim): Promise<Proof>;
  /** Whether a device that was met before says that it holds the call with this one. */
  verifyAttach(from: Other, side: AttachClaim['side'], proof: Proof): Promise<'genuine' | 'forged'>;
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
      const toAll: Route = { ...route, to: { ...to, device: anyDevice } };
      // A caller offers before it knows which device will ring first.
      const routes = description.type === 'offer' ? [route, toAll] : [route];
      if (!(await isSignedFor(routes, description, proof))) return 'forged';
      // Looked up after the wait: two descriptions of an unknown device may come at once.
      const met = known.find(route.from);
      if (met !== null) return met.key === proof.key ? 'genuine' : 'forged';
      known.learn(route.from, proof.key);
      return 'genuine';
    },

    isUnconfirmed: ({ account, device }) => isUnconfirmed(known.all.value[account] ?? [], device),

    async signAttach(claim) {
      const from = here();
      if (from === null) throw new Error('nobody is signed in');
      const bytes = new TextEncoder().encode(attachStatement(from, claim));
      return { key: identity.key, signature: await identity.sign(bytes) };
    },

    async verifyAttach({ callId, account, device }, side, proof) {
      const peer = here();
      const from = { account, device };
      // Two devices that talk have met.
      if (peer === null || known.find(from)?.key !== proof.key) return 'forged';
      const statement = attachStatement(from, { callId, peer, side });
      return (await isSigned(proof, new TextEncoder().encode(statement))) ? 'genuine' : 'forged';
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
