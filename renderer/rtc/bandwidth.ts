/** Under this, in bit/s, a picture that hardly moves is the line's doing and not the machine's. */
const scarceBps = 150_000;
/** A picture of fewer frames a second stands still. */
const standstillFps = 3;

/**
 * What the sender of a picture believes its chosen path bears, in bit/s (W3C WebRTC Statistics,
 * `availableOutgoingBitrate`); `null` where it does not say or the connection is closed.
 *
 * The belief stays where it is when the line loses the other side's feedback too: 134 kbit/s was
 * seen on one of 45. Then the picture itself tells: one that no longer moves is worth nothing, and
 * the answer is 0.
 */
export async function bandwidthOf(sender: RTCRtpSender): Promise<number | null> {
  let bandwidthBps: number | null = null;
  let still = false;
  try {
    for (const entry of (await sender.getStats()).values()) {
      if (entry.type === 'candidate-pair' && entry.nominated === true) {
        const bps: unknown = entry.availableOutgoingBitrate;
        if (typeof bps === 'number') bandwidthBps = bps;
      }
      if (entry.type === 'outbound-rtp' && entry.active === true && entry.framesEncoded > 0) {
        still = (entry.framesPerSecond ?? 0) < standstillFps;
      }
    }
  } catch {
    // Closed meanwhile.
  }
  const starved = still && sender.track !== null && bandwidthBps !== null;
  return starved && Number(bandwidthBps) < scarceBps ? 0 : bandwidthBps;
}
