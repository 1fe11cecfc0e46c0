import { signedIn } from '../../account-model.ts';
import type { FakeApp } from '../../app-model.ts';
import { aContact } from '../../people.ts';
import { everybody, sara, someCalls } from '../people.ts';
import type { GalleryState } from '../state.ts';

function full(app: FakeApp): void {
  app.contacts.value = { loaded: true, contacts: everybody };
  app.history.value = someCalls;
  app.unseenMissed.value = 2;
}

function offline(app: FakeApp): void {
  full(app);
  const connection = {
    state: 'offline' as const,
    cause: 'unreachable' as const,
    retryAt: Date.now() + 60_000,
  };
  app.session.value = { ...signedIn, connection } as typeof signedIn;
}

function withoutCalls(app: FakeApp): void {
  full(app);
  app.webRtc.isSupported = false;
}

const searching = (name: string, query: string, setUp = full): GalleryState => ({
  name: `home-dial-${name}`,
  setUp,
  play: (screen) => screen.type('.dial-field__input', query),
});
/** Somebody of a section: 1 requests, 2 favourites, 3 the others, 4 pending. */
const chosen = (name: string, section: number, setUp = full): GalleryState => ({
  name: `home-contact-${name}`,
  setUp,
  play: (screen) => screen.press(`.contact-list__section:nth-of-type(${section}) .row .row__main`),
});

export const homeStates: readonly GalleryState[] = [
  { name: 'home-empty', setUp: () => {} },
  {
    name: 'home-loading',
    setUp(app) {
      app.contacts.value = { loaded: false, contacts: [] };
    },
  },
  { name: 'home-full', setUp: full },
  {
    name: 'home-calls',
    setUp: full,
    play: (screen) => screen.press('#home-tab-calls'),
  },
  {
    name: 'home-calls-empty',
    setUp: () => {},
    play: (screen) => screen.press('#home-tab-calls'),
  },
  {
    name: 'home-calls-clear',
    setUp: full,
    async play(screen) {
      await screen.press('#home-tab-calls');
      await screen.press('.call-list__clear .button:last-child');
    },
  },
  {
    name: 'home-blocked',
    setUp: full,
    play: (screen) => screen.press('.contact-list__folded > summary'),
  },
  {
    name: 'home-right-to-left',
    setUp(app) {
      const names = { displayName: sara.name, nickname: '' };
      app.contacts.value = { loaded: true, contacts: [aContact(sara.id, names)] };
    },
    play: (screen) => screen.press('.contact-list__section .row .row__main'),
  },
  searching('contact', 'budi'),
  searching('name', 'a'),
  searching('stranger', 'tono'),
  searching('own', 'sari'),
  searching('invalid', 'who is that?'),
  {
    name: 'home-dial-unknown',
    setUp(app) {
      full(app);
      app.call.value = {
        phase: 'ended',
        callId: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
        peer: { id: 'bdui', name: 'bdui', isContact: false },
        media: 'video',
        direction: 'outgoing',
        reason: 'refused',
        by: 'nobody',
        text: null,
        durationMs: null,
        refusal: 'unknown-account',
      };
    },
    play: (screen) => screen.see('.dial-results__hint'),
  },
  {
    name: 'home-calls-many',
    setUp(app) {
      full(app);
      app.history.value = Array.from({ length: 12 }, (_, round) =>
        someCalls.map((call) => ({ ...call, callId: `${call.callId}-${round}` })),
      ).flat();
    },
    async play(screen) {
      await screen.press('.contact-list__section:nth-of-type(2) .row .row__main');
      await screen.press('#home-tab-calls');
    },
  },
  {
    name: 'home-calls-edit',
    setUp: full,
    async play(screen) {
      await screen.press('#home-tab-calls');
      await screen.press('.call-list__clear .button');
    },
  },
  searching('offline', 'budi', offline),
  { name: 'home-offline', setUp: offline },
  chosen('request', 1),
  chosen('favourite', 2),
  chosen('nickname', 3),
  chosen('pending', 4),
  chosen('offline', 2, offline),
  chosen('no-calls', 2, withoutCalls),
  searching('no-calls', 'budi', withoutCalls),
  {
    name: 'home-contact-blocked',
    setUp: full,
    async play(screen) {
      await screen.press('.contact-list__folded > summary');
      await screen.press('.contact-list__folded .row__main');
    },
  },
  {
    name: 'home-contact-menu',
    setUp: full,
    async play(screen) {
      await screen.press('.contact-list__section:nth-of-type(2) .row__main');
      await screen.press('.contact-detail [aria-haspopup=menu]');
    },
  },
  {
    name: 'home-contact-block',
    setUp: full,
    async play(screen) {
      await screen.press('.contact-list__section:nth-of-type(2) .row__main');
      await screen.press('.contact-detail [aria-haspopup=menu]');
      await screen.press('[role=menuitem][data-kind=danger]');
    },
  },
  {
    name: 'home-nickname',
    setUp: full,
    async play(screen) {
      await screen.press('.contact-list__section:nth-of-type(3) .row__main');
      await screen.press('.contact-detail [aria-haspopup=menu]');
      await screen.press('[role=menuitem]');
    },
  },
  {
    name: 'home-add',
    setUp: full,
    play: (screen) => screen.press('.sidebar__top > .icon-button'),
  },
  {
    name: 'home-add-linked',
    setUp: () => {},
    async play(screen) {
      await screen.settle();
      screen.app.request({ kind: 'add', id: 'budi' });
      await screen.see('.dialog input');
    },
  },
  {
    name: 'home-add-unknown',
    setUp(app) {
      full(app);
      app.fail('contacts.request', { ok: false, code: 'unknown-account' });
    },
    async play(screen) {
      await screen.press('.sidebar__top > .icon-button');
      await screen.type('.dialog input', 'nobody');
      await screen.press('.dialog [type=submit]');
      await screen.see('.field__error');
    },
  },
  {
    name: 'home-presence',
    setUp: full,
    play: (screen) => screen.press('.own-card [aria-haspopup=menu]'),
  },
];
