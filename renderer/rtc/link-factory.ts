import type { IceConfiguration } from '@tatap/protocol/signaling';
import type { PeerLinkFactory } from '../call/peer-link-port.ts';
import type { LocalCodecs } from './codecs.ts';
import type { RtcEnvironment } from './environment.ts';
import { RtcPeerLink } from './peer-link.ts';

/** Makes links of the browser's peer connections. */
export function createPeerLinkFactory(environment: RtcEnvironment): PeerLinkFactory {
  let ready: { readonly link: RtcPeerLink; readonly codecs: LocalCodecs | null } | null = null;
  const release = () => {
    ready?.link.close();
    ready = null;
  };
  /** It offers what was known of the codecs then. */
  const releaseStale = () => {
    if (ready?.codecs !== environment.codecs()) release();
  };
  const take = (ice: IceConfiguration) => {
    releaseStale();
    const link = ready?.link ?? null;
    ready = null;
    link?.setIceConfiguration(ice);
    return link;
  };
  return {
    makeReady() {
      releaseStale();
      ready ??= {
        link: new RtcPeerLink(environment, 'caller', null),
        codecs: environment.codecs(),
      };
    },
    open({ role, ice, firstSeq }) {
      const made = role === 'caller' ? take(ice) : null;
      const link = made ?? new RtcPeerLink(environment, role, ice);
      link.begin(firstSeq);
      return link;
    },
    release,
  };
}
