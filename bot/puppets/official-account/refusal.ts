/** A request that isn't WeChat's, or not whole: answered with `status` and nothing of why; the log has the reason. */
export class Refusal extends Error {
  readonly status: 400 | 403 | 405 | 413;

  constructor(status: Refusal['status'], reason: string) {
    super(reason);
    this.name = 'Refusal';
    this.status = status;
  }
}
