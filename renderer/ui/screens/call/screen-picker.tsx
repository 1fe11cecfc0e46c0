import { AppWindow, Monitor } from 'lucide';
import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import type { ScreenContent } from '../../../calls/model.ts';
import type {
  ScreenPickerModel,
  ScreenQuestion,
  ScreenSource,
} from '../../../calls/screen-picker.ts';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Icon } from '../../components/icon.tsx';
import { RadioGroup } from '../../components/radio-group.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { Switch } from '../../components/switch.tsx';
import { useText } from '../../i18n/context.tsx';
import { pageClock } from '../../page-clock.ts';
import { useModel } from '../../use-model.tsx';
import { createScreenChoice, type ScreenChoice } from './screen-choice.ts';
import './screen-picker.css';

interface Props {
  readonly picker: ScreenPickerModel;
  readonly question: ScreenQuestion;
  /** What was shared last. */
  readonly content: ScreenContent;
}

/** Screens and windows with what they show, and how the chosen one is to be shared. */
export function ScreenPicker({ picker, question, content }: Props) {
  const t = useText();
  const { call } = useModel();
  const choice = useMemo(() => createScreenChoice(picker, pageClock), [picker]);
  useEffect(() => () => choice.close(), [choice]);
  const [sound, setSound] = useState(false);
  const picked = choice.picked.value;

  const share = () => {
    if (picked !== null) picker.choose({ id: picked.id, sound });
  };
  return (
    <Dialog
      title={t('screen.share')}
      width="wide"
      onClose={() => picker.choose(null)}
      onSubmit={share}
      actions={
        <>
          <Button kind="plain" onClick={() => picker.choose(null)}>
            {t('common.cancel')}
          </Button>
          <Button kind="primary" type="submit" disabled={picked === null}>
            {t('screen.pick')}
          </Button>
        </>
      }
    >
      <Offer choice={choice} onShare={share} />
      <RadioGroup
        label={t('screen.content')}
        layout="cards"
        value={content}
        options={[
          { value: 'detail', label: t('screen.detail') },
          { value: 'motion', label: t('screen.motion') },
        ]}
        onChange={(value) => call.setScreenContent(value)}
      />
      {question.sound === 'possible' ? (
        <Switch label={t('screen.sound')} checked={sound} onChange={setSound} />
      ) : (
        <p class="screen-picker__hint">{t('screen.noSound')}</p>
      )}
    </Dialog>
  );
}

function Offer(props: { readonly choice: ScreenChoice; readonly onShare: () => void }) {
  const t = useText();
  const { devices } = useModel();
  const name = useId();
  const list = useRef<HTMLDivElement>(null);
  const { choice } = props;
  const offer = choice.offer.value;
  // As soon as there is something to choose, arrows choose and Enter shares.
  useEffect(() => {
    if (offer.outcome !== 'listed') return;
    list.current?.querySelector<HTMLInputElement>('input:checked')?.focus();
  }, [offer.outcome]);
  switch (offer.outcome) {
    case 'reading':
      return <Skeleton lines={3} />;
    case 'refused':
    case 'failed': {
      const isRefused = offer.outcome === 'refused';
      return (
        <Banner
          kind="warning"
          actions={
            <>
              <Button kind="plain" size="small" onClick={choice.retry}>
                {t('common.tryAgain')}
              </Button>
              {isRefused && (
                <Button
                  kind="plain"
                  size="small"
                  onClick={() => void devices.openSystemSettings('screen')}
                >
                  {t('device.openSystemSettings')}
                </Button>
              )}
            </>
          }
        >
          {t(isRefused ? 'screen.reason.refused' : 'screen.unlisted')}
        </Banner>
      );
    }
    case 'listed':
      if (offer.sources.length === 0) return <p>{t('screen.none')}</p>;
      return (
        <div ref={list} class="screen-picker__sources">
          {(['screen', 'window'] as const).map((kind) => (
            <Sources
              key={kind}
              name={name}
              label={t(`screen.${kind}s`)}
              sources={offer.sources.filter((source) => source.kind === kind)}
              choice={choice}
              onShare={props.onShare}
            />
          ))}
        </div>
      );
  }
}

function Sources(props: {
  /** Of all kinds together: one is chosen of all. */
  readonly name: string;
  readonly label: string;
  readonly sources: readonly ScreenSource[];
  readonly choice: ScreenChoice;
  readonly onShare: () => void;
}) {
  const { name, choice } = props;
  if (props.sources.length === 0) return null;
  return (
    <fieldset class="screen-picker__kind">
      <legend class="screen-picker__label">{props.label}</legend>
      {props.sources.map((source) => (
        <label key={source.id} class="screen-picker__source" onDblClick={props.onShare}>
          <input
            type="radio"
            name={name}
            value={source.id}
            checked={source.id === choice.picked.value?.id}
            onChange={() => choice.pick(source.id)}
          />
          <span class="screen-picker__picture">
            {source.picture === null ? (
              <Icon shape={source.kind === 'screen' ? Monitor : AppWindow} size="large" />
            ) : (
              // Beside its name, which says it all.
              <img src={source.picture} alt="" />
            )}
          </span>
          <span class="screen-picker__name" dir="auto">
            {source.name}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
