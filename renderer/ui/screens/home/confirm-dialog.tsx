import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useText } from '../../i18n/context.tsx';

/** Asks before something that is not easily undone. Enter on opening does nothing harmful. */
export function ConfirmDialog(props: {
  readonly title: string;
  readonly text: string;
  /** The word on the button that does it. */
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  const t = useText();
  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      actions={
        <>
          <Button autofocus onClick={props.onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            kind="danger"
            onClick={() => {
              props.onConfirm();
              props.onClose();
            }}
          >
            {props.confirm}
          </Button>
        </>
      }
    >
      <p>{props.text}</p>
    </Dialog>
  );
}
