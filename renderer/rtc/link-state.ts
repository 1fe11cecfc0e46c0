import type { PeerLinkState } from '../peers/peer-link-port.ts';

/** What a link is, in one value: of `RtcPeerLink`. */
export type LinkState =
  | {
      readonly life: 'open';
      /** What the link reports. */
      readonly path: PeerLinkState;
      /** `lost` with its path: only another peer connection mends that. */
      readonly dtls: 'kept' | 'lost';
      /**
       * How signals travel once the control channel is open: both ways while candidates of the
       * latest offer or answer are being found (`gathering`) or the path is in doubt (`gathered`),
       * else over the `channel` alone.
       */
      readonly signals: 'gathering' | 'gathered' | 'channel';
    }
  /** Closed, and `path` is what it was. `lingering` lets the last message leave. */
  | { readonly life: 'lingering' | 'closed'; readonly path: PeerLinkState };

export type OpenState = Extract<LinkState, { life: 'open' }>;

export const begun: OpenState = {
  life: 'open',
  path: 'connecting',
  dtls: 'kept',
  signals: 'gathering',
};

/** Nothing comes over the path. Before the first connection there is nothing to interrupt. */
export function interrupted({ path, signals }: OpenState): Partial<OpenState> {
  return {
    path: path === 'connected' ? 'interrupted' : path,
    signals: signals === 'channel' ? 'gathered' : signals,
  };
}
