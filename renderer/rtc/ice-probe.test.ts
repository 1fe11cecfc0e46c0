import { beforeEach, describe, expect, it } from 'vitest';
import { FakePeerConnection } from '../../testing/peer-connection.ts';
import { settled } from '../../testing/settled.ts';
import { Scope } from '../scope.ts';
import type { IceOutcome } from '../setup/ports.ts';
import { IceProbe } from './ice-probe.ts';

/** A connection that gathers what the test says. */
class Gathering extends FakePeerConnection {
  iceGatheringState: RTCIceGatheringState = 'gathering';

  fail(errorCode: number, errorText = ''): void {
    this.dispatchEvent(Object.assign(new Event('icecandidateerror'), { errorCode, errorText }));
  }

  complete(): void {
    this.iceGatheringState = 'complete';
    this.dispatchEvent(new Event('icegatheringstatechange'));
  }
}

const host = 'candidate:1 1 udp 2122260223 192.0.2.7 50000 typ host generation 0';
const reflexive = 'candidate:2 1 udp 1686052607 198.51.100.9 50000 typ srflx raddr 0.0.0.0';
const relayed = 'candidate:3 1 udp 41885695 203.0.113.5 61000 typ relay raddr 0.0.0.0 rport 0';

let scope: Scope;
let connection: Gathering;
beforeEach(() => {
  scope = new Scope();
});

function gather(wanted: 'stun' | 'relay'): { outcome: () => Promise<IceOutcome | 'nothing yet'> } {
  const probe = new IceProbe({
    createConnection(configuration) {
      connection = new Gathering(configuration);
      return connection as unknown as RTCPeerConnection;
    },
  });
  const address = { url: `${wanted}:a.example`, username: 'name', credential: 'secret' };
  const gathered = probe.gather(scope, address, wanted);
  return {
    outcome: () => Promise.race([gathered, settled().then(() => 'nothing yet' as const)]),
  };
}

describe('an ICE probe', () => {
  it('asks through the one address alone', () => {
    gather('relay');
    expect(connection.configuration).toEqual({
      iceServers: [{ urls: 'relay:a.example', username: 'name', credential: 'secret' }],
      iceTransportPolicy: 'relay',
    });
  });

  it('finds a relay by its candidate, also beside sockets that got nowhere', async () => {
    const { outcome } = gather('relay');
    connection.fail(701, 'Failed to establish connection');
    expect(await outcome()).toBe('nothing yet');
    connection.find(relayed);
    expect(await outcome()).toEqual({ kind: 'found' });
  });

  it('takes no other candidate for a relay', async () => {
    const { outcome } = gather('relay');
    connection.find(host);
    connection.find(reflexive);
    connection.find('');
    expect(await outcome()).toBe('nothing yet');
  });

  it('tells a refusal by its code', async () => {
    const { outcome } = gather('relay');
    connection.fail(401, 'Unauthorized.');
    expect(await outcome()).toEqual({ kind: 'refused', code: 401 });
  });

  it('tells a name that leads nowhere from a server that does not', async () => {
    const unknown = gather('relay');
    connection.fail(701, 'TURN host lookup received error.');
    connection.complete();
    expect(await unknown.outcome()).toEqual({ kind: 'unknown-host' });
    const closed = gather('relay');
    connection.fail(701, 'Failed to establish connection');
    connection.complete();
    expect(await closed.outcome()).toEqual({ kind: 'unreachable' });
  });

  it('finds a STUN server by the address that it tells', async () => {
    const { outcome } = gather('stun');
    connection.find(host);
    expect(await outcome()).toBe('nothing yet');
    connection.find(reflexive);
    expect(await outcome()).toEqual({ kind: 'found' });
  });

  it('finds a STUN server that tells an address which the machine has itself', async () => {
    const { outcome } = gather('stun');
    connection.find(host);
    connection.find(host.replace('192.0.2.7', '192.0.2.8'));
    connection.fail(701, 'STUN binding request timed out.');
    connection.complete();
    expect(await outcome()).toEqual({ kind: 'found' });
  });

  it('does not find a STUN server that no socket has reached', async () => {
    const { outcome } = gather('stun');
    connection.find(host);
    connection.find('candidate:4 1 tcp 1518214911 192.0.2.7 9 typ host tcptype active');
    connection.fail(701, 'STUN binding request timed out.');
    connection.complete();
    expect(await outcome()).toEqual({ kind: 'unreachable' });
  });

  it('closes the connection with its scope', () => {
    gather('relay');
    scope.end();
    expect(connection.connectionState).toBe('closed');
  });
});
