/** A request that Chromium holds until it is answered: `Fetch.requestPaused`. */
export interface PausedRequest {
  readonly requestId: string;
  readonly request: {
    readonly url: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  readonly frameId: string;
  readonly resourceType: string;
  /** Set where this request follows a redirect. */
  readonly redirectedRequestId?: string;
}

/** A network request of a page. */
export interface PageRequest {
  /** On Chromium's side of `OriginMap`. */
  readonly url: string;
  readonly method: string;
  /** CDP `Network.ResourceType`. */
  readonly resourceType: string;
  readonly frameId: string;
}

/** How it is answered: the parameters of `Fetch.fulfillRequest` beside the id. */
export interface FulfilledRequest {
  readonly responseCode: number;
  readonly responseHeaders: readonly { readonly name: string; readonly value: string }[];
  /** Base64. */
  readonly body: string;
}
