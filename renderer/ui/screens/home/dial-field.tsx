import { Search, X } from 'lucide';
import type { RefObject } from 'preact';
import { Icon } from '../../components/icon.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { useText } from '../../i18n/context.tsx';
import { useShortcut, useShortcutKeys } from '../../shortcuts/index.ts';
import { dialResultsId, optionId } from './dial-results.tsx';
import type { DialList } from './use-dial-list.ts';
import { useHome } from './use-home.ts';
import './dial-field.css';

interface Props {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly list: DialList;
}

/**
 * One field to find people and to call any ID (WAI-ARIA combobox with a list). The first row says
 * what Enter does.
 */
export function DialField({ input, list }: Props) {
  const t = useText();
  const home = useHome();
  const keys = useShortcutKeys('dial');
  const query = home.query.value;
  const open = query.trim() !== '';

  useShortcut('dial', () => {
    const take = () => {
      input.current?.focus();
      input.current?.select();
    };
    // At once, so that no letter is lost; on a narrow window the details go away first.
    if (input.current?.checkVisibility()) take();
    else {
      home.select(null);
      requestAnimationFrame(take);
    }
  });

  return (
    <search class="dial-field">
      <Icon shape={Search} size="small" />
      <input
        ref={input}
        class="dial-field__input"
        dir="auto"
        type="text"
        role="combobox"
        aria-label={t('dial.label')}
        aria-expanded={open}
        aria-controls={dialResultsId}
        aria-autocomplete="list"
        aria-activedescendant={open && list.active ? optionId(list.active) : undefined}
        aria-keyshortcuts={keys.aria}
        placeholder={t('dial.placeholder')}
        value={query}
        autocomplete="off"
        autocapitalize="none"
        autocorrect="off"
        spellcheck={false}
        maxLength={200}
        onInput={(event) => {
          home.query.value = event.currentTarget.value;
        }}
        onKeyDown={list.onKeyDown}
      />
      {query === '' ? (
        <span class="dial-field__keys" aria-hidden="true">
          {keys.text}
        </span>
      ) : (
        <IconButton
          size="small"
          icon={X}
          label={t('dial.clear')}
          onClick={() => {
            home.query.value = '';
            input.current?.focus();
          }}
        />
      )}
    </search>
  );
}
