import { UserPlus, Video } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Avatar } from '../../components/avatar.tsx';
import { Icon } from '../../components/icon.tsx';
import { useText } from '../../i18n/context.tsx';
import { contactName, type DialHint, type DialOption } from './dial.ts';
import { KnownPresence } from './presence.tsx';
import './row.css';
import './dial-results.css';

/** Ties the list to the field (`aria-controls`). */
export const dialResultsId = 'dial-results';

/** Ties a row to the field (`aria-activedescendant`). */
export function optionId(option: DialOption): string {
  switch (option.kind) {
    case 'contact':
      return `dial-contact-${option.contact.id}`;
    case 'recent':
      return `dial-recent-${option.entry.peer.id}`;
    default:
      return `dial-${option.kind}-${option.id}`;
  }
}

interface Props {
  readonly query: string;
  readonly options: readonly DialOption[];
  readonly hint: DialHint | null;
  readonly active: DialOption | undefined;
  /** The ID is being called, and it is not known yet whether it is anybody's. */
  readonly calling: boolean;
  readonly onRun: (option: DialOption) => void;
}

/** What the search-or-dial field gives: rows to press, or a sentence why there are none. */
export function DialResults({ query, options, hint, active, calling, onRun }: Props) {
  const t = useText();
  return (
    <div class="dial-results">
      <p class="dial-results__hint" role="status" data-shown={hint !== null}>
        {hint !== null ? (
          t(`dial.${hint}`, { id: query.trim() })
        ) : (
          <span class="visually-hidden">{t('dial.count', { count: options.length })}</span>
        )}
      </p>
      <div id={dialResultsId} role="listbox" aria-label={t('dial.results')}>
        {options.map((option) => (
          <Option
            key={optionId(option)}
            option={option}
            active={option === active}
            calling={calling}
            onRun={() => onRun(option)}
          />
        ))}
      </div>
    </div>
  );
}

function Option(props: {
  readonly option: DialOption;
  readonly active: boolean;
  readonly calling: boolean;
  readonly onRun: () => void;
}) {
  const { option, active, onRun } = props;
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) row.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field answers the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
    <div
      ref={row}
      id={optionId(option)}
      class="row__main dial-results__row"
      role="option"
      aria-selected={active}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onRun}
    >
      <OptionBody option={option} calling={props.calling} />
      {active && (
        <span class="dial-results__enter" aria-hidden="true">
          ↵
        </span>
      )}
    </div>
  );
}

function OptionBody(props: { readonly option: DialOption; readonly calling: boolean }) {
  const { option } = props;
  const t = useText();
  switch (option.kind) {
    case 'call':
      return option.name === null ? (
        <Words
          icon={<Glyph shape={Video} />}
          name={t('dial.call', { name: option.id })}
          about={t(props.calling ? 'ringing.calling' : 'dial.call.hint')}
        />
      ) : (
        <Words
          icon={<Avatar id={option.id} name={option.name} />}
          name={t('dial.call', { name: option.name })}
          about={props.calling ? t('ringing.calling') : option.id}
        />
      );
    case 'add':
      return (
        <Words
          icon={<Glyph shape={UserPlus} />}
          name={t('dial.add', { name: option.id })}
          about={t('dial.add.hint')}
        />
      );
    case 'contact': {
      const { contact } = option;
      const name = contactName(contact);
      return (
        <Words
          icon={<Avatar id={contact.id} name={name} />}
          name={name}
          about={<KnownPresence contact={contact} />}
        />
      );
    }
    case 'recent': {
      const { peer } = option.entry;
      return (
        <Words
          icon={<Avatar id={peer.id} name={peer.name} />}
          name={t('dial.call', { name: peer.name })}
          about={peer.id}
        />
      );
    }
  }
}

function Glyph(props: { readonly shape: Parameters<typeof Icon>[0]['shape'] }) {
  return (
    <span class="row__icon">
      <Icon shape={props.shape} />
    </span>
  );
}

function Words(props: {
  readonly icon: ComponentChildren;
  readonly name: string;
  readonly about: ComponentChildren;
}) {
  return (
    <>
      {props.icon}
      <span class="row__words">
        <span class="row__name" dir="auto">
          {props.name}
        </span>
        <span class="row__about" dir="auto">
          {props.about}
        </span>
      </span>
    </>
  );
}
