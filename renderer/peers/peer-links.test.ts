import { beforeEach, describe, expect, it } from 'vitest';
import { FakeLink } from '../../testing/call-fakes.ts';
import { VirtualClock } from '../../testing/clock.ts';
import { acquireLink, graceMs } from './acquire-link.ts';
import { type LinkUse, PeerLinks } from './peer-links.ts';

const device = '00000000-0000-4000-8000-00000000000b';
const bye = { kind: 'bye', reason: 'hung-up' } as const;
let clock: VirtualClock;
let links: PeerLinks;
let link: FakeLink;
let call: LinkUse;
const ice = { iceServers: [], expiresAt: null };
const aLink = () => new FakeLink({ role: 'caller', ice, firstSeq: 0 });

beforeEach(() => {
  clock = new VirtualClock();
  links = new PeerLinks();
  link = aLink();
  call = links.add(device, link);
});

function acquire(): LinkUse {
  const use = acquireLink(links, device, clock);
  if (use === null) throw new Error('there is no link');
  return use;
}

describe('a link that only its call uses', () => {
  it('closes with the call, at once and with its farewell', () => {
    link.become('connected');
    call.release(bye);
    expect(link).toMatchObject({ life: 'closed', farewell: bye });
    expect(acquireLink(links, device, clock)).toBeNull();
    expect(clock.pending).toBe(0);
  });

  it('is nobody else’s before it works, nor while it does not', () => {
    expect(acquireLink(links, device, clock)).toBeNull();
    link.become('connected');
    expect(acquireLink(links, '00000000-0000-4000-8000-00000000000c', clock)).toBeNull();
    link.become('interrupted');
    expect(acquireLink(links, device, clock)).toBeNull();
    link.become('connected');
    expect(acquire().link).toBe(link);
  });
});

describe('a link that a file uses as well', () => {
  let file: LinkUse;
  beforeEach(() => {
    link.become('connected');
    file = acquire();
    link.setTracks({ audio: {} as MediaStreamTrack, video: {} as MediaStreamTrack });
    link.setRemoteHeard(true);
  });

  it('outlives the call, whose media end at once, and whose other side is told', () => {
    const channel = file.link.openChannel('file');
    call.release(bye);
    expect(link).toMatchObject({
      life: 'open',
      sent: [bye],
      remoteHeard: 'muted',
      tracks: { audio: null, video: null, screen: null, screenAudio: null },
    });
    expect(link.channels).toEqual([channel]);
  });

  it('stays for a while when the file has come, for the next one', () => {
    call.release(bye);
    file.release();
    clock.advance(graceMs - 1);
    const next = acquire();
    clock.advance(graceMs);
    expect(link.life).toBe('open');
    next.release();
    clock.advance(graceMs);
    expect(link).toMatchObject({ life: 'closed' });
    expect(acquireLink(links, device, clock)).toBeNull();
  });

  it('closes at once where it no longer works', () => {
    call.release(bye);
    link.become('interrupted');
    file.release();
    expect(link.life).toBe('closed');
    expect(clock.pending).toBe(0);
  });

  it('is let go of once by each', () => {
    file.release();
    file.release();
    expect(link.life).toBe('open');
    call.release(bye);
    call.release(bye);
    expect(link.farewell).toEqual(bye);
  });

  it('is not the one of the next call, whose link is the next to be shared', () => {
    call.release(bye);
    const second = aLink();
    const next = links.add(device, second);
    expect(acquire().link).toBe(link);
    second.become('connected');
    expect(acquire().link).toBe(second);
    next.release(bye);
    expect(second.life).toBe('open');
  });
});
