import { describe, expect, it } from 'vitest';
import { createLogger, type LogLevel } from './log.ts';

function recorder() {
  const lines: [LogLevel, string][] = [];
  return { lines, log: createLogger((level, line) => lines.push([level, line])) };
}

describe('the log', () => {
  it('writes the level, the message and the fields', () => {
    const { lines, log } = recorder();
    log.info('call ended', { reason: 'hung-up' });
    expect(lines).toEqual([['info', 'call ended {"reason":"hung-up"}']]);
  });

  it.each([
    'token',
    'password',
    'sdp',
    'candidate',
    'credential',
    'declineText',
    'publicKey',
    'recoveryCode',
  ])('never writes the value of %s, however deep', (name) => {
    const { lines, log } = recorder();
    log.debug('step', { outer: [{ [name]: 'hush' }] });
    expect(lines[0]?.[1]).not.toContain('hush');
  });

  it('takes token-like runs out of messages and errors and leaves UUIDs', () => {
    const { lines, log } = recorder();
    const token = 'A'.repeat(43);
    const id = '8b9cd2e0-8f3e-4c55-9d0b-2f1f5f3c7a11';
    log.warn(`bad answer to ${token}`, { cause: new Error(`with ${token}`), call: id });
    expect(lines[0]?.[1]).not.toContain(token);
    expect(lines[0]?.[1]).toContain(id);
  });

  it('keeps the accounts in links out', () => {
    const { lines, log } = recorder();
    log.info('opened tatap:call/rina', { url: 'tatap:add/budi' });
    expect(lines[0]?.[1]).not.toMatch(/rina|budi/);
  });

  it('survives a value that refers to itself', () => {
    const { lines, log } = recorder();
    const loop: { self?: unknown } = {};
    loop.self = loop;
    log.error('loop', loop);
    expect(lines).toHaveLength(1);
  });
});
