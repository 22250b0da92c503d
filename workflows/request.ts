import type { Confirmation, Retry } from './contract';

/** What a person asked for beyond "go on"; it holds until the record is settled. */
export interface Request {
  readonly retry: boolean;
  readonly applyDate?: string;
  readonly confirmed: readonly Confirmation[];
}

export const nothingAsked: Request = { retry: false, confirmed: [] };

/** What holds after another `retry`: its date instead of an earlier one, its confirmation beside the earlier ones. */
export function withAsked(request: Request, { applyDate, confirm }: Retry): Request {
  return {
    retry: true,
    applyDate: applyDate ?? request.applyDate,
    confirmed: confirm ? [...request.confirmed, confirm] : request.confirmed,
  };
}
