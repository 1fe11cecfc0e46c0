/**
 * Names the network by the addresses that it has towards the outside, as ICE found them; one
 * without any is `host`, whichever it is. The salt keeps the name from telling an address to
 * whoever reads the disk.
 *
 * @param candidates as in RTCIceCandidate's `candidate` (RFC 8839, section 5.1)
 * @returns `null` where nothing was found that tells networks apart
 */
export async function networkName(
  candidates: readonly string[],
  salt: string,
): Promise<string | null> {
  const found = candidates.map((candidate) => {
    const [, , , , address = '', , , type = ''] = candidate.split(' ');
    return { address, type };
  });
  const outside = found.filter(({ type }) => type === 'srflx').map(({ address }) => address);
  if (outside.length === 0) return found.some(({ type }) => type === 'host') ? 'host' : null;
  const text = [salt, ...[...new Set(outside)].sort()].join('\n');
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(digest).slice(0, 12)));
}
