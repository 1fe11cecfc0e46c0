import type { AccountId } from '@tatap/protocol/signaling';
import { isVerified, type KnownDevices } from './known-devices.ts';
import type { IdentityModel, OwnIdentity } from './model.ts';
import { safetyNumber } from './safety-number.ts';

interface IdentityOptions {
  readonly identity: OwnIdentity;
  readonly known: KnownDevices;
  /** The account that is signed in. */
  readonly self: () => AccountId | null;
}

export function createIdentityModel({ identity, known, self }: IdentityOptions): IdentityModel {
  return {
    isVerified: (account) => isVerified(known.all.value[account] ?? []),
    devicesOf: (account) => known.all.value[account] ?? [],
    device: (address) => known.find(address),
    async safetyNumber(address) {
      const account = self();
      const met = known.find(address);
      if (account === null || met === null) return null;
      const { device, key } = identity;
      return safetyNumber({ account, device, key }, { ...address, key: met.key });
    },
    setVerified: (address, verified) => known.setStanding(address, verified ? 'verified' : 'known'),
    acknowledge(address) {
      if (known.find(address)?.standing === 'new') known.setStanding(address, 'known');
    },
  };
}
