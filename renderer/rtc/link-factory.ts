import type { IceConfiguration } from '@tatap/protocol/signaling';
import type { PeerLinkFactory } from '../call/peer-link-port.ts';
import type { LocalCodecs } from './codecs.ts';
import { type RtcEnvironment, RtcPeerLink } from './peer-link.ts';

/** Makes links of the browser's peer connections. */
export function createPeerLinkFactory(environment: RtcEnvironment): PeerLinkFactory {
  let ready: { readonly link: RtcPeerLink; readonly codecs: LocalCodecs | null } | null = null;
  const take = () => {
    const taken = ready;
    ready = null;
    return taken;
  };
  /** Gives it the servers of the call; left where more has become known of the codecs since. */
  const takeFor = (ice: IceConfiguration) => {
    const taken = take();
    if (taken?.codecs !== environment.codecs()) {
      taken?.link.close();
      return null;
    }
    taken.link.setIceConfiguration(ice);
    return taken.link;
  };
  return {
    makeReady() {
      ready ??= {
        link: new RtcPeerLink(environment, 'caller', null),
        codecs: environment.codecs(),
      };
    },
    open({ role, ice, firstSeq }) {
      const made = role === 'caller' ? takeFor(ice) : null;
      const link = made ?? new RtcPeerLink(environment, role, ice);
      link.begin(firstSeq);
      return link;
    },
    release: () => take()?.link.close(),
  };
}
