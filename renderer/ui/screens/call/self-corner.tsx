import { signal } from '@preact/signals';
import { Pause } from 'lucide';
import type { TargetedKeyboardEvent, TargetedPointerEvent } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../../components/icon.tsx';
import { Video } from '../../components/video.tsx';
import { useText } from '../../i18n/context.tsx';
import { type Corner, cornerAfterKey, nearestCorner } from './corner.ts';
import './self-corner.css';

/** Where the person last put it: kept from call to call until the program ends. */
const corner = signal<Corner>({ x: 'right', y: 'bottom' });

/** Pixels of movement that tell a drag from a click. */
const dragFrom = 4;

interface Props {
  readonly stream: MediaStream;
  /** `false` while the other side does not get this picture: on hold, or with a new device. */
  readonly sent: boolean;
}

/** The own picture in a corner of the stage: drag it, or move it with the arrow keys. */
export function SelfCorner({ stream, sent }: Props) {
  const t = useText();
  const frame = useRef<HTMLDivElement>(null);
  const drag = useRef<{ x: number; y: number; moved: boolean } | null>(null);
  const slide = useSlide(frame, corner.value);

  const onPointerDown = (event: TargetedPointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, y: event.clientY, moved: false };
  };
  const onPointerMove = (event: TargetedPointerEvent<HTMLButtonElement>) => {
    const start = drag.current;
    if (start === null || frame.current === null) return;
    const dx = event.clientX - start.x;
    const dy = event.clientY - start.y;
    start.moved ||= Math.hypot(dx, dy) > dragFrom;
    if (start.moved) frame.current.style.translate = `${dx}px ${dy}px`;
  };
  const onPointerEnd = () => {
    const start = drag.current;
    const element = frame.current;
    drag.current = null;
    if (start === null || !start.moved || element?.parentElement == null) return;
    const box = element.getBoundingClientRect();
    const stage = element.parentElement.getBoundingClientRect();
    slide.from(box);
    element.style.translate = '';
    corner.value = nearestCorner(
      { x: box.x + box.width / 2 - stage.x, y: box.y + box.height / 2 - stage.y },
      stage,
    );
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLButtonElement>) => {
    const next = cornerAfterKey(corner.value, event.key);
    if (next === corner.value) return;
    event.preventDefault();
    if (frame.current !== null) slide.from(frame.current.getBoundingClientRect());
    corner.value = next;
  };

  // A press without a pointer: assistive technology that has no keys to give.
  const onClick = (event: MouseEvent) => {
    if (event.detail === 0) corner.value = cornerAfterKey(corner.value, 'Enter');
  };

  return (
    <div
      ref={frame}
      class="self-corner"
      data-x={corner.value.x}
      data-y={corner.value.y}
      data-sent={sent}
    >
      <Video stream={stream} label={t('call.self')} mirrored muted />
      {!sent && (
        <span class="self-corner__paused">
          <Icon shape={Pause} />
        </span>
      )}
      <button
        type="button"
        class="self-corner__handle"
        aria-label={t('call.self.move')}
        title={t('call.self.move.hint')}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerEnd}
        onPointerCancel={onPointerEnd}
        onKeyDown={onKeyDown}
        onClick={onClick}
      />
    </div>
  );
}

/** Lets the frame glide from where it was to its new corner (first, last, invert, play). */
function useSlide(ref: { readonly current: HTMLElement | null }, to: Corner) {
  const first = useRef<DOMRect | null>(null);
  useLayoutEffect(() => {
    const was = first.current;
    first.current = null;
    if (was === null || ref.current === null) return;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const is = ref.current.getBoundingClientRect();
    ref.current.animate(
      [{ translate: `${was.x - is.x}px ${was.y - is.y}px` }, { translate: '0 0' }],
      { duration: 220, easing: 'cubic-bezier(0.2, 0, 0, 1)' },
    );
  }, [to, ref]);
  return {
    from: (box: DOMRect) => {
      first.current = box;
    },
  };
}
