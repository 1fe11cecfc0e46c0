import { describe, expect, it } from 'vitest';
import type { SelfMedia } from '../../../call/model.ts';
import { answerOf, longestAnswer } from './answers.ts';
import { cameraNotice, progressOf } from './progress.ts';

const self = (camera: SelfMedia['camera']): SelfMedia => ({
  microphone: 'on',
  camera,
  picture: null,
  screen: { state: 'off', reason: null },
});

describe('progressOf', () => {
  it('counts devices only where there are several', () => {
    expect(progressOf({ progress: 'calling', ringingDevices: 0 })).toEqual({ kind: 'calling' });
    expect(progressOf({ progress: 'ringing', ringingDevices: 0 })).toEqual({ kind: 'ringing' });
    expect(progressOf({ progress: 'ringing', ringingDevices: 1 })).toEqual({ kind: 'ringing' });
    expect(progressOf({ progress: 'ringing', ringingDevices: 2 })).toEqual({
      kind: 'devices',
      count: 2,
    });
  });
});

describe('cameraNotice', () => {
  it('tells the causes apart', () => {
    const call = { media: 'video', self: self('unavailable') } as const;
    expect(cameraNotice(call, 'refused')).toBe('cameraRefused');
    expect(cameraNotice(call, 'in-use')).toBe('cameraBusy');
    expect(cameraNotice(call, 'none')).toBe('noCamera');
    expect(cameraNotice(call, null)).toBe('noCamera');
  });

  it('has nothing to say where no picture was meant to go out', () => {
    expect(cameraNotice({ media: 'audio', self: self('unavailable') }, 'none')).toBeNull();
    expect(cameraNotice({ media: 'video', self: self('off') }, 'none')).toBeNull();
  });
});

describe('answerOf', () => {
  it('sends what was written, and nothing where nothing was', () => {
    expect(answerOf('  later  ')).toBe('later');
    expect(answerOf('   ')).toBeUndefined();
    expect(answerOf('x'.repeat(longestAnswer + 50))).toHaveLength(longestAnswer);
  });
});
