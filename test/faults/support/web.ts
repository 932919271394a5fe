import { randomBytes } from 'node:crypto';
import { freePort, waitUntil } from '../../../scripts/lib/processes';
import { Program } from './program';

export type Answer = { status: number; headers: Headers; json: unknown; millis: number };

/** The web server as built for production, with the requests that a test makes of it. */
export class WebServer {
  readonly address: string;
  readonly program: Program;
  readonly #key: string;

  private constructor(address: string, program: Program, key: string) {
    this.address = address;
    this.program = program;
    this.#key = key;
  }

  /** On a free port, or on the one given, where an earlier one was killed. `checkout`: where its build is, unless here. */
  static async start(
    env: Record<string, string>,
    apiKey: string,
    givenPort?: number,
    checkout?: string,
  ): Promise<WebServer> {
    const port = givenPort ?? (await freePort());
    const address = `http://127.0.0.1:${port}`;
    const settings = {
      NODE_ENV: 'production',
      AUTH_SECRET: randomBytes(32).toString('hex'),
      BASE_URL: address,
      DEMO_MODE: 'false',
      LOG_LEVEL: 'warn',
      ...env,
    };
    const program = new Program('next', ['start', '-p', String(port), '-H', '127.0.0.1'], settings, checkout);
    const web = new WebServer(address, program, apiKey);
    await waitUntil(() => web.isUp(), 60_000, 'the web server');
    return web;
  }

  async isUp(): Promise<boolean> {
    if (this.program.hasEnded) throw new Error(`The web server ended:\n${this.program.output}`);
    return (await fetch(`${this.address}/api/health`).catch(() => undefined))?.ok === true;
  }

  /** With the key, or as whoever the cookie of {@link signIn} belongs to. */
  async get(path: string, cookie?: string): Promise<Answer> {
    return this.#ask(path, { headers: this.#identity(cookie) });
  }

  async post(path: string, body: object): Promise<Answer> {
    return this.#send('POST', path, body, this.#identity());
  }

  async put(path: string, body: object, cookie?: string): Promise<Answer> {
    return this.#send('PUT', path, body, this.#identity(cookie));
  }

  /** The cookie of a new session. */
  async signIn(email: string, password: string): Promise<string> {
    const answer = await this.#send('POST', '/api/auth/sign-in/email', { email, password }, { origin: this.address });
    if (answer.status !== 200) throw new Error(`Signing in was answered ${answer.status}.`);
    return answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0] ?? '')
      .join('; ');
  }

  /** Follows the live channel; `heard` is all it said so far. */
  async listen(): Promise<{ heard(): string; stop(): void }> {
    const controller = new AbortController();
    const response = await fetch(`${this.address}/api/live`, {
      headers: { 'x-api-key': this.#key },
      signal: controller.signal,
    });
    if (!response.ok || response.body === null) throw new Error(`The live channel answered ${response.status}.`);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const follow = async () => {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        text += value;
      }
    };
    follow().catch(() => undefined); // ended by the test
    return { heard: () => text, stop: () => controller.abort() };
  }

  #identity(cookie?: string): Record<string, string> {
    return cookie === undefined ? { 'x-api-key': this.#key } : { cookie, origin: this.address };
  }

  async #send(method: string, path: string, body: object, headers: Record<string, string>): Promise<Answer> {
    return this.#ask(path, {
      method,
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
  }

  async #ask(path: string, init: RequestInit): Promise<Answer> {
    const startedAt = performance.now();
    const response = await fetch(`${this.address}${path}`, {
      ...init,
      signal: AbortSignal.timeout(60_000),
    });
    const json: unknown = await response.json();
    return { status: response.status, headers: response.headers, json, millis: performance.now() - startedAt };
  }
}
