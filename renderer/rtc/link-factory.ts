import type { IceConfiguration } from '@tatap/protocol/signaling';
import type { LinkRole, PeerLinkFactory } from '../peers/peer-link-port.ts';
import type { LocalCodecs } from './codecs.ts';
import type { RtcEnvironment } from './environment.ts';
import { RtcPeerLink } from './peer-link.ts';

/** A link of each side: which one the next call takes is not known. */
const roles = ['caller', 'callee'] as const;

interface ReadyLink {
  readonly link: RtcPeerLink;
  readonly codecs: LocalCodecs | null;
}

/** Makes links of the browser's peer connections. */
export function createPeerLinkFactory(environment: RtcEnvironment): PeerLinkFactory {
  const ready = new Map<LinkRole, ReadyLink>();
  const release = () => {
    for (const { link } of ready.values()) link.close();
    ready.clear();
  };
  /** They offer and answer what was known of the codecs then. */
  const releaseStale = () => {
    const codecs = environment.codecs();
    if ([...ready.values()].some((one) => one.codecs !== codecs)) release();
  };
  const take = (role: LinkRole, ice: IceConfiguration) => {
    releaseStale();
    const link = ready.get(role)?.link;
    ready.delete(role);
    link?.setIceConfiguration(ice);
    return link;
  };
  return {
    isSupported: environment.isSupported,
    makeReady() {
      if (!environment.isSupported) return;
      releaseStale();
      for (const role of roles) {
        if (ready.has(role)) continue;
        const link = new RtcPeerLink(environment, role, null);
        ready.set(role, { link, codecs: environment.codecs() });
      }
    },
    open({ role, ice, firstSeq }) {
      const link = take(role, ice) ?? new RtcPeerLink(environment, role, ice);
      link.begin(firstSeq);
      return link;
    },
    release,
  };
}
