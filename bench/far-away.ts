import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/**
 * A second address of a server at which it seems `ms` away: what is sent to it arrives so much
 * later, and what it sends as well. In the server's own process, so that the browsers under
 * measurement, and who drives them, do nothing for it.
 */
export async function farAway(url: string, ms: number): Promise<string> {
  const { hostname, port } = new URL(url);
  const late = (from: Socket, to: Socket) => {
    from.on('data', (chunk) => setTimeout(() => to.write(chunk), ms));
    from.on('close', () => setTimeout(() => to.destroy(), ms));
    from.on('error', () => to.destroy());
  };
  const proxy = createServer({ noDelay: true }, (near) => {
    const far = connect({ host: hostname, port: Number(port), noDelay: true });
    late(near, far);
    late(far, near);
  });
  proxy.listen(0, hostname);
  await once(proxy, 'listening');
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('no port to listen on');
  return `http://${hostname}:${address.port}`;
}
