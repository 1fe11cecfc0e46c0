import { useState } from 'preact/hooks';
import { Button } from '../../../components/button.tsx';
import { useSetupText } from '../../../i18n/setup.ts';
import { DoRow, Section } from '../section.tsx';
import { SetupDialog } from './setup-dialog.tsx';

/** Where the set-up check is begun. */
export function SetupSection() {
  const t = useSetupText();
  const [dialog, setDialog] = useState<'closed' | 'open'>('closed');
  return (
    <Section title={t('setup.heading')}>
      <DoRow note={t('setup.note')}>
        <Button onClick={() => setDialog('open')}>{t('setup.title')}</Button>
      </DoRow>
      {dialog === 'open' && <SetupDialog onClose={() => setDialog('closed')} />}
    </Section>
  );
}
