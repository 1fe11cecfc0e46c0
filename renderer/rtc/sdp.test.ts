import { describe, expect, it } from 'vitest';
import { adaptRemoteSdp, asAnswer, sessionIdOf, ufragOf, videoFormatsOf } from './sdp.ts';

const sdp = [
  'v=0',
  'o=- 4611731400430051336 2 IN IP4 127.0.0.1',
  's=-',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111 63',
  'a=rtpmap:111 opus/48000/2',
  'a=fmtp:111 minptime=10;useinbandfec=0',
  'a=rtpmap:63 red/48000/2',
  'm=video 9 UDP/TLS/RTP/SAVPF 96 97 102',
  'a=rtpmap:96 VP8/90000',
  'a=rtcp-fb:96 nack',
  'a=rtpmap:97 rtx/90000',
  'a=fmtp:97 apt=96',
  'a=rtpmap:102 H264/90000',
  'a=fmtp:102 packetization-mode=1',
  'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
  'a=sctp-port:5000',
  '',
].join('\r\n');

const settings = { startBitrateKbps: 1500, packetTimeMs: 10 } as const;

describe('remote descriptions', () => {
  const lines = adaptRemoteSdp(sdp, settings).split('\r\n');

  it('ask Opus for repair in band and for silence that costs nothing', () => {
    expect(lines).toContain('a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1');
  });

  it('tell how much sound a packet carries, in a section of sound', () => {
    expect(lines.filter((line) => line.startsWith('a=ptime'))).toEqual(['a=ptime:10']);
    expect(lines.indexOf('a=ptime:10')).toBeLessThan(lines.indexOf('a=rtpmap:96 VP8/90000'));
  });

  it('begin video sharply, with and without format parameters of its own', () => {
    expect(lines[lines.indexOf('a=rtpmap:96 VP8/90000') + 1]).toBe(
      'a=fmtp:96 x-google-start-bitrate=1500',
    );
    expect(lines).toContain('a=fmtp:102 packetization-mode=1;x-google-start-bitrate=1500');
  });

  it('stay as they are otherwise', () => {
    const untouched = (line: string) => !/^a=(?:fmtp|ptime)/.test(line);
    expect(lines.filter(untouched)).toEqual(sdp.split('\r\n').filter(untouched));
    expect(lines).toContain('a=fmtp:97 apt=96');
  });

  it('are adapted once, however often', () => {
    const once = adaptRemoteSdp(sdp, settings);
    expect(adaptRemoteSdp(once, settings)).toBe(once);
    const others = { startBitrateKbps: 700, packetTimeMs: 20 } as const;
    expect(adaptRemoteSdp(once, others)).toBe(adaptRemoteSdp(sdp, others));
  });

  it('tell their video formats in the order of the section, not of its lines', () => {
    expect(videoFormatsOf(sdp.replace('SAVPF 96 97 102', 'SAVPF 102 97 96'))).toEqual([
      'H264',
      'rtx',
      'VP8',
    ]);
    expect(videoFormatsOf('nonsense')).toEqual([]);
  });

  it('tell their session, and survive nonsense', () => {
    expect(sessionIdOf(sdp)).toBe('4611731400430051336');
    expect(sessionIdOf('nonsense')).toBeNull();
    expect(adaptRemoteSdp('nonsense', settings)).toBe('nonsense');
  });
});

describe('a description read again as an answer', () => {
  const remote = 'm=audio 9\r\na=setup:actpass\r\nm=video 9\r\na=setup:actpass\r\n';

  it('keeps who begins the handshake', () => {
    const answered = (role: string) => asAnswer(remote, `m=audio 9\r\na=setup:${role}\r\n`);
    expect(answered('active').match(/a=setup:\w+/g)).toEqual(Array(2).fill('a=setup:passive'));
    expect(answered('passive').match(/a=setup:\w+/g)).toEqual(Array(2).fill('a=setup:active'));
  });

  it('stays as it is where it was one', () => {
    const answer = remote.replaceAll('actpass', 'active');
    expect(asAnswer(answer, remote)).toBe(answer);
  });

  it('is of an ICE session', () => {
    expect(ufragOf('m=audio 9\r\na=ice-ufrag:aB+/\r\na=ice-pwd:x\r\n')).toBe('aB+/');
    expect(ufragOf('v=0\r\n')).toBeNull();
  });
});
