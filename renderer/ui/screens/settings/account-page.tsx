import { useModel } from '../../use-model.tsx';
import { LeavingSection } from './leaving-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { ProfileSection } from './profile-section.tsx';
import { RecoverySection } from './recovery-section.tsx';
import { SessionsSection } from './sessions-section.tsx';

/** The account: how others see it, its password, where it is signed in, and the way out. */
export function AccountPage() {
  const { account } = useModel();
  const session = account.session.value;
  if (session.phase !== 'signed-in') return null;
  return (
    <>
      <ProfileSection account={session.account} />
      <PasswordSection />
      <RecoverySection id={session.account.id} serverUrl={session.serverUrl} />
      <SessionsSection />
      <LeavingSection account={session.account} />
    </>
  );
}
