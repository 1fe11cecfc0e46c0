import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type LiveDevice, LivePeople } from '../server/live-device.ts';
import { deviceNumber, testDevice } from '../signaling-server.ts';
import { AttackedServer } from './attacked-server.ts';

let server: AttackedServer;
let people: LivePeople;
let victim: LiveDevice;
let round = 0;

beforeAll(async () => {
  server = await AttackedServer.start();
  people = new LivePeople(server);
});

beforeEach(async () => {
  round += 1;
  victim = await connect('victim');
});

afterAll(async () => {
  people.close();
  await server.stop();
});

/** Each test has people of its own. */
const idOf = (who: string): string => `${who}-${round}`;
const connect = (who: string): Promise<LiveDevice> => people.device(idOf(who));

/** What the victim has heard since, by name, once everything that was asked for has happened. */
async function heardSince(position: number): Promise<string[]> {
  await victim.settled();
  return victim.heard.slice(position).map(({ name }) => name);
}

test('a stranger who calls again and again rings a few times, and friends get through', async () => {
  const friend = await connect('friend');
  await people.befriend(friend, victim);
  const stranger = await connect('stranger');
  for (let n = 0; n < 10; n += 1) {
    const callId = crypto.randomUUID();
    await stranger.ask('call.invite', { callId, to: idOf('victim'), media: 'audio' });
    await stranger.ask('call.cancel', { callId });
  }
  const strange = victim.all('call.incoming');
  expect(strange.length).toBeLessThanOrEqual(3);

  const another = await connect('another');
  await another.call(idOf('victim'));
  const { callId: ringing } = await victim.next(
    'call.incoming',
    ({ from }) => from.id === idOf('another'),
  );
  await victim.ask('call.ringing', { callId: ringing });
  await friend.call(idOf('victim'));
  expect(await victim.next('call.ended', ({ callId }) => callId === ringing)).toMatchObject({
    reason: 'no-answer',
  });
  await victim.next('call.incoming', ({ from }) => from.id === idOf('friend'));
});

test('requests and withdrawals in turn reach the other a few times', async () => {
  const stranger = await connect('stranger');
  const position = victim.heard.length;
  for (let n = 0; n < 30; n += 1) {
    await stranger.ask('contact.request', { id: idOf('victim') });
    await stranger.ask('contact.remove', { id: idOf('victim') });
  }
  expect((await heardSince(position)).length).toBeLessThanOrEqual(4);
});

test('blocks and their ends in turn reach a contact a bounded number of times', async () => {
  const contact = await connect('contact');
  await people.befriend(contact, victim);
  const position = victim.heard.length;
  for (let n = 0; n < 100; n += 1) {
    await contact.ask('contact.block', { id: idOf('victim') });
    await contact.ask('contact.unblock', { id: idOf('victim') });
  }
  expect((await heardSince(position)).length).toBeLessThanOrEqual(30);
});

test('names that change all the time reach contacts a few times, and others never', async () => {
  const contact = await connect('contact');
  await people.befriend(contact, victim);
  const asked = await connect('asked');
  await contact.ask('contact.request', { id: idOf('asked') });
  // The request itself is told as well, over another socket than its acknowledgement.
  await asked.settled();
  const [position, askedPosition] = [victim.heard.length, asked.heard.length];
  const rename = (n: number) =>
    server.ask('updateAccount', { token: contact.token, body: { displayName: `Name ${n}` } });
  await Promise.all(Array.from({ length: 100 }, (_, n) => rename(n)));
  expect((await heardSince(position)).length).toBeLessThanOrEqual(2);
  await asked.settled();
  expect(asked.heard.slice(askedPosition).map(({ name }) => name)).not.toContain('contact.changed');
});

test('presence that changes all the time reaches contacts every few seconds', async () => {
  const contact = await connect('contact');
  await people.befriend(contact, victim);
  const position = victim.heard.length;
  const begun = performance.now();
  for (let n = 0; n < 300; n += 1) {
    await contact.ask('presence.set', { presence: n % 2 === 0 ? 'away' : 'online' });
  }
  const mayBe = 12 + (performance.now() - begun) / 3_000;
  expect((await heardSince(position)).length).toBeLessThanOrEqual(mayBe);
});

test('blocking tells no names, and whether IDs exist only a few times a minute', async () => {
  const secret = 'The Name Of Somebody';
  const body = {
    displayName: secret,
    password: 'correct horse',
    device: testDevice(deviceNumber(9)),
  };
  await server.ask('createAccount', { body: { ...body, id: 'somebody' } });
  const stranger = await connect('stranger');
  const answers: unknown[] = [];
  for (let n = 0; n < 200; n += 1) {
    const id = n === 0 ? 'somebody' : `guess-${n}`;
    answers.push(await stranger.ask('contact.block', { id }));
    await stranger.ask('contact.unblock', { id });
  }
  answers.push(await stranger.ask('contact.request', { id: 'somebody' }));
  expect(JSON.stringify([answers, stranger.heard])).not.toContain(secret);
  const told = answers.filter((answer) => !JSON.stringify(answer).includes('rate-limited'));
  expect(told.length).toBeLessThanOrEqual(40);
});

test('strangers who call and cancel do not push a friend’s missed call out', async () => {
  const friend = await connect('friend');
  await people.befriend(friend, victim);
  victim.close();
  await friend.call(idOf('victim'));
  await friend.next('call.ended');
  for (let account = 0; account < 17; account += 1) {
    const stranger = await connect(`stranger-${account}`);
    for (let n = 0; n < 30; n += 1) {
      const callId = crypto.randomUUID();
      await stranger.ask('call.invite', { callId, to: idOf('victim'), media: 'audio' });
      await stranger.ask('call.cancel', { callId });
    }
    stranger.close();
  }
  const back = people.again(idOf('victim'), victim.id, victim.token);
  const { missed } = await back.connect();
  expect(missed.map(({ from }) => from.id)).toContain(idOf('friend'));
  expect(missed.length).toBeLessThanOrEqual(18);
});
