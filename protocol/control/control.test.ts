import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ControlMessage, controlChannel, decodeControl, encodeControl } from './index.ts';

const messages: readonly ControlMessage[] = [
  { kind: 'hello', version: 1 },
  { kind: 'media', microphone: 'muted', camera: 'unavailable' },
  { kind: 'bandwidth', picture: 'paused', receive: 'less' },
  {
    kind: 'quality',
    loss: 0.12,
    concealed: null,
    framesPerSecond: 29.6,
    limited: 'network',
    line: 'slow',
  },
  { kind: 'screen', picture: 'shared', sound: 'none' },
  { kind: 'hold', state: 'held' },
  { kind: 'bye', reason: 'connection-lost' },
  {
    kind: 'signal',
    signal: { kind: 'description', type: 'offer', sdp: `v=0\r\n${'x'.repeat(40_000)}`, seq: 3 },
  },
];

describe('the control channel', () => {
  it.each(messages)('carries $kind', (message) => {
    expect(decodeControl(encodeControl(message))).toEqual({ outcome: 'message', message });
  });

  it('ignores kinds that a newer version may send, and fields it does not know', () => {
    expect(decodeControl('{"kind":"reaction","emoji":"+1"}')).toEqual({ outcome: 'unknown' });
    expect(decodeControl('{"kind":"hello","version":2,"abilities":["hold"]}')).toEqual({
      outcome: 'message',
      message: { kind: 'hello', version: 2 },
    });
  });

  it('takes a word that a newer version may say for what does no harm', () => {
    expect(decodeControl('{"kind":"bye","reason":"transferred"}')).toEqual({
      outcome: 'message',
      message: { kind: 'bye', reason: 'hung-up' },
    });
    expect(decodeControl('{"kind":"media","microphone":"shared","camera":"blurred"}')).toEqual({
      outcome: 'message',
      message: { kind: 'media', microphone: 'on', camera: 'on' },
    });
  });

  it('ignores a signal of a kind that it does not know', () => {
    expect(decodeControl('{"kind":"signal","signal":{"kind":"hint","seq":1}}')).toEqual({
      outcome: 'unknown',
    });
  });

  it.each([
    ['not text', new ArrayBuffer(8)],
    ['not JSON', '{'],
    ['no kind', '{"microphone":"on"}'],
    ['a wrong field', '{"kind":"media","microphone":true,"camera":"on"}'],
    [
      'a share beyond all',
      '{"kind":"quality","loss":2,"concealed":0,"framesPerSecond":30,"limited":"nothing","line":"good"}',
    ],
    ['half of a screen', '{"kind":"screen","picture":"shared"}'],
    ['half a hold', '{"kind":"hold","state":true}'],
    ['no reason', '{"kind":"bye"}'],
    ['too long', JSON.stringify({ kind: 'hello', pad: 'x'.repeat(controlChannel.maxLength) })],
  ])('refuses %s', (_name, data) => {
    expect(decodeControl(data).outcome).toBe('malformed');
  });

  it('never throws, and never repeats what it refused', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.anything()), (data) => {
        const reading = decodeControl(data);
        if (reading.outcome === 'malformed') expect(reading.issue.length).toBeLessThan(200);
      }),
    );
  });
});
