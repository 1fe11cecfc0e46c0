import { Download } from 'lucide';
import { Button } from '../components/button.tsx';
import { CopyField } from '../components/copy-field.tsx';
import { useToast } from '../components/toasts.tsx';
import { useRecoveryText } from '../i18n/recovery.ts';
import { saveFile } from '../save-file.ts';
import './recovery-card.css';

/** A recovery code with buttons that copy it and save it as a file. */
export function RecoveryCard(props: { code: string; id: string; serverUrl: string }) {
  const t = useRecoveryText();
  const toast = useToast();

  function save(): void {
    const file = `tatap-${props.id}-recovery-code.txt`;
    const lines = [
      t('recovery.fileTitle'),
      '',
      `${t('field.server')}: ${props.serverUrl}`,
      `${t('field.id')}: ${props.id}`,
      `${t('recovery.code')}: ${props.code}`,
      '',
    ];
    saveFile(file, lines.join('\n'), 'text/plain;charset=utf-8');
    toast({ kind: 'success', text: t('recovery.saved', { file }) });
  }

  return (
    <div class="recovery-card">
      <CopyField
        label={t('recovery.code')}
        value={props.code}
        copyLabel={t('recovery.copy')}
        breakAfter="-"
      />
      <Button icon={Download} onClick={save}>
        {t('recovery.save')}
      </Button>
      <p class="note">{t('recovery.keep')}</p>
    </div>
  );
}
