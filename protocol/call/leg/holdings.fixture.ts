import { expect } from 'vitest';
import { assertNever } from '../../assert-never.ts';
import type { HoldState } from '../../control/messages.ts';
import type { Effect } from './effects.ts';
import type { TimerName } from './events.ts';
import { holdOf, notHeld } from './hold.ts';
import type { Hold, LegState } from './state.ts';

/** What a runner would hold for a leg after performing effects: the devices, links, timers and sounds. */
export class Holdings {
  readonly timers = new Set<TimerName>();
  readonly links = new Set<string>();
  /** Devices that get this side's sound and picture. */
  readonly sending = new Set<string>();
  /** Devices whose sound and picture are let through. */
  readonly playing = new Set<string>();
  readonly recorded: string[] = [];
  prepared = 0;
  media: 'closed' | 'open' = 'closed';
  /** The camera is closed for the own hold. */
  mediaHold: HoldState = 'running';
  /** What each link was told of hold. */
  readonly holds = new Map<string, Hold>();
  ringing: string | null = null;
  ringback: 'silent' | 'sounding' = 'silent';

  perform(effects: readonly Effect[]): void {
    for (const effect of effects) this.#perform(effect);
  }

  #perform(effect: Effect): void {
    switch (effect.type) {
      case 'request':
      case 'attach':
      case 'links.mend':
        return;
      case 'link.prepare':
        this.prepared += 1;
        return;
      case 'link.hold':
        expect(this.links).toContain(effect.device);
        this.holds.set(effect.device, effect.hold);
        return;
      case 'media.hold':
        this.mediaHold = effect.state;
        return;
      case 'link.open':
        if (effect.role === 'caller') this.prepared = 0;
        this.links.add(effect.device);
        return;
      case 'link.close':
        this.links.delete(effect.device);
        this.holds.delete(effect.device);
        this.sending.delete(effect.device);
        this.playing.delete(effect.device);
        return;
      case 'links.close':
        this.prepared = 0;
        this.links.clear();
        this.holds.clear();
        this.sending.clear();
        this.playing.clear();
        return;
      case 'tracks.attach':
        expect(this.links).toContain(effect.device);
        this.sending.add(effect.device);
        return;
      case 'link.tell':
        expect(this.links).toContain(effect.device);
        return;
      case 'playback.open':
        expect(this.sending).toContain(effect.device);
        this.playing.add(effect.device);
        return;
      case 'media.open':
        this.media = 'open';
        return;
      case 'media.close':
        this.media = 'closed';
        this.mediaHold = 'running';
        return;
      case 'timer.start':
        this.timers.add(effect.timer);
        return;
      case 'timer.stop':
        this.timers.delete(effect.timer);
        return;
      case 'ring.start':
        this.ringing = effect.callId;
        return;
      case 'ring.stop':
        this.ringing = null;
        return;
      case 'ringback.start':
        this.ringback = 'sounding';
        return;
      case 'ringback.stop':
        this.ringback = 'silent';
        return;
      case 'record.answered':
        return;
      case 'record':
        this.recorded.push(effect.record.callId);
        return;
      default:
        assertNever(effect);
    }
  }

  /** Fails where a phase lacks something, or holds more than it needs. */
  check(state: LegState): void {
    expect({
      timers: [...this.timers],
      media: this.media,
      ringing: this.ringing,
      sending: [...this.sending],
      playing: [...this.playing],
    }).toEqual(needs(state));
    expect([...this.links].sort()).toEqual(linksOf(state));
    if (state.phase !== 'outgoing') expect(this.ringback).toBe('silent');
    if (state.phase !== 'outgoing') expect(this.prepared).toBe(0);
    if (state.phase === 'ended') expect(this.recorded).toContain(state.callId);
    if ('health' in state) {
      expect(state.phase === 'active').toBe(
        Object.values(holdOf(state)).every((one) => one === 'running'),
      );
      expect(this.holds.get(state.device) ?? notHeld).toEqual(holdOf(state));
      expect(this.mediaHold).toBe(holdOf(state).own);
    }
    if (state.phase === 'connecting') {
      if (state.link === 'connected') expect(state.answer.state).toBe('sent');
    }
  }
}

const nothing = { timers: [], media: 'closed', ringing: null, sending: [], playing: [] } as const;

function needs(state: LegState) {
  switch (state.phase) {
    case 'ended':
      return nothing;
    case 'outgoing': {
      const sending = state.answering === null ? [] : [state.answering];
      return { ...nothing, timers: ['no-answer'], media: 'open', sending };
    }
    case 'incoming':
      return {
        ...nothing,
        timers: ['no-answer'],
        ringing: state.callId,
      };
    case 'connecting': {
      const sending = [state.device];
      // Nothing is shown or heard before somebody agreed that this answer counts.
      const playing = state.answer.state === 'sent' ? [] : sending;
      return { ...nothing, timers: ['connect'], media: 'open', sending, playing };
    }
    case 'active':
    case 'held': {
      const timers = state.health.state === 'lost' ? ['link-loss'] : [];
      const both = [state.device];
      return { ...nothing, timers, media: 'open', sending: both, playing: both };
    }
    default:
      return assertNever(state);
  }
}

function linksOf(state: LegState): readonly string[] {
  switch (state.phase) {
    case 'ended':
      return [];
    case 'outgoing':
      return state.ringing
        .filter((one) => one.link !== 'closed')
        .map((one) => one.device)
        .sort();
    case 'incoming':
      return state.link === 'closed' ? [] : [state.device];
    case 'connecting':
    case 'active':
    case 'held':
      return [state.device];
    default:
      return assertNever(state);
  }
}
