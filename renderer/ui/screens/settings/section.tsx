import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** A card of a settings page, with a heading where the page has several. */
export function Section(props: { title?: string; note?: string; children: ComponentChildren }) {
  const id = useId();
  return (
    <section class="settings__section" aria-labelledby={props.title ? id : undefined}>
      {props.title && (
        <div class="settings__section-head">
          <h3 id={id}>{props.title}</h3>
          {props.note && <p class="note">{props.note}</p>}
        </div>
      )}
      {props.children}
    </section>
  );
}

/** What is so, as pairs of a word and its value. */
export function Facts(props: { facts: readonly (readonly [name: string, value: string])[] }) {
  return (
    <dl class="settings__facts">
      {props.facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Something that can be done, with what it does, and its button at the end. */
export function DoRow(props: { note: string; children: ComponentChildren }) {
  return (
    <div class="settings__do">
      <p class="note">{props.note}</p>
      {props.children}
    </div>
  );
}
