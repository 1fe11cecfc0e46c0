import { computed, effect, type ReadonlySignal, signal } from '@preact/signals-core';
import type { BandwidthState } from '@tatap/protocol/control';
import type { Clock } from '../clock.ts';
import type { Scope } from '../scope.ts';
import type { PeerLink, Sending } from './peer-link-port.ts';
import { initialPicture, nextPicture } from './picture-pause.ts';

/** How often the path's bandwidth is looked at. */
const lookEveryMs = 1_000;

/** What a call needs to know to send as much as is right. */
export interface RegulateOptions {
  readonly link: PeerLink;
  readonly clock: Clock;
  /** Whether the person wants little data to be used. */
  readonly lowData: ReadonlySignal<boolean>;
  /** What the other side says about its network; `null` while it has said nothing. */
  readonly remote: ReadonlySignal<BandwidthState | null>;
}

/**
 * Keeps what is sent to what the network bears and both people want, and tells the other side,
 * until the scope ends.
 *
 * @returns whether the own picture is sent
 */
export function regulateSending(
  scope: Scope,
  { link, clock, lowData, remote }: RegulateOptions,
): ReadonlySignal<Sending['picture']> {
  const state = signal(initialPicture);
  const picture = computed(() => state.value.picture);
  const amount = computed(() =>
    lowData.value || remote.value?.receive === 'less' ? ('less' as const) : ('all' as const),
  );
  scope.own(effect(() => link.setSending({ amount: amount.value, picture: picture.value })));
  scope.own(
    effect(() => {
      const receive = lowData.value ? 'less' : 'all';
      link.send({ kind: 'bandwidth', picture: picture.value, receive });
    }),
  );
  let watching = true;
  let cancel = clock.after(lookEveryMs, look);
  scope.own(() => {
    watching = false;
    cancel();
  });

  function look(): void {
    void link.bandwidthBps().then((bandwidthBps) => {
      if (!watching) return;
      state.value = nextPicture(state.peek(), bandwidthBps, clock.now());
      cancel = clock.after(lookEveryMs, look);
    });
  }

  return picture;
}
