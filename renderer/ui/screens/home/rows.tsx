import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * A list whose rows (elements with `data-row`) the arrow keys walk through: Tab goes to one of
 * them, arrows, Home and End to the others, Up from the first to what stands above.
 */
export function Rows(props: { readonly onTop: () => void; readonly children: ComponentChildren }) {
  const list = useRef<HTMLDivElement>(null);
  // Rows of a folded section cannot take the focus.
  const rows = () =>
    [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])].filter((row) =>
      row.checkVisibility(),
    );
  const reach = (row: HTMLElement | undefined) => {
    for (const other of rows()) other.tabIndex = other === row ? 0 : -1;
  };

  // After every drawing: rows come and go, and exactly one must be reached by Tab.
  useLayoutEffect(() => {
    const all = rows();
    const focused = all.find((row) => row === document.activeElement);
    reach(focused ?? all.find((row) => row.ariaCurrent === 'true') ?? all[0]);
  });

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the rows in it are what is operated
    <div
      ref={list}
      class="rows"
      onFocusIn={({ target }) => {
        if (target instanceof HTMLElement && 'row' in target.dataset) reach(target);
      }}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const all = rows();
        const at = event.target instanceof HTMLElement ? all.indexOf(event.target) : -1;
        const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[
          event.key
        ];
        if (at === -1 || next === undefined) return;
        event.preventDefault();
        if (next < 0) props.onTop();
        else all[next]?.focus();
      }}
    >
      {props.children}
    </div>
  );
}
