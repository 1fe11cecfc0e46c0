import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useText } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';
import { useNow } from '../../use-now.ts';
import { CallRow } from './call-row.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { useHome } from './context.ts';
import { Rows } from './rows.tsx';
import './call-list.css';

/** Past calls, newest first. Being in sight, missed ones count as seen. */
export function CallList({ onTop }: { readonly onTop: () => void }) {
  const t = useText();
  const home = useHome();
  const { history, seen } = useModel();
  const [clearing, setClearing] = useState(false);
  const [editing, setEditing] = useState(false);
  const now = useNow(60_000);
  const entries = history.entries.value;
  const unseen = history.unseenMissed.value;

  const isSeen = seen.value;

  useEffect(() => {
    if (isSeen && unseen > 0) home.lookAtCalls();
  }, [home, isSeen, unseen]);

  if (entries.length === 0) {
    return (
      <div class="call-list__empty">
        <h2>{t('calls.empty.title')}</h2>
        <p class="soft">{t('calls.empty.text')}</p>
      </div>
    );
  }
  return (
    <Rows onTop={onTop}>
      <ul data-editing={editing}>
        {entries.map((entry) => (
          <CallRow key={entry.callId} entry={entry} now={now} />
        ))}
      </ul>
      <div class="call-list__clear">
        <Button kind="plain" size="small" onClick={() => setEditing(!editing)}>
          {t(editing ? 'common.done' : 'calls.edit')}
        </Button>
        <Button kind="plain" size="small" onClick={() => setClearing(true)}>
          {t('calls.clear')}
        </Button>
      </div>
      {clearing && (
        <ConfirmDialog
          title={t('calls.clear.title')}
          text={t('calls.clear.text')}
          confirm={t('calls.clear')}
          onConfirm={() => history.clear()}
          onClose={() => setClearing(false)}
        />
      )}
    </Rows>
  );
}
