import { describe, expect, test, vi } from 'vitest';

vi.mock('electron', () => ({ app: {} }));
const { DeepLinks, deepLinkIn, parseDeepLink } = await import('./deep-links.ts');

test.each([
  ['tatap:call/rina', { action: 'call', id: 'rina' }],
  ['tatap:add/budi.s-1', { action: 'add', id: 'budi.s-1' }],
  ['tatap://call/rina', { action: 'call', id: 'rina' }],
  ['TATAP://Call/Rina/', { action: 'call', id: 'rina' }],
  ['  tatap:call/rina\n', { action: 'call', id: 'rina' }],
  ['tatap:call/', null],
  ['tatap:call', null],
  ['tatap:hangup/rina', null],
  ['tatap:call/rina/extra', null],
  ['tatap:call/rina?auto=1', { action: 'call', id: 'rina' }],
  ['"tatap://add/rina"', { action: 'add', id: 'rina' }],
  ['tatap:call/ri%20na', null],
  ['tatap:call/../rina', null],
  ['tatap:call/r', null],
  ['https://call/rina', null],
  ['xtatap:call/rina', null],
  ['', null],
])('the link %j is %j', (text, link) => {
  expect(parseDeepLink(text)).toEqual(link);
});

test('the first link among the arguments counts', () => {
  const argv = ['/usr/bin/tatap', '--profile', 'x', 'tatap:bad', 'tatap:add/a1b', 'tatap:call/zz9'];
  expect(deepLinkIn(argv)).toEqual({ action: 'add', id: 'a1b' });
  expect(deepLinkIn(['/usr/bin/tatap'])).toBeNull();
});

describe('a link', () => {
  const link = { action: 'call', id: 'rina' } as const;

  test('waits for the page, is handed over once, and comes live from then on', () => {
    const deliver = vi.fn();
    const links = new DeepLinks(deliver);
    links.opened(link);
    expect(deliver).not.toHaveBeenCalled();
    expect(links.takePending()).toEqual(link);
    expect(links.takePending()).toBeNull();
    links.opened(link);
    expect(deliver).toHaveBeenCalledExactlyOnceWith(link);
  });

  test('waits again while the page loads anew', () => {
    const deliver = vi.fn();
    const links = new DeepLinks(deliver);
    links.takePending();
    links.pageLeft();
    links.opened(link);
    expect(deliver).not.toHaveBeenCalled();
    expect(links.takePending()).toEqual(link);
  });
});
