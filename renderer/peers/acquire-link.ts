import type { DeviceId } from '@tatap/protocol/signaling';
import type { Clock } from '../clock.ts';
import { type LinkUse, type PeerLinks, useOf } from './peer-links.ts';

/** How long a link that works stays open after its last user has let go of it. */
export const graceMs = 10_000;

/**
 * Finds the working link to a device, for data channels: messages and files. After its last user has
 * let go, it stays open for `graceMs`, so that the next user finds it. `null`: there is none.
 *
 * This is a function of its own and no method of the registry, so that a page that does not use it
 * does not load it.
 */
export function acquireLink(links: PeerLinks, device: DeviceId, clock: Clock): LinkUse | null {
  const shared = [...links.shared].findLast(
    (one) => one.device === device && one.link.state === 'connected',
  );
  if (shared === undefined) return null;
  shared.keep();
  return useOf(shared, () => {
    if (shared.uses.size > 0) return;
    if (shared.link.state === 'connected') {
      shared.keep = clock.after(graceMs, () => links.close(shared));
    } else links.close(shared);
  });
}
