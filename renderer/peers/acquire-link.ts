import type { DeviceId } from '@tatap/protocol/signaling';
import type { Clock } from '../clock.ts';
import { type LinkUse, type PeerLinks, useOf } from './peer-links.ts';

/** How long a link that works stays when its last user lets go, for whoever wants it next. */
export const graceMs = 10_000;

/**
 * The link to a device that works, for data channels: messages and files. When its last user lets
 * go it stays for `graceMs`, so that the next one finds it. `null` where there is none.
 *
 * Beside the registry and not in it, so that it is in the code of pages that use it alone.
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
