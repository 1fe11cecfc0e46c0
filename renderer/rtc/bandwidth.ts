/**
 * What the sender believes its chosen path bears, in bit/s (W3C WebRTC Statistics, section 8.17,
 * `availableOutgoingBitrate`); `null` where it does not say or the connection is closed.
 */
export async function bandwidthOf(connection: RTCPeerConnection): Promise<number | null> {
  // One sender's report is smaller than the whole and names the pair all the same.
  const [sender] = connection.getSenders();
  if (sender === undefined || connection.connectionState !== 'connected') return null;
  try {
    for (const entry of (await sender.getStats()).values()) {
      if (entry.type !== 'candidate-pair' || entry.nominated !== true) continue;
      const bps: unknown = entry.availableOutgoingBitrate;
      if (typeof bps === 'number') return bps;
    }
  } catch {
    // Closed meanwhile.
  }
  return null;
}
