import { useId } from 'preact/hooks';
import type { OwnScreen, ScreenContent } from '../../../calls/model.ts';
import { Button } from '../../components/button.tsx';
import { Video } from '../../components/video.tsx';
import { useText } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';
import './screen-banner.css';

const contents = ['detail', 'motion'] as const satisfies readonly ScreenContent[];

/** That one shares the screen, what of it, and the end of it. Never fades. */
export function ScreenBanner({ screen }: { readonly screen: OwnScreen }) {
  const t = useText();
  const { call } = useModel();
  const shared = screen.state === 'shared' ? screen : null;
  return (
    <div class="screen-banner" data-shown={shared !== null}>
      {shared !== null && (
        <Video stream={shared.picture} label={t('screen.preview')} muted fit="contain" />
      )}
      {/* Always there, so that a screen reader hears the change. */}
      <p class="screen-banner__text" role="status">
        {shared !== null && t(shared.sound === 'shared' ? 'screen.on.sound' : 'screen.on')}
      </p>
      {shared !== null && (
        <>
          <ContentChoice
            value={shared.content}
            onChange={(content) => call.setScreenContent(content)}
          />
          <Button size="small" kind="danger" onClick={() => call.stopScreen()}>
            {t('screen.end')}
          </Button>
        </>
      )}
    </div>
  );
}

function ContentChoice(props: {
  readonly value: ScreenContent;
  readonly onChange: (content: ScreenContent) => void;
}) {
  const t = useText();
  const id = useId();
  return (
    <fieldset class="screen-banner__contents">
      <legend class="visually-hidden">{t('screen.content')}</legend>
      {contents.map((content) => (
        <label key={content} class="screen-banner__content">
          <input
            type="radio"
            name={id}
            value={content}
            checked={content === props.value}
            onChange={() => props.onChange(content)}
          />
          <span>{t(`screen.${content}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
