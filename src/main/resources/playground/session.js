import { claimsOf, Oidc } from './oidc.js';
import { Store } from './store.js';

const TOKENS = 'marquee:tokens';
const PENDING = 'marquee:pending-sign-in';
const EARLY_MS = 30_000;
const ROLES = ['ADMIN', 'ORGANIZER', 'USER'];

const home = () => `${location.origin}/`;

function personOf(tokens) {
  const claims = claimsOf(tokens.access_token);
  const about = claimsOf(tokens.id_token);
  return {
    name: about.name ?? about.preferred_username ?? about.email,
    email: about.email ?? '',
    role: ROLES.find((role) => claims.realm_access?.roles?.includes(role.toLowerCase())) ?? 'USER',
  };
}

/** Who is signed in; keeps the token fresh for as long as the tab lives. */
export class Session {
  person = new Store(null);
  problem = new Store(null);
  #oidc;
  #tokens = null;
  #timer;
  #refreshing = null;

  constructor(config) {
    this.#oidc = new Oidc(config);
  }

  /** Takes up a sign-in that comes back from the issuer, or one that this tab had before it was reloaded. */
  async resume() {
    const answer = new URLSearchParams(location.search);
    if (answer.has('state')) {
      await this.#comeBack(answer);
      return;
    }
    const kept = JSON.parse(sessionStorage.getItem(TOKENS) ?? 'null');
    if (kept) {
      this.#accept(kept);
      await this.token();
    }
  }

  async signIn() {
    await this.#try(async () => {
      const { url, kept } = await this.#oidc.begin(home());
      sessionStorage.setItem(PENDING, JSON.stringify(kept));
      location.assign(url);
    });
  }

  async signOut() {
    const idToken = this.#tokens?.id_token;
    this.#forget();
    await this.#try(async () => location.assign(await this.#oidc.endUrl(idToken, home())));
  }

  /** A token that is still good for a while; null when nobody is signed in. */
  async token() {
    if (this.#tokens && this.#tokens.ends - Date.now() < EARLY_MS) {
      await this.refresh();
    }
    return this.#tokens?.access_token ?? null;
  }

  /** Fetches new tokens; false when the sign-in has ended. */
  refresh() {
    this.#refreshing ??= this.#refreshNow().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  async #refreshNow() {
    const refreshToken = this.#tokens?.refresh_token;
    if (!refreshToken) {
      return false;
    }
    try {
      this.#accept(stamped(await this.#oidc.refresh(refreshToken)));
      return true;
    } catch (error) {
      if (error.refused) {
        this.#forget();
      }
      this.problem.set(`The sign-in could not be renewed: ${error.message}`);
      return false;
    }
  }

  async #comeBack(answer) {
    history.replaceState(null, '', '/');
    const kept = JSON.parse(sessionStorage.getItem(PENDING) ?? 'null');
    sessionStorage.removeItem(PENDING);
    await this.#try(async () => this.#accept(stamped(await this.#oidc.finish(answer, kept))));
  }

  #accept(tokens) {
    this.#tokens = tokens;
    sessionStorage.setItem(TOKENS, JSON.stringify(tokens));
    this.problem.set(null);
    this.person.set(personOf(tokens));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.refresh(), Math.max(tokens.ends - Date.now() - EARLY_MS, 1_000));
  }

  #forget() {
    clearTimeout(this.#timer);
    this.#tokens = null;
    sessionStorage.removeItem(TOKENS);
    this.person.set(null);
  }

  async #try(action) {
    try {
      await action();
    } catch (error) {
      this.problem.set(error.message);
    }
  }
}

const stamped = (tokens) => ({ ...tokens, ends: Date.now() + tokens.expires_in * 1000 });
