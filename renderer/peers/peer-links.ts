import type { ControlMessage } from '@tatap/protocol/control';
import type { DeviceId } from '@tatap/protocol/signaling';
import type { PeerLink } from './peer-link-port.ts';

/** One user's hold on a link. */
export interface LinkUse {
  readonly link: PeerLink;
  /** Lets go. The last user's `farewell` leaves before the link closes. Idempotent. */
  release(farewell?: ControlMessage): void;
}

/** A link with those who use it. */
export interface SharedLink {
  readonly device: DeviceId;
  readonly link: PeerLink;
  readonly uses: Set<LinkUse>;
  /** Ends the grace that runs, if one does. */
  keep(): void;
}

/**
 * The links of this device by remote device. A link lives as long as somebody uses it: the call that
 * opened it, and whoever opens channels over it (`acquireLink`), which may outlast the call.
 */
export class PeerLinks {
  /** The latest last. */
  readonly shared = new Set<SharedLink>();

  /** A call has opened a link: it is the first to use it, and alone sends media over it. */
  add(device: DeviceId, link: PeerLink): LinkUse {
    const shared: SharedLink = { device, link, uses: new Set(), keep: () => {} };
    this.shared.add(shared);
    return useOf(shared, (farewell) => {
      // Nothing of a call is kept for the next one: it agrees on a link of its own (ADR 0007).
      if (shared.uses.size === 0) {
        this.close(shared, farewell);
        return;
      }
      if (farewell !== undefined) link.send(farewell);
      link.setRemoteHeard(false);
      link.setTracks({ audio: null, video: null, screen: null, screenAudio: null });
    });
  }

  close(shared: SharedLink, farewell?: ControlMessage): void {
    this.shared.delete(shared);
    shared.link.close(farewell);
  }
}

/** @param released told once, when the user has let go */
export function useOf(shared: SharedLink, released: (farewell?: ControlMessage) => void): LinkUse {
  const use: LinkUse = {
    link: shared.link,
    release(farewell) {
      if (shared.uses.delete(use)) released(farewell);
    },
  };
  shared.uses.add(use);
  return use;
}
