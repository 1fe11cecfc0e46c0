import { randomBytes, randomUUID } from 'node:crypto';
import { Device } from './device.ts';

/** The people of one run: as few as the checks can do with, for a server that others use too. */
export interface People {
  /** A contact of the callee. */
  readonly caller: Device;
  readonly callee: Device;
  readonly stranger: Device;
}

/** Something that docs/PROTOCOL.md says of every server. */
export interface Check {
  readonly name: string;
  run(people: People): Promise<void>;
}

/** Opens the accounts on the server, connects the devices, and makes two of them contacts. */
export async function gather(url: string): Promise<People> {
  const run = randomBytes(4).toString('hex');
  const make = async (name: string) => {
    const device = new Device(url, `conformance-${run}-${name}`);
    const answer = await device.createAccount(`Conformance ${name}`);
    if (answer['ok'] !== true) throw new Error(`no account: ${JSON.stringify(answer)}`);
    const refusal = await device.connect();
    if (refusal !== null) throw new Error(`not connected: ${JSON.stringify(refusal)}`);
    return device;
  };
  const [caller, callee, stranger] = [await make('a'), await make('b'), await make('c')];
  const asked = callee.next('contact.changed');
  await caller.request('contact.request', { id: callee.account });
  await asked;
  await callee.request('contact.accept', { id: caller.account });
  return { caller, callee, stranger };
}

/** Deletes the accounts of a run. */
export async function disperse({ caller, callee, stranger }: People): Promise<void> {
  for (const device of [caller, callee, stranger]) await remove(device);
}

/** Deletes the account of a device. */
export async function remove(device: Device): Promise<void> {
  await device.ask('DELETE', '/api/account', { password: 'correct horse' });
  device.close();
}

/** An invite that rings. */
export async function ringing({ caller, callee }: Pick<People, 'caller' | 'callee'>) {
  const callId = randomUUID();
  const of = (payload: { callId?: unknown }) => payload.callId === callId;
  const [incoming, rings] = [callee.next('call.incoming', of), caller.next('call.ringing', of)];
  const invited = await caller.request('call.invite', {
    callId,
    to: callee.account,
    media: 'video',
  });
  const call = await incoming;
  await callee.request('call.ringing', { callId });
  return { callId, of, invited, incoming: call, ringing: await rings };
}
