import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import type { AccountModel, ServerInfo } from '../../account/model.ts';
import type { Failure } from '../../result.ts';
import { checkServerUrl, normaliseServerUrl } from './checks.ts';
import { createForm, type Form } from './form.ts';

/** What is known of the server in use. */
export type ServerState =
  | { readonly state: 'checking' }
  | { readonly state: 'known'; readonly info: ServerInfo }
  | { readonly state: 'failed'; readonly failure: Failure };

/** Looking at the server in use, and changing it. */
export interface ServerChoice {
  readonly url: ReadonlySignal<string>;
  readonly server: ReadonlySignal<ServerState>;
  readonly form: Form<'url'>;
  /** Asks the server in use what it is. */
  look(): Promise<void>;
  /** Uses the address in the form, if there is a server at it. */
  use(): Promise<'url' | null>;
  useDefault(): Promise<void>;
}

export function createServerChoice(account: AccountModel): ServerChoice {
  const url = computed(() => {
    const session = account.session.value;
    return session.phase === 'starting' ? '' : session.serverUrl;
  });
  const server = signal<ServerState>({ state: 'checking' });
  const form = createForm({ url: url.peek() }, { url: checkServerUrl });
  let newest = 0;

  async function look(): Promise<void> {
    const asked = ++newest;
    server.value = { state: 'checking' };
    const result = await account.probe(url.peek());
    // Another server was asked meanwhile: this answer is about the old one.
    if (asked !== newest) return;
    server.value = result.ok
      ? { state: 'known', info: result.info }
      : { state: 'failed', failure: result };
  }

  return {
    url,
    server,
    form,
    look,
    use: () =>
      form.submit(async (values) => {
        const address = normaliseServerUrl(values.url);
        const found = await account.probe(address);
        if (!found.ok) return found;
        await account.setServer(address);
        await look();
        return { ok: true };
      }),
    async useDefault() {
      await account.setServer(null);
      form.reset();
      await look();
    },
  };
}
