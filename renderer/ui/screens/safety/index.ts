import { lazy } from '../../lazy.tsx';

/** The dialog of safety numbers, fetched when somebody is about to want it. */
export const SafetyDialog = lazy(async () => {
  const { SafetyDialog: dialog } = await import('./safety-dialog.tsx');
  return dialog;
});
