/** An access token as it is shared. */
export interface AccessToken {
  value: string;
  expiresAt: Date;
}

/** Where all processes of an account keep its one token. */
export interface TokenStore {
  load(): Promise<AccessToken | null>;
  /**
   * Runs `renew` alone among all processes, gives it what is kept by then, and keeps what it returns (up to 1,024
   * characters). What `renew` throws is thrown on, and nothing is changed.
   */
  exchange(renew: (kept: AccessToken | null) => Promise<AccessToken>): Promise<AccessToken>;
}

/** For one process alone. */
export function createMemoryTokenStore(): TokenStore {
  let kept: AccessToken | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  return {
    load: async () => kept,
    exchange(renew) {
      const next = turn.then(async () => {
        kept = await renew(kept);
        return kept;
      });
      turn = next.catch(() => {});
      return next;
    },
  };
}

/** WeChat answers with the next token when this little of the present one is left. */
const renewBeforeMs = 5 * 60_000;
/** WeChat forces no renewal sooner after another. */
const forceApartMs = 30_000;

export interface TokenSource {
  get(): Promise<string>;
  /** Replaces a token that WeChat has refused; whoever was first has done it for everyone. */
  replace(refused: string): Promise<string>;
}

/**
 * The account's token, renewed before it expires, one renewal at a time.
 * @param ask calls `stable_token`, which gives every caller the same token unless it is forced
 */
export function createTokenSource(
  store: TokenStore,
  ask: (force: boolean) => Promise<AccessToken>,
  now: () => Date,
): TokenSource {
  let held: AccessToken | null = null;
  let renewing: Promise<string> | null = null;
  let forcedAt = 0;

  const isFresh = (token: AccessToken | null): token is AccessToken =>
    token !== null && token.expiresAt.getTime() - now().getTime() > renewBeforeMs;

  async function renew(refused: string | null): Promise<string> {
    held = await store.exchange(async (kept) => {
      if (isFresh(kept) && kept.value !== refused) return kept;
      const given = await ask(false);
      if (given.value !== refused) return given;
      const at = now().getTime();
      if (at - forcedAt < forceApartMs) return given;
      forcedAt = at;
      return ask(true);
    });
    return held.value;
  }

  function alone(refused: string | null): Promise<string> {
    renewing ??= renew(refused).finally(() => {
      renewing = null;
    });
    return renewing;
  }

  return {
    async get() {
      if (isFresh(held)) return held.value;
      const kept = await store.load();
      if (!isFresh(kept)) return alone(null);
      held = kept;
      return kept.value;
    },
    async replace(refused) {
      if (held && held.value !== refused && isFresh(held)) return held.value;
      return alone(refused);
    },
  };
}
