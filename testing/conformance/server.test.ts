import { afterAll, beforeAll, describe, it } from 'vitest';
import { startTestServer, type TestServer } from '../signaling-server.ts';
import { disperse, gather, type People } from './people.ts';
import { serverChecks } from './server-checks.ts';

let server: TestServer;
let people: People;
beforeAll(async () => {
  server = await startTestServer();
  people = await gather(server.url);
});
afterAll(async () => {
  await disperse(people);
  await server.close();
});

describe('the server, held against docs/PROTOCOL.md', () => {
  it.each(serverChecks)('$name', (check) => check.run(people));
});
