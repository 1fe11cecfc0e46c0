import { describe, expect, it } from 'vitest';
import { kinds, play } from './play.fixture.ts';
import { states } from './samples.fixture.ts';
import type { LegState } from './state.ts';

const [one, two] = ['device-1', 'device-2'] as const;
const callId = 'call-1';

const { outgoing } = states;
if (outgoing.phase !== 'outgoing') throw new Error('the sample has changed');
/** Only one device was asked, and its link is up. */
const alone: LegState = {
  ...outgoing,
  asked: 1,
  ringing: [{ device: one, link: 'connected', hold: 'running' }],
};

describe('the caller, told over the link that a device accepts', () => {
  it('talks at once where no other was asked, and says so', () => {
    const { state, effects } = play(alone, { type: 'link.accepted', device: one });
    expect(state).toMatchObject({ phase: 'active', device: one, answer: { state: 'heard' } });
    expect(kinds(effects)).toEqual([
      'link.tell device-1',
      'tracks.attach device-1',
      'playback.open device-1',
      'timer.stop',
      'ringback.stop',
    ]);
    expect(effects).toContainEqual({ type: 'link.tell', device: one, message: { kind: 'agreed' } });
  });

  it('sends at once, and shows nothing before the server has said who won', () => {
    const early = play(outgoing, { type: 'link.accepted', device: one });
    expect(early.state).toMatchObject({ phase: 'outgoing', answering: one });
    expect(kinds(early.effects)).toEqual(['tracks.attach device-1', 'ringback.stop']);
    const won = play(early.state, { type: 'server.accepted', callId, device: one });
    expect(won.state).toMatchObject({ phase: 'active', answer: { state: 'confirmed' } });
    expect(kinds(won.effects)).toEqual([
      'playback.open device-1',
      'timer.stop',
      'ringback.stop',
      'link.close device-2',
    ]);
  });

  it('lets the loser go unseen', () => {
    const { state, effects } = play(
      outgoing,
      { type: 'link.accepted', device: one },
      { type: 'link.accepted', device: two },
      { type: 'link.connected', device: two },
      { type: 'server.accepted', callId, device: two },
    );
    expect(state).toMatchObject({ phase: 'active', device: two });
    expect(kinds(effects)).toContain('link.close device-1');
    expect(kinds(effects)).not.toContain('playback.open device-1');
  });

  it('moves to a device that nobody knew of, should the server name it', () => {
    const { state, effects } = play(
      alone,
      { type: 'link.accepted', device: one },
      { type: 'server.accepted', callId, device: two },
    );
    expect(state).toMatchObject({ phase: 'connecting', device: two });
    expect(kinds(effects)).toContain('link.close device-1');
    expect(kinds(effects).at(-3)).toBe('playback.open device-2');
  });

  it('goes on where the server never hears of the accept', () => {
    const { state } = play(
      alone,
      { type: 'link.accepted', device: one },
      { type: 'server.ended', callId, reason: 'no-answer' },
    );
    expect(state.phase).toBe('active');
  });

  it('says again that the accept counts, when it is told again', () => {
    const { effects } = play(
      alone,
      { type: 'link.accepted', device: one },
      { type: 'link.accepted', device: one },
    );
    expect(effects.filter((effect) => effect.type === 'link.tell')).toHaveLength(2);
  });

  it.each(['link.failed', 'server.ringing'] as const)('forgets an answer after %s', (type) => {
    const accepted = play(outgoing, { type: 'link.accepted', device: one });
    const event =
      type === 'link.failed'
        ? ({ type, device: one } as const)
        : ({ type, callId, device: one, asked: 2 } as const);
    expect(play(accepted.state, event).state).toMatchObject({ answering: null });
  });
});

describe('the callee who accepts', () => {
  const accept = { type: 'accept', media: 'video' } as const;
  const said = { type: 'link.tell', device: one, message: { kind: 'accept', media: 'video' } };

  it('tells the caller before the server, and shows nothing yet', () => {
    const { state, effects } = play(states.incoming, accept);
    expect(state).toMatchObject({ phase: 'connecting', answer: { state: 'sent' } });
    expect(effects.slice(0, 3)).toMatchObject([
      said,
      { type: 'media.open' },
      { type: 'request', name: 'call.accept' },
    ]);
    expect(kinds(effects)).not.toContain('playback.open device-1');
  });

  it.each([
    { type: 'link.agreed', device: one } as const,
    { type: 'accept.acknowledged', callId } as const,
  ])('is in the call once $type', (word) => {
    const { state, effects } = play(states.incoming, accept, word);
    expect(state.phase).toBe('active');
    expect(kinds(effects)).toContain('playback.open device-1');
  });

  it('tells the caller as soon as the link is up, where it was not', () => {
    const { incoming } = states;
    if (incoming.phase !== 'incoming') throw new Error('the sample has changed');
    const { effects } = play({ ...incoming, link: 'connecting' }, accept, {
      type: 'link.connected',
      device: one,
    });
    expect(effects.at(-1)).toEqual(said);
  });

  it('is undone by a device that was faster, and says nothing that would end its call', () => {
    const refused = { type: 'accept.refused', callId, code: 'answered-elsewhere' } as const;
    for (const words of [[refused], [{ type: 'link.agreed', device: one } as const, refused]]) {
      const { state, effects } = play(states.incoming, accept, ...words);
      expect(state).toMatchObject({ phase: 'ended', reason: 'answered-elsewhere', by: 'self' });
      expect(effects).toContainEqual({ type: 'links.close', farewell: null });
    }
  });

  it('repeats to the server what it may not have heard, and goes on talking meanwhile', () => {
    const talking = play(states.incoming, accept, { type: 'link.agreed', device: one });
    const lost = play(talking.state, { type: 'accept.refused', callId, code: 'timeout' });
    expect(lost.effects).toMatchObject([{ type: 'request', name: 'call.accept' }]);
    const over = play(talking.state, { type: 'accept.refused', callId, code: 'call-over' });
    expect(over.state.phase).toBe('active');
  });
});
