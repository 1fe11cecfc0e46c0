/** The parts of a connection that tell what comes over it. */
type Connection = Pick<RTCPeerConnection, 'getReceivers' | 'getSenders'>;

/** Tells whether anything at all has come over a link: media, feedback to it, or an ICE check. */
export class InboundActivity {
  readonly #connection: Connection;
  #newest = 0;
  #total = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Whether anything has come since the last time this was asked; where that cannot be told, yes.
   * The first look after the last packet says yes, too: what else came was not counted before.
   */
  async haveMore(): Promise<boolean> {
    // Costs next to nothing, and as long as there is sound or picture it is all that is asked.
    const newest = newestPacket(this.#connection);
    if (newest !== this.#newest) {
      this.#newest = newest;
      return true;
    }
    const total = await countIn(this.#connection);
    // After an ICE restart the counters of the old paths are gone: a fall says nothing.
    const rose = !(total <= this.#total);
    this.#total = total;
    return rose;
  }
}

/** When the latest packet of sound or picture came (W3C WebRTC, section 5.3); 0 for never. */
function newestPacket(connection: Connection): number {
  const times = connection
    .getReceivers()
    .flatMap((receiver) => receiver.getSynchronizationSources().map(({ timestamp }) => timestamp));
  return Math.max(0, ...times);
}

/**
 * What came, by the statistics of the one transport and its pairs (W3C WebRTC Statistics, sections
 * 8.12 and 8.14): packets, the pairs' bytes, which are all that Firefox 153 counts, and ICE checks.
 * Only whether it rises means anything. `NaN`, which equals nothing, where nothing is counted.
 */
async function countIn(connection: Connection): Promise<number> {
  let total = Number.NaN;
  const add = (...counts: readonly unknown[]) => {
    for (const count of counts) {
      if (typeof count === 'number') total = (Number.isNaN(total) ? 0 : total) + count;
    }
  };
  try {
    const report = await connection.getSenders()[0]?.getStats();
    for (const entry of report?.values() ?? []) {
      if (entry.type === 'transport') add(entry.packetsReceived);
      if (entry.type !== 'candidate-pair') continue;
      // Checks do not count as bytes, and those of a path that is still tried say nothing.
      add(entry.bytesReceived);
      if (entry.nominated === true) add(entry.requestsReceived, entry.responsesReceived);
    }
  } catch {
    // Closed meanwhile.
  }
  return total;
}
