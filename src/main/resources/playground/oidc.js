const base64Url = (bytes) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const randomText = () => base64Url(crypto.getRandomValues(new Uint8Array(32)));

async function challengeOf(verifier) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return base64Url(new Uint8Array(digest));
}

/** The claims of a token that came straight from the issuer. */
export function claimsOf(token) {
  const payload = token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
  const bytes = Uint8Array.from(atob(payload), (letter) => letter.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

/** Authorization code with PKCE (S256) against an OpenID Connect issuer. */
export class Oidc {
  #issuer;
  #clientId;
  #metadata;

  constructor({ issuer, clientId }) {
    this.#issuer = issuer.replace(/\/$/, '');
    this.#clientId = clientId;
  }

  /** Where to send the browser, and what to keep until it comes back. */
  async begin(redirectUri) {
    if (!crypto.subtle) {
      throw new Error('Sign-in needs https, or http on localhost.');
    }
    const { authorization_endpoint: endpoint } = await this.#discover();
    const kept = { state: randomText(), nonce: randomText(), verifier: randomText(), redirectUri };
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: this.#clientId,
      redirect_uri: redirectUri,
      scope: 'openid profile email',
      state: kept.state,
      nonce: kept.nonce,
      code_challenge: await challengeOf(kept.verifier),
      code_challenge_method: 'S256',
    });
    return { url: `${endpoint}?${query}`, kept };
  }

  /** Tokens for the code that the browser came back with. */
  async finish(answer, kept) {
    if (!kept || answer.get('state') !== kept.state) {
      throw new Error('This sign-in was not started here. Please sign in again.');
    }
    if (answer.has('error')) {
      throw new Error(answer.get('error_description') ?? answer.get('error'));
    }
    const tokens = await this.#tokens({
      grant_type: 'authorization_code',
      code: answer.get('code'),
      redirect_uri: kept.redirectUri,
      code_verifier: kept.verifier,
    });
    if (claimsOf(tokens.id_token).nonce !== kept.nonce) {
      throw new Error('The answer belongs to another sign-in. Please sign in again.');
    }
    return tokens;
  }

  refresh(refreshToken) {
    return this.#tokens({ grant_type: 'refresh_token', refresh_token: refreshToken });
  }

  async endUrl(idToken, returnTo) {
    const { end_session_endpoint: endpoint } = await this.#discover();
    const query = new URLSearchParams({ id_token_hint: idToken, post_logout_redirect_uri: returnTo });
    return `${endpoint}?${query}`;
  }

  async #tokens(parameters) {
    const { token_endpoint: endpoint } = await this.#discover();
    const response = await fetch(endpoint, {
      method: 'POST',
      body: new URLSearchParams({ client_id: this.#clientId, ...parameters }),
    });
    const body = await response.json();
    if (!response.ok) {
      throw Object.assign(new Error(body.error_description ?? body.error), { refused: true });
    }
    return body;
  }

  async #discover() {
    this.#metadata ??= await fetch(`${this.#issuer}/.well-known/openid-configuration`).then((response) => {
      if (!response.ok) {
        throw new Error(`The identity provider answers ${response.status}.`);
      }
      return response.json();
    });
    return this.#metadata;
  }
}
