import { useEffect } from 'preact/hooks';
import { useText } from '../../i18n/context.tsx';
import { lazy } from '../../lazy.tsx';
import { isMisdialled } from '../../shell/route.ts';
import { useShell } from '../../shell/shell-state.ts';
import { useModel } from '../../use-model.tsx';
import { ContactDetail } from './contact-detail.tsx';
import { homeStateOf } from './home-state.ts';
import { Sidebar } from './sidebar.tsx';
import { HomeProvider } from './use-home.ts';
import { Welcome } from './welcome.tsx';
import './home-screen.css';

const AddContact = lazy(async () => {
  const { AddContact: dialog } = await import('./add-contact.tsx');
  return dialog;
});

/** People, past calls, and the one who was chosen. A narrow window shows one side at a time. */
export function HomeScreen() {
  const t = useText();
  const model = useModel();
  const shell = useShell();
  const home = homeStateOf(model);
  const asked = shell.request.value;
  const { loaded } = model.contacts.snapshot.value;

  useEffect(() => AddContact.preload(), []);

  useEffect(() => {
    // Whether somebody is a contact already shows only once the contacts are here.
    if (asked === null || (asked.kind === 'add' && !loaded)) return;
    shell.request.value = null;
    if (asked.kind === 'add') {
      // An invitation may have made its sender a contact already.
      const isContact = model.contacts.find(asked.id)?.relation === 'accepted';
      if (isContact) home.select(asked.id);
      else home.adding.value = asked.id;
    } else {
      home.select(null);
      home.query.value = asked.id ?? '';
      focusDialField();
    }
  }, [asked, loaded, shell, home, model]);

  const { call } = model;
  const snapshot = call.shown.value;
  useEffect(() => {
    if (snapshot.phase !== 'ended' || !isMisdialled(snapshot)) return;
    home.misdialled(snapshot.peer.id);
    call.dismiss();
    focusDialField();
  }, [snapshot, home, call]);
  // What was dialled stays to be seen until its call has a screen of its own.
  useEffect(
    () => () => {
      if (call.shown.peek().phase === 'outgoing') home.query.value = '';
    },
    [home, call],
  );

  const selected = home.selected.value;
  const contact = selected === null ? undefined : model.contacts.find(selected);
  return (
    <HomeProvider value={home}>
      <main class="home-screen" data-pane={contact === undefined ? 'list' : 'detail'}>
        <h1 class="visually-hidden">{t('app.name')}</h1>
        <Sidebar />
        <div class="home-screen__main">
          {contact === undefined ? (
            <Welcome />
          ) : (
            <ContactDetail key={contact.id} contact={contact} />
          )}
        </div>
      </main>
      {home.adding.value !== null && <AddContact linked={home.adding.value} />}
    </HomeProvider>
  );
}

/** Once it is drawn: on a narrow window the details go away first. */
function focusDialField(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('.dial-field__input')?.focus());
}
