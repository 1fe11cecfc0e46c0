import type { DeviceAddress } from '@tatap/protocol/signaling';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeStore } from '../../testing/fakes.ts';
import { createKeyPair, exportPublicKey, signBytes } from './ed25519.ts';
import { createGuard, type IdentityGuard } from './guard.ts';
import { createIdentityModel } from './identity.ts';
import { KnownDevices } from './known-devices.ts';
import type { OwnIdentity } from './model.ts';
import { anyDevice, type Description, fingerprintsOf, statementOf } from './statement.ts';

const callId = '00000000-0000-4000-8000-0000000000c1';
const sdpWith = (fingerprint: string) =>
  `v=0\r\nm=audio 9\r\na=fingerprint:sha-256 ${fingerprint}\r\n`;
const offer: Description = { kind: 'description', type: 'offer', sdp: sdpWith('AB:CD'), seq: 0 };

interface Side {
  readonly address: DeviceAddress;
  readonly identity: OwnIdentity;
  readonly known: KnownDevices;
  readonly store: FakeStore;
  readonly guard: IdentityGuard;
}

async function side(account: string, device: string): Promise<Side> {
  const pair = await createKeyPair();
  const identity: OwnIdentity = {
    device,
    key: await exportPublicKey(pair),
    kept: true,
    sign: (bytes) => signBytes(pair, bytes),
  };
  const store = new FakeStore();
  const known = new KnownDevices(store);
  known.open(account);
  const guard = createGuard({ identity, known, self: () => account });
  return { address: { account, device }, identity, known, store, guard };
}

let sari: Side;
let budi: Side;
beforeEach(async () => {
  sari = await side('sari', '00000000-0000-4000-8000-00000000000a');
  budi = await side('budi', '00000000-0000-4000-8000-00000000000b');
});

const signed = (from: Side, to: Side, description = offer) =>
  from.guard.sign({ callId, ...to.address }, description);
const verify = (at: Side, from: DeviceAddress, description: Description, call = callId) =>
  at.guard.verify({ callId: call, ...from }, description);

describe('a description that goes through the server', () => {
  it('is genuine as its device signed it, and its key is kept', async () => {
    expect(await verify(budi, sari.address, await signed(sari, budi))).toBe('genuine');
    expect(budi.known.find(sari.address)).toEqual({
      id: sari.address.device,
      key: sari.identity.key,
      standing: 'known',
    });
  });

  it.each<[string, (description: Description) => Description]>([
    ['has no signature', ({ proof: _, ...rest }) => rest],
    ['has another fingerprint', (it) => ({ ...it, sdp: sdpWith('AB:CE') })],
    ['has one fingerprint more', (it) => ({ ...it, sdp: it.sdp + sdpWith('00:11') })],
    ['has no fingerprint', (it) => ({ ...it, sdp: 'v=0\r\n' })],
    [
      'hides a fingerprint from the parser',
      (it) => ({ ...it, sdp: `${it.sdp}a= fingerprint:x y` }),
    ],
    ['became an answer', (it) => ({ ...it, type: 'answer' })],
    ['has another number', (it) => ({ ...it, seq: 1 })],
  ])('is forged when it %s', async (_name, change) => {
    expect(await verify(budi, sari.address, change(await signed(sari, budi)))).toBe('forged');
    expect(budi.known.find(sari.address)).toBeNull();
  });

  it('is forged for another call, from another device, or to another device', async () => {
    const description = await signed(sari, budi);
    const other = await side('budi', '00000000-0000-4000-8000-00000000000d');
    expect(await verify(budi, sari.address, description, callId.replace('c1', 'c2'))).toBe(
      'forged',
    );
    expect(await verify(budi, { ...sari.address, device: other.address.device }, description)).toBe(
      'forged',
    );
    expect(await verify(other, sari.address, description)).toBe('forged');
  });

  it('is genuine for any device of the account where an offer is to whichever rings first', async () => {
    const whichever = { account: 'budi', device: anyDevice };
    const toAll = await sari.guard.sign({ callId, ...whichever }, offer);
    const other = await side('budi', '00000000-0000-4000-8000-00000000000d');
    expect(await verify(budi, sari.address, toAll)).toBe('genuine');
    expect(await verify(other, sari.address, toAll)).toBe('genuine');
    const stranger = await side('citra', '00000000-0000-4000-8000-00000000000e');
    expect(await verify(stranger, sari.address, toAll)).toBe('forged');
    const answer = await sari.guard.sign({ callId, ...whichever }, { ...offer, type: 'answer' });
    expect(await verify(budi, sari.address, answer)).toBe('forged');
  });

  it('is forged when somebody else signed it for a device that was met before', async () => {
    await verify(budi, sari.address, await signed(sari, budi));
    const eve = await side('sari', sari.address.device);
    expect(await verify(budi, sari.address, await signed(eve, budi))).toBe('forged');
  });
});

describe('statements', () => {
  const text = fc.constantFrom('a', 'b', 'ab');
  const route = fc.record({
    callId: text,
    from: fc.record({ account: text, device: text }),
    to: fc.record({ account: text, device: text }),
  });
  const description = fc.record({
    kind: fc.constant('description' as const),
    type: fc.constantFrom('offer' as const, 'answer' as const),
    sdp: fc.constantFrom(sdpWith('AA:01'), sdpWith('AA:02')),
    seq: fc.nat({ max: 3 }),
  });

  it('are the same only for the same route and description', () => {
    fc.assert(
      fc.property(route, description, route, description, (r1, d1, r2, d2) => {
        const [one, two] = [statementOf(r1, d1), statementOf(r2, d2)];
        const same = JSON.stringify([r1, d1]) === JSON.stringify([r2, d2]);
        expect(String(one) === String(two)).toBe(same);
      }),
    );
  });

  it('list each certificate once, however it is written', () => {
    expect(fingerprintsOf(sdpWith('ab:cd') + sdpWith('AB:CD'))).toEqual(['sha-256 AB:CD']);
    expect(fingerprintsOf('a=fingerprint:sha-256 not hex\r\n')).toBeNull();
  });
});

describe('devices that are known', () => {
  const laptop = '00000000-0000-4000-8000-0000000000aa';

  it('are new only where others of the person were known before', () => {
    budi.known.learn(sari.address, sari.identity.key);
    budi.known.learn({ account: 'sari', device: laptop }, 'B'.repeat(43));
    expect(budi.known.find(sari.address)?.standing).toBe('known');
    expect(budi.known.find({ account: 'sari', device: laptop })?.standing).toBe('new');
  });

  it('are kept for each own account, and what is kept is parsed', () => {
    budi.known.learn(sari.address, sari.identity.key);
    const again = new KnownDevices(budi.store);
    again.open('budi');
    expect(again.find(sari.address)?.key).toBe(sari.identity.key);
    again.open('tono');
    expect(again.find(sari.address)).toBeNull();
    budi.store.write('known-devices.budi', '{"sari":[{"id":"x"}]}');
    again.open('budi');
    expect(again.find(sari.address)).toBeNull();
  });

  it('stay known where another of the same person cannot be read', () => {
    budi.known.learn(sari.address, sari.identity.key);
    budi.known.setStanding(sari.address, 'verified');
    const kept = JSON.parse(budi.store.read('known-devices.budi') ?? '');
    kept.sari.push({ id: 'x' }, { id: laptop, key: 'B'.repeat(43), standing: 'vouched' });
    kept['not an ID'] = [];
    budi.store.write('known-devices.budi', JSON.stringify(kept));
    const again = new KnownDevices(budi.store);
    again.open('budi');
    expect(again.find(sari.address)?.standing).toBe('verified');
    expect(again.find({ account: 'sari', device: laptop })?.standing).toBe('known');
    expect(Object.keys(again.all.value)).toEqual(['sari']);
  });

  it('that one page of a profile has verified stay so whatever another page writes', () => {
    const other = new KnownDevices(new FakeStore(budi.store));
    other.open('budi');
    budi.known.learn(sari.address, sari.identity.key);
    budi.known.setStanding(sari.address, 'verified');
    expect(other.find(sari.address)?.standing).toBe('verified');
    other.learn(sari.address, 'C'.repeat(43));
    other.learn({ account: 'tono', device: laptop }, 'B'.repeat(43));
    const again = new KnownDevices(budi.store);
    again.open('budi');
    expect(again.find(sari.address)).toMatchObject({
      key: sari.identity.key,
      standing: 'verified',
    });
    expect(again.find({ account: 'tono', device: laptop })).not.toBeNull();
  });
});

describe('an unconfirmed device', () => {
  const laptop = { account: 'sari', device: callId };
  const modelOf = ({ identity, known, address }: Side) =>
    createIdentityModel({ identity, known, self: () => address.account });

  it('does not exist for a person who was never verified', () => {
    expect(budi.guard.isUnconfirmed(sari.address)).toBe(false);
    budi.known.learn(sari.address, sari.identity.key);
    budi.known.learn(laptop, 'B'.repeat(43));
    expect(budi.guard.isUnconfirmed(laptop)).toBe(false);
    expect(budi.guard.isUnconfirmed({ account: 'sari', device: budi.address.device })).toBe(false);
  });

  it('is a new or unknown device of a verified person, until it is acknowledged', () => {
    const model = modelOf(budi);
    budi.known.learn(sari.address, sari.identity.key);
    model.setVerified(sari.address, true);
    expect(budi.guard.isUnconfirmed(sari.address)).toBe(false);
    expect(budi.guard.isUnconfirmed(laptop)).toBe(true);
    budi.known.learn(laptop, 'B'.repeat(43));
    expect(budi.guard.isUnconfirmed(laptop)).toBe(true);
    model.acknowledge(laptop);
    expect(budi.guard.isUnconfirmed(laptop)).toBe(false);
  });

  it('is confirmed by comparing its number, or by clearing the verification of the person', () => {
    const model = modelOf(budi);
    budi.known.learn(sari.address, sari.identity.key);
    model.setVerified(sari.address, true);
    budi.known.learn(laptop, 'B'.repeat(43));
    model.setVerified(sari.address, false);
    expect(budi.guard.isUnconfirmed(laptop)).toBe(false);
    model.setVerified(sari.address, true);
    model.setVerified(laptop, true);
    expect(budi.guard.isUnconfirmed(laptop)).toBe(false);
  });
});

describe('the safety number', () => {
  const modelOf = ({ identity, known, address }: Side) =>
    createIdentityModel({ identity, known, self: () => address.account });

  it('is the same 60 digits on both sides', async () => {
    sari.known.learn(budi.address, budi.identity.key);
    budi.known.learn(sari.address, sari.identity.key);
    const number = await modelOf(sari).safetyNumber(budi.address);
    expect(number).toMatch(/^\d{60}$/);
    expect(await modelOf(budi).safetyNumber(sari.address)).toBe(number);
  });

  it('differs when one side was given another key', async () => {
    const eve = await side('budi', budi.address.device);
    sari.known.learn(budi.address, eve.identity.key);
    budi.known.learn(sari.address, sari.identity.key);
    expect(await modelOf(sari).safetyNumber(budi.address)).not.toBe(
      await modelOf(budi).safetyNumber(sari.address),
    );
  });

  it('makes a person verified until another device of theirs turns up', () => {
    const model = modelOf(budi);
    budi.known.learn(sari.address, sari.identity.key);
    expect(model.isVerified('sari')).toBe(false);
    model.setVerified(sari.address, true);
    expect(model.isVerified('sari')).toBe(true);
    budi.known.learn({ account: 'sari', device: callId }, 'B'.repeat(43));
    expect(model.isVerified('sari')).toBe(false);
    model.acknowledge({ account: 'sari', device: callId });
    expect(model.device({ account: 'sari', device: callId })?.standing).toBe('known');
    expect(model.isVerified('sari')).toBe(false);
  });
});
