import { parse } from '@tatap/protocol/signaling';
import type { Logger } from '../../log.ts';
import {
  type PageChannel,
  type PagesPort,
  type ProfileLock,
  pageMessage,
} from '../../pages/ports.ts';

const lockName = 'tatap.owner';
const channelName = 'tatap.pages';
/** In the tab's own storage, which outlives a reload and nothing else. */
const ownerKey = 'tatap.owner';

/**
 * The tabs of a browser. `null` where there are no locks (a page that is no secure context): each
 * tab acts alone then, and the server lets the newest one in.
 */
export function createWebPages(log: Logger): PagesPort | null {
  if (navigator.locks === undefined || !('BroadcastChannel' in window)) return null;
  return {
    lock: createLock(navigator.locks, log),
    channel: createChannel(new BroadcastChannel(channelName), log),
    wasOwner: tabStorage((storage) => storage.getItem(ownerKey)) === 'yes',
    rememberOwner(owns) {
      tabStorage((storage) =>
        owns ? storage.setItem(ownerKey, 'yes') : storage.removeItem(ownerKey),
      );
    },
    isVisible: () => document.visibilityState === 'visible',
  };
}

/** Web Locks API. */
function createLock(locks: LockManager, log: Logger): ProfileLock {
  return {
    acquire(how, { onHeld, onBusy, onStolen }) {
      const { promise: held, resolve: giveBack } = Promise.withResolvers<void>();
      const waiting = new AbortController();
      let state: 'waiting' | 'held' | 'over' = 'waiting';

      const hold = () => {
        if (state === 'over') return undefined;
        state = 'held';
        onHeld();
        return held;
      };
      const onRejected = (cause: unknown) => {
        if (state === 'over') return;
        const lost = state === 'held';
        state = 'over';
        if (lost) {
          onStolen();
          return;
        }
        // Storage is forbidden to this page, and locks with it: no other page shares anything.
        log.warn('no lock', { cause });
        onHeld();
      };

      if (how === 'steal') {
        locks.request(lockName, { steal: true }, hold).catch(onRejected);
      } else {
        locks
          .request(lockName, { ifAvailable: true }, (lock) => {
            if (lock !== null) return hold();
            if (state === 'over') return undefined;
            locks.request(lockName, { signal: waiting.signal }, hold).catch(onRejected);
            onBusy();
            return undefined;
          })
          .catch(onRejected);
      }
      return () => {
        state = 'over';
        waiting.abort();
        giveBack();
      };
    },
  };
}

function createChannel(channel: BroadcastChannel, log: Logger): PageChannel {
  return {
    post: (message) => channel.postMessage(message),
    on(listener) {
      const onMessage = ({ data }: MessageEvent<unknown>) => {
        const message = parse(pageMessage, data);
        if (message.ok) listener(message.value);
        else log.debug('message of another page not known', { issue: message.issue });
      };
      channel.addEventListener('message', onMessage);
      return () => channel.removeEventListener('message', onMessage);
    },
  };
}

/** `null` where the browser forbids it. */
function tabStorage<T>(use: (storage: Storage) => T): T | null {
  try {
    return use(window.sessionStorage);
  } catch {
    return null;
  }
}
