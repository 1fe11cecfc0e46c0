import type {
  EventName,
  EventPayload,
  RequestInput,
  RequestName,
  RequestResult,
} from '@tatap/protocol/signaling';
import type { Result } from '../result.ts';

/** The way to the server, as contacts use it. */
export interface ContactsPort {
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
  /** Never rejects. */
  request<N extends RequestName>(
    name: N,
    payload: RequestInput<N>,
  ): Promise<Result<RequestResult<N>>>;
}
