import { TextField, type TextFieldProps } from '../../components/text-field.tsx';
import { describeProblem } from '../../forms/checks.ts';
import { useI18n } from '../../i18n/context.tsx';
import { describeFailure } from '../../i18n/describe.ts';
import { useRecoveryText } from '../../i18n/recovery.ts';
import type { AccountField, AccountStep } from './account-step.ts';

type Extra = Pick<TextFieldProps, 'type' | 'literal' | 'autocomplete' | 'hint'>;

/** The fields that the form needs now, each with what is wrong with it. */
export function AccountFields({ step }: { step: AccountStep }) {
  const i18n = useI18n();
  const t = useRecoveryText();
  const { form } = step;
  const creating = step.mode.value === 'create';
  const values = form.values.value;
  const problems = form.problems.value;
  const refused = step.refused.value;

  const extras: Readonly<Record<AccountField, Extra>> = {
    displayName: { autocomplete: 'name', hint: t('field.displayNameHint') },
    id: {
      literal: true,
      autocomplete: 'username',
      hint: creating ? t('field.idHint') : undefined,
    },
    password: {
      type: 'password',
      autocomplete: creating ? 'new-password' : 'current-password',
      hint: creating ? t('field.passwordHint') : undefined,
    },
    recoveryCode: { literal: true, hint: t('recover.codeHint') },
    newPassword: {
      type: 'password',
      autocomplete: 'new-password',
      hint: t('field.passwordHint'),
    },
    invitation: { literal: true, hint: t('start.invitationHint') },
  };

  const labels: Readonly<Record<AccountField, string>> = {
    displayName: t('field.displayName'),
    id: t('field.id'),
    password: t('field.password'),
    recoveryCode: t('recovery.code'),
    newPassword: t('recover.newPassword'),
    invitation: t('field.invitation'),
  };

  return (
    <>
      {step.fields.value.map((field) => {
        const problem = problems[field];
        const error =
          refused?.field === field
            ? describeFailure(i18n, refused.failure)
            : problem && describeProblem(i18n, problem);
        return (
          <TextField
            key={field}
            name={field}
            label={labels[field]}
            value={values[field]}
            error={error}
            {...extras[field]}
            onInput={(value) => step.type(field, value)}
            onBlur={() => form.leave(field)}
          />
        );
      })}
    </>
  );
}
