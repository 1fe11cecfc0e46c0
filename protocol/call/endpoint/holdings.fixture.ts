import { expect } from 'vitest';
import { unreachable } from '../../unreachable.ts';
import type { Effect, EndpointState, TimerName } from '../endpoint.ts';

/** What a runner would hold after performing effects: the devices, links, timers and sounds. */
export class Holdings {
  readonly timers = new Set<TimerName>();
  readonly links = new Set<string>();
  /** Devices that get this side's sound and picture. */
  readonly sending = new Set<string>();
  readonly recorded: string[] = [];
  prepared = 0;
  media: 'closed' | 'open' = 'closed';
  ringing: string | null = null;
  ringback: 'silent' | 'sounding' = 'silent';

  perform(effects: readonly Effect[]): void {
    for (const effect of effects) this.#perform(effect);
  }

  #perform(effect: Effect): void {
    switch (effect.type) {
      case 'request':
        return;
      case 'link.prepare':
        this.prepared += 1;
        return;
      case 'link.open':
        if (effect.role === 'caller') this.prepared = 0;
        this.links.add(effect.device);
        return;
      case 'link.close':
        this.links.delete(effect.device);
        this.sending.delete(effect.device);
        return;
      case 'links.close':
        this.prepared = 0;
        this.links.clear();
        this.sending.clear();
        return;
      case 'tracks.attach':
        expect(this.links).toContain(effect.device);
        this.sending.add(effect.device);
        return;
      case 'media.open':
        this.media = 'open';
        return;
      case 'media.close':
        this.media = 'closed';
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
      case 'record':
        this.recorded.push(effect.record.callId);
        return;
      default:
        unreachable(effect);
    }
  }

  /** Fails where a phase lacks something, or holds more than it needs. */
  check(state: EndpointState): void {
    expect({
      timers: [...this.timers],
      media: this.media,
      ringing: this.ringing,
      sending: [...this.sending],
    }).toEqual(needs(state));
    expect([...this.links].sort()).toEqual(linksOf(state));
    if (state.phase !== 'outgoing') expect(this.ringback).toBe('silent');
    if (state.phase !== 'outgoing') expect(this.prepared).toBe(0);
    if (state.phase === 'ended') expect(this.recorded).toContain(state.callId);
    if (state.phase === 'connecting') {
      expect([state.answer.state, state.link]).not.toEqual(['confirmed', 'connected']);
    }
  }
}

function needs(state: EndpointState) {
  switch (state.phase) {
    case 'idle':
    case 'ended':
      return { timers: [], media: 'closed', ringing: null, sending: [] };
    case 'outgoing':
      return { timers: ['no-answer'], media: 'open', ringing: null, sending: [] };
    case 'incoming':
      return { timers: ['no-answer'], media: 'closed', ringing: state.callId, sending: [] };
    case 'connecting':
      return { timers: ['connect'], media: 'open', ringing: null, sending: [state.device] };
    case 'active': {
      const timers = state.health.state === 'lost' ? ['link-loss'] : [];
      return { timers, media: 'open', ringing: null, sending: [state.device] };
    }
    default:
      return unreachable(state);
  }
}

function linksOf(state: EndpointState): readonly string[] {
  switch (state.phase) {
    case 'idle':
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
      return [state.device];
    default:
      return unreachable(state);
  }
}
