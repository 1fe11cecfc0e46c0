import type { RefObject } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { DeviceChoice, DeviceKind } from '../../../settings/model.ts';
import { placeBeside } from '../../components/place.ts';
import { Select } from '../../components/select.tsx';
import { useText } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';
import './devices-panel.css';

const kinds = ['microphone', 'speaker', 'camera'] as const satisfies readonly DeviceKind[];
type Kind = (typeof kinds)[number];

interface Props {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

/** Camera, microphone and speaker, switched while the call goes on. */
export function DevicesPanel({ anchor, onClose }: Props) {
  const t = useText();
  const title = useId();
  const panel = useRef<HTMLDivElement>(null);
  const { devices } = useModel();
  const snapshot = devices.snapshot.value;
  usePopover(panel, anchor, onClose);
  return (
    <div
      ref={panel}
      class="devices-panel"
      popover="manual"
      role="dialog"
      aria-labelledby={title}
      // The bar keeps its buttons from taking the focus; the lists in here need it.
      onMouseDown={(event) => event.stopPropagation()}
    >
      <h2 id={title} class="devices-panel__title">
        {t('call.devices')}
      </h2>
      {kinds.map((kind) => (
        <DeviceSelect
          key={kind}
          kind={kind}
          choice={snapshot[kind]}
          onChoose={(deviceId) => void devices.choose(kind, deviceId)}
        />
      ))}
    </div>
  );
}

function DeviceSelect(props: {
  readonly kind: Kind;
  readonly choice: DeviceChoice;
  readonly onChoose: (deviceId: string | null) => void;
}) {
  const t = useText();
  const { kind, choice } = props;
  const problem = choice.problem === null ? null : t(`problem.${kind}.${choice.problem}`);
  const options = choice.options.map(({ deviceId, label }, index) => ({
    value: deviceId,
    label: label || t(`device.unnamed.${kind}`, { number: index + 1 }),
  }));
  return (
    <Select
      label={t(`device.${kind}`)}
      value={choice.chosen === null ? '' : (choice.active?.deviceId ?? '')}
      options={[{ value: '', label: t('device.systemDefault') }, ...options]}
      error={problem}
      disabled={options.length === 0}
      onChange={(deviceId) => props.onChoose(deviceId === '' ? null : deviceId)}
    />
  );
}

/** Shows the panel above its button; Escape, leaving it and a press outside close it. */
function usePopover(
  panel: { readonly current: HTMLElement | null },
  anchor: RefObject<HTMLElement | null>,
  onClose: () => void,
) {
  const latest = useRef(onClose);
  latest.current = onClose;
  // A layout effect: its end must still see where the focus is (see Dialog).
  useLayoutEffect(() => {
    const element = panel.current;
    const button = anchor.current;
    if (element === null || button === null) return;
    element.showPopover();
    placeBeside(element, button, 'centre');
    element.querySelector('select')?.focus();

    const ends = new AbortController();
    const { signal } = ends;
    const outside = ({ target }: Event) =>
      target instanceof Node && !element.contains(target) && !button.contains(target);
    addEventListener('pointerdown', (event) => outside(event) && latest.current(), { signal });
    addEventListener('focusin', (event) => outside(event) && latest.current(), { signal });
    addEventListener('resize', () => latest.current(), { signal });
    element.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        latest.current();
      },
      { signal },
    );
    return () => {
      ends.abort();
      if (element.contains(document.activeElement)) button.focus();
    };
  }, [panel, anchor]);
}
