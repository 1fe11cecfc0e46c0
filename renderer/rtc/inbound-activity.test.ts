import { describe, expect, it } from 'vitest';
import { InboundActivity } from './inbound-activity.ts';

/** A connection over which no sound and no picture comes, with these statistics. */
function quiet(entries: readonly object[]) {
  const report = { now: entries };
  const sender = { getStats: async () => new Map(report.now.map((one, at) => [String(at), one])) };
  const connection = {
    getReceivers: () => [],
    getSenders: () => [sender],
  } as unknown as RTCPeerConnection;
  return { inbound: new InboundActivity(connection), report };
}

/** What each look says while the statistics become these, one after another. */
async function looks(...reports: readonly (readonly object[])[]): Promise<boolean[]> {
  const { inbound, report } = quiet([]);
  const said: boolean[] = [];
  for (const entries of reports) {
    report.now = entries;
    said.push(await inbound.haveMore());
  }
  return said;
}

const pair = (more: object) => ({ type: 'candidate-pair', nominated: true, ...more });

describe('what arrives beside sound and picture', () => {
  it('are packets of the transport', async () => {
    const at = (packetsReceived: number) => [{ type: 'transport', packetsReceived }];
    expect(await looks(at(3), at(3), at(4), at(4))).toEqual([true, false, true, false]);
  });

  it('are bytes of any path, in a browser that counts no packets', async () => {
    const at = (bytesReceived: number) => [
      { type: 'transport' },
      pair({ responsesReceived: 2 }),
      pair({ nominated: false, bytesReceived }),
    ];
    expect(await looks(at(0), at(0), at(90), at(90))).toEqual([true, false, true, false]);
  });

  it('are checks of the path in use, and not of one that is tried', async () => {
    const at = (inUse: number, tried: number) => [
      pair({ requestsReceived: inUse }),
      pair({ nominated: false, requestsReceived: tried }),
    ];
    expect(await looks(at(1, 0), at(1, 5), at(2, 5))).toEqual([true, false, true]);
  });

  it('are not what goes with an old path', async () => {
    const at = (bytesReceived: number) => [pair({ bytesReceived })];
    expect(await looks(at(90), at(7), at(7), at(8))).toEqual([true, false, false, true]);
  });

  it('are believed where nothing is counted', async () => {
    expect(await looks([], [])).toEqual([true, true]);
  });
});
