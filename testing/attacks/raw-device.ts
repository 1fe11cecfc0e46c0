import { randomUUID } from 'node:crypto';
import { protocolVersion } from '@tatap/protocol/signaling';
import { testDevice } from '../signaling-server.ts';
import type { AttackedServer } from './attacked-server.ts';
import { RawClient, textFrame, upgradeRequest } from './raw-client.ts';

/** A signed-in device whose socket an attack writes by hand. */
export interface RawDevice {
  readonly client: RawClient;
  readonly device: string;
  /** The packet that connects it: Socket.IO's CONNECT with the handshake. */
  readonly hello: Buffer;
}

/**
 * Opens a WebSocket as a device of `account`, which is registered where it is new, and shakes hands.
 * From then on nothing is read.
 */
export async function rawDevice(
  server: AttackedServer,
  account: string,
  options: { isNew: boolean },
): Promise<RawDevice> {
  const device = randomUUID();
  const token = await tokenFor(server, account, device, options.isNew);
  const client = await RawClient.open(server.port);
  client.listen();
  const auth = { protocolVersion, token, deviceId: device, capabilities: [] };
  const hello = textFrame(`40${JSON.stringify(auth)}`);
  client.write(upgradeRequest(server.port));
  await client.reads('pingInterval');
  client.write(hello);
  await client.reads('"registered"');
  client.socket.pause();
  return { client, device, hello };
}

async function tokenFor(
  server: AttackedServer,
  account: string,
  device: string,
  isNew: boolean,
): Promise<string> {
  if (isNew) return server.register(account, device);
  const body = { id: account, password: 'correct horse', device: testDevice(device) };
  const { ack } = await server.ask('signIn', { body });
  if (!ack.ok) throw new Error(ack.code);
  return ack.token;
}
