import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import { assertNever } from '@tatap/protocol/signaling';
import { recoveryCodeIn } from '@tatap/protocol/text';
import type { AccountModel } from '../../../account/model.ts';
import type { Failure } from '../../../result.ts';
import {
  checkDisplayName,
  checkFilled,
  checkId,
  checkPassword,
  type InputProblem,
  normaliseId,
} from '../../forms/checks.ts';
import { asWrongPassword, createForm, type Form, failureOf } from '../../forms/form.ts';
import { createServerChoice, type ServerChoice } from '../../forms/server-choice.ts';

export type AccountMode = 'create' | 'sign-in' | 'recover';
export type AccountField =
  | 'displayName'
  | 'id'
  | 'recoveryCode'
  | 'password'
  | 'newPassword'
  | 'invitation';

/** First step: an account on a server, a new one or one that exists. */
export interface AccountStep {
  readonly choice: ServerChoice;
  /** How the server takes new accounts; `open` until it has said. */
  readonly registration: ReadonlySignal<'open' | 'invitation' | 'closed'>;
  /** What the form is for. Never `create` if the server does not register accounts. */
  readonly mode: ReadonlySignal<AccountMode>;
  setMode(mode: AccountMode): void;
  readonly form: Form<AccountField>;
  /** Takes what was typed into a field. Until an ID is typed, the name suggests one. */
  type(field: AccountField, text: string): void;
  readonly fields: ReadonlySignal<readonly AccountField[]>;
  /** A failure that is about one field, said there and not above the form. */
  readonly refused: ReadonlySignal<{
    readonly field: AccountField | null;
    readonly failure: Failure;
  } | null>;
  submit(): Promise<AccountField | null>;
}

/** The field that a failure is about. */
function fieldOf(failure: Failure): AccountField | null {
  switch (failure.code) {
    case 'id-taken':
      return 'id';
    case 'invitation-required':
      return 'invitation';
    case 'wrong-recovery-code':
      return 'recoveryCode';
    default:
      return null;
  }
}

/** The check characters detect most typing errors, so the server does not count them as tries. */
function checkRecoveryCode(text: string): InputProblem | null {
  if (text.trim() === '') return { key: 'invalid.recoveryCodeMissing', early: false };
  return recoveryCodeIn(text) === null ? { key: 'invalid.recoveryCode', early: false } : null;
}

/** @param invitation the code of the link that opened the page; `''` where there was none */
export function createAccountStep(
  account: AccountModel,
  firstMode: AccountMode,
  invitation = '',
): AccountStep {
  const choice = createServerChoice(account);
  const wantedMode = signal(firstMode);
  /** A server that asks for an invitation only when an account is made without one. */
  const invitationAsked = signal(false);
  // Comparing the ID with the suggestion is not enough: a typed ID can equal the suggestion of a
  // half-typed name.
  let hasOwnId = false;

  const registration = computed(() => {
    const server = choice.server.value;
    const said = server.state === 'known' ? server.info.registration : 'open';
    return said === 'open' && invitationAsked.value ? 'invitation' : said;
  });
  const mode = computed(() => {
    const wanted = wantedMode.value;
    return registration.value === 'closed' && wanted === 'create' ? 'sign-in' : wanted;
  });
  const fields = computed<readonly AccountField[]>(() => {
    switch (mode.value) {
      case 'sign-in':
        return ['id', 'password'];
      case 'recover':
        return ['id', 'recoveryCode', 'newPassword'];
      case 'create': {
        const base = ['displayName', 'id', 'password'] as const;
        return registration.value === 'invitation' ? [...base, 'invitation'] : base;
      }
      default:
        return assertNever(mode.value);
    }
  });

  const form = createForm<AccountField>(
    { displayName: '', id: '', recoveryCode: '', password: '', newPassword: '', invitation },
    {
      displayName: checkDisplayName,
      id: checkId,
      recoveryCode: checkRecoveryCode,
      newPassword: checkPassword,
      // An old password may be of another rule; only the server knows whether it is right.
      password: (text) => (mode.value === 'create' ? checkPassword(text) : checkFilled(text)),
      invitation: checkFilled,
    },
    () => fields.value,
  );

  const refused = computed(() => {
    const failure = failureOf(form.submission.value);
    if (failure === null) return null;
    const field = fieldOf(failure);
    return { failure, field: field !== null && fields.value.includes(field) ? field : null };
  });

  return {
    choice,
    registration,
    mode,
    form,
    fields,
    refused,
    type(field, text) {
      form.set(field, text);
      if (field === 'id') hasOwnId = text !== '';
      if (field === 'displayName' && !hasOwnId) form.set('id', suggestId(text));
    },
    setMode(next) {
      wantedMode.value = next;
      form.clear();
    },
    submit: () =>
      form.submit(async (values) => {
        const id = normaliseId(values.id);
        switch (mode.value) {
          case 'sign-in':
            return asWrongPassword(await account.signIn({ id, password: values.password }));
          case 'recover': {
            const { recoveryCode, newPassword } = values;
            return account.recover({ id, recoveryCode, password: newPassword });
          }
          case 'create': {
            const result = await account.createAccount({
              id,
              displayName: values.displayName.trim(),
              password: values.password,
              ...(registration.value === 'invitation' && { invitation: values.invitation.trim() }),
            });
            if (!result.ok && result.code === 'invitation-required') invitationAsked.value = true;
            return result;
          }
          default:
            return assertNever(mode.value);
        }
      }),
  };
}

const mostCharacters = 32;
const leastCharacters = 3;

/**
 * The ID that a display name suggests: its letters and digits of ASCII in lower case, words joined by
 * dots, at most 32 characters. Empty where too little is left to make an ID.
 */
export function suggestId(displayName: string): string {
  const words = displayName
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const id = words.join('.').slice(0, mostCharacters).replace(/\.$/, '');
  return id.length < leastCharacters ? '' : id;
}
