import { useModel } from '../../use-model.tsx';

/** Whether the server is there: without it nobody can be called or asked anything. */
export function useOnline(): boolean {
  const session = useModel().account.session.value;
  return session.phase === 'signed-in' && session.connection.state === 'online';
}
