import type { Account, AccountId, DeviceId, SessionEndReason } from '@tatap/protocol/signaling';
import type { ConnectedDevices } from '../domain/ports.ts';
import type { Services } from './handlers.ts';

/** What HTTP does to connected devices. */
export class ConnectedDevicesOf implements ConnectedDevices {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  isConnected(account: AccountId, device: DeviceId): boolean {
    return this.#services.registrar.isConnected(account, device);
  }

  end(account: AccountId, device: DeviceId, reason: SessionEndReason): void {
    this.#services.registrar.end({ account, device }, reason);
  }

  invitationUsed(account: AccountId): void {
    this.#services.contacts.invited(account);
  }

  accountChanged(account: Account, { renamed }: { readonly renamed: boolean }): void {
    const { contacts, registrar } = this.#services;
    registrar.sendToAccount(account.id, 'account.changed', { account });
    if (renamed) contacts.renamed(account.id);
  }

  async accountDeleted(account: AccountId, inListsOf: readonly AccountId[]): Promise<void> {
    const { calls, registrar } = this.#services;
    await calls.accountDeleted(account);
    for (const device of registrar.devicesOf(account)) {
      registrar.end({ account, device }, 'deleted');
    }
    for (const owner of inListsOf) {
      registrar.sendToAccount(owner, 'contact.removed', { id: account });
    }
  }
}
