import type { Peer } from '../../../calls/model.ts';
import { Avatar } from '../../components/avatar.tsx';
import './portrait.css';

/** Who is there, where there is no picture. */
export function Portrait(props: { readonly peer: Peer; readonly note: string | null }) {
  return (
    <div class="portrait">
      <Avatar id={props.peer.id} name={props.peer.name} size="huge" />
      <p class="portrait__name" dir="auto">
        {props.peer.name}
      </p>
      {props.note !== null && <p class="portrait__note">{props.note}</p>}
    </div>
  );
}
