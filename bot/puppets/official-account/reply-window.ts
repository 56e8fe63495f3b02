/** How the callback's request is answered. */
export type WindowOutcome =
  | { type: 'text'; text: string }
  /** Taken; what there is to say comes by another way. */
  | { type: 'taken' }
  /** Not written down: WeChat should ask again. */
  | { type: 'failed' };

/**
 * The few seconds in which WeChat waits for the answer to a message. What is ready goes back in the answer itself;
 * whatever happens, there is an answer before WeChat gives up.
 */
export class ReplyWindow {
  readonly outcome: Promise<WindowOutcome>;
  #settle: (outcome: WindowOutcome) => void = () => {};
  #open = true;
  #accepted = false;
  #written: (ok: boolean) => void = () => {};
  readonly #timer: NodeJS.Timeout;

  /** @param onLate called when time ran out with the message accepted and nothing said */
  constructor(ms: number, onLate: () => void) {
    this.outcome = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.#timer = setTimeout(() => {
      if (this.#open && this.#accepted) onLate();
      this.#close({ type: this.#accepted ? 'taken' : 'failed' });
    }, ms);
  }

  get isOpen(): boolean {
    return this.#open;
  }

  #close(outcome: WindowOutcome): void {
    if (!this.#open) return;
    this.#open = false;
    clearTimeout(this.#timer);
    this.#settle(outcome);
  }

  /** Answers with this text; resolves with whether it reached the other side. */
  say(text: string): Promise<boolean> {
    if (!this.#open) return Promise.resolve(false);
    return new Promise((resolve) => {
      this.#written = resolve;
      this.#close({ type: 'text', text });
    });
  }

  /** The message is written down: from here on the answer need not wait. */
  accept(): void {
    this.#accepted = true;
  }

  /** There is nothing more to say to it. */
  finish(): void {
    this.#close({ type: 'taken' });
  }

  /** It could not be written down. */
  fail(): void {
    this.#close({ type: this.#accepted ? 'taken' : 'failed' });
  }

  /** Told by the HTTP server when the answer has been written, or the other side has gone. */
  written(ok: boolean): void {
    this.#close({ type: 'failed' });
    this.#written(ok);
  }
}

/** The open windows of each citizen. */
export class ReplyWindows {
  readonly #byCitizen = new Map<string, Set<ReplyWindow>>();

  add(openId: string, window: ReplyWindow): void {
    const windows = this.#byCitizen.get(openId) ?? new Set();
    windows.add(window);
    this.#byCitizen.set(openId, windows);
    void window.outcome.then(() => {
      windows.delete(window);
      if (windows.size === 0 && this.#byCitizen.get(openId) === windows) this.#byCitizen.delete(openId);
    });
  }

  /** The newest: of a repeated message, the one that WeChat still listens to. */
  newest(openId: string): ReplyWindow | null {
    return [...(this.#byCitizen.get(openId) ?? [])].findLast((window) => window.isOpen) ?? null;
  }
}
