export interface EpicorRequest {
  readonly method: string;
  /** Path and query as they were sent, still encoded. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** "http://127.0.0.1:4020" */
  readonly origin: string;
}

export interface EpicorReply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}
