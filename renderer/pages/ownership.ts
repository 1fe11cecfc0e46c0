import { type ReadonlySignal, signal } from '@preact/signals-core';
import { assertNever } from '@tatap/protocol/signaling';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { PageMessage, PagesPort } from './ports.ts';

/**
 * How long the owner has to end what it does before the lock is stolen from it. A page that is
 * frozen or hangs does not answer.
 */
const yieldWithinMs = 1_000;

/** How long an owner that has yielded keeps the lock for the page that asked. */
const keepForTakerMs = 3_000;

/** Which page of the profile has session, calls and stores. */
export type Ownership =
  | { readonly state: 'unknown' }
  | { readonly state: 'here' }
  /** `inCall`: a call runs there. `taking`: the person has chosen this page, and it takes over. */
  | { readonly state: 'elsewhere'; readonly inCall: boolean; readonly taking: boolean };

export interface OwnershipModel {
  readonly ownership: ReadonlySignal<Ownership>;
  /** Uses the profile in this page. What another page does with it ends, a call too. */
  takeOver(): void;
}

export interface RunningOwnership extends OwnershipModel {
  /** Says whether a call is made or runs here, which ends when another page takes over. */
  setInCall(inCall: boolean): void;
  close(): void;
}

export interface OwnershipOptions {
  readonly pages: PagesPort;
  readonly clock: Clock;
  readonly log: Logger;
}

const here: Ownership = { state: 'here' };
const elsewhere: Ownership = { state: 'elsewhere', inCall: false, taking: false };

/**
 * One page of a profile owns it at a time: the holder of a lock. The others wait and say so. When
 * the owner is closed or crashes, the page that was the owner before it comes first. A page takes
 * over only when the person says so there, or when it was the owner until it was reloaded and
 * nobody uses the page that followed it.
 *
 * Whoever observes `ownership` ends what it does within the change to `elsewhere`: the next page
 * begins after that.
 */
export function createOwnership({ pages, clock, log }: OwnershipOptions): RunningOwnership {
  const { lock, channel } = pages;
  const ownership = signal<Ownership>({ state: 'unknown' });
  let inCall = false;
  /** This page was the owner until it was reloaded, and may get the profile back by itself. */
  let reclaims = pages.wasOwner && pages.isVisible();
  let release = () => {};
  let cancelTimer = () => {};

  function enter(next: Ownership): void {
    const before = ownership.peek();
    if (before.state !== next.state) log.info('profile', { owner: next.state });
    ownership.value = next;
  }

  /** @param onBusy - called when this page is in the queue */
  function acquire(how: 'wait' | 'steal', onBusy: () => void): void {
    cancelTimer();
    release();
    release = lock.acquire(how, { onHeld, onBusy, onStolen });
  }

  function onHeld(): void {
    reclaims = false;
    pages.rememberOwner(true);
    channel.post({ kind: 'owner', inCall });
    enter(here);
  }

  function begin(): void {
    acquire('wait', () => {
      enter(elsewhere);
      channel.post({ kind: reclaims ? 'reloaded' : 'who-owns' });
    });
  }

  /** Another page has the lock: waits for it, before those that never had it. */
  function onStolen(): void {
    lose();
    queueFirst();
  }

  function lose(): void {
    pages.rememberOwner(false);
    inCall = false;
    enter(elsewhere);
  }

  function queueFirst(): void {
    acquire('wait', () => channel.post({ kind: 'queued' }));
  }

  /** Ends what runs here, and keeps the lock until it is stolen: nobody else in the queue gets it. */
  function giveUp(): void {
    lose();
    channel.post({ kind: 'yielded' });
    cancelTimer();
    cancelTimer = clock.after(keepForTakerMs, queueFirst);
  }

  function handleAsOwner(message: PageMessage): void {
    switch (message.kind) {
      case 'who-owns':
        channel.post({ kind: 'owner', inCall });
        return;
      case 'take':
        giveUp();
        return;
      case 'reloaded':
        if (inCall || pages.isVisible()) channel.post({ kind: 'owner', inCall });
        else giveUp();
        return;
      case 'owner':
      case 'yielded':
      case 'queued':
        return;
      default:
        assertNever(message);
    }
  }

  function handleAsOther(now: Ownership & { state: 'elsewhere' }, message: PageMessage): void {
    switch (message.kind) {
      case 'owner':
        reclaims = false;
        enter({ ...now, inCall: message.inCall });
        return;
      case 'yielded':
        if (now.taking || reclaims) steal();
        return;
      case 'queued':
        // The last owner comes first: a page that waited before it enters the queue again.
        if (!now.taking) acquire('wait', () => {});
        return;
      case 'who-owns':
      case 'take':
      case 'reloaded':
        return;
      default:
        assertNever(message);
    }
  }

  function steal(): void {
    acquire('steal', () => {});
  }

  const stopListening = channel.on((message) => {
    const now = ownership.peek();
    if (now.state === 'here') handleAsOwner(message);
    if (now.state === 'elsewhere') handleAsOther(now, message);
  });
  begin();

  return {
    ownership,
    takeOver() {
      const now = ownership.peek();
      if (now.state !== 'elsewhere' || now.taking) return;
      enter({ ...now, taking: true });
      channel.post({ kind: 'take' });
      cancelTimer();
      cancelTimer = clock.after(yieldWithinMs, steal);
    },
    setInCall(next) {
      if (next === inCall) return;
      inCall = next;
      if (ownership.peek().state === 'here') channel.post({ kind: 'owner', inCall });
    },
    close() {
      stopListening();
      cancelTimer();
      release();
    },
  };
}

/** Where a profile has one page, that page owns it. */
export function ownedHere(): RunningOwnership {
  return {
    ownership: signal(here),
    takeOver: () => {},
    setInCall: () => {},
    close: () => {},
  };
}
