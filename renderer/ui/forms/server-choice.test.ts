import { describe, expect, it } from 'vitest';
import { fakeServerUrl } from '../../../testing/account-model.ts';
import { createFakeApp } from '../../../testing/app-model.ts';
import { failureOf } from './form.ts';
import { createServerChoice } from './server-choice.ts';

function setUp() {
  const app = createFakeApp();
  app.session.value = { phase: 'signed-out', serverUrl: fakeServerUrl, because: null };
  const choice = createServerChoice(app.model.account);
  const asked = (action: string) =>
    app.recorded.filter((entry) => entry.action === action).map((entry) => entry.arguments[0]);
  return { app, choice, asked };
}

describe('the choice of a server', () => {
  it('looks at the server in use', async () => {
    const { choice, asked } = setUp();
    expect(choice.server.value.state).toBe('checking');
    await choice.look();
    expect(choice.server.value).toMatchObject({ state: 'known', info: { version: '0.1.0' } });
    expect(asked('account.probe')).toEqual([fakeServerUrl]);
  });

  it('uses another only after it has answered', async () => {
    const { app, choice, asked } = setUp();
    app.fail('account.probe', { ok: false, code: 'not-a-server' });
    choice.form.set('url', 'other.example.org');
    await choice.use();
    expect(failureOf(choice.form.submission.value)?.code).toBe('not-a-server');
    expect(asked('account.setServer')).toEqual([]);

    app.fail('account.probe', null);
    await choice.use();
    expect(asked('account.setServer')).toEqual(['https://other.example.org']);
  });

  it('does not ask for what cannot be an address', async () => {
    const { choice, asked } = setUp();
    choice.form.set('url', 'not an address');
    expect(await choice.use()).toBe('url');
    expect(asked('account.probe')).toEqual([]);
  });

  it('forgets the answer of a server that is no longer the one in use', async () => {
    const { app, choice } = setUp();
    const answer = app.hold('account.probe');
    const old = choice.look();
    const release = app.hold('account.probe');
    const fresh = choice.look();
    app.server.value = { version: '9.9.9', registration: 'closed' };
    release();
    await fresh;
    app.server.value = { version: '0.0.1', registration: 'open' };
    answer();
    await old;
    expect(choice.server.value).toMatchObject({ info: { version: '9.9.9' } });
  });

  it('goes back to the default', async () => {
    const { choice, asked } = setUp();
    await choice.useDefault();
    expect(asked('account.setServer')).toEqual([null]);
    expect(choice.server.value.state).toBe('known');
  });
});
