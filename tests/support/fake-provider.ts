import { failureOf } from '../../src/core/model/failure';
import type { FailureCode } from '../../src/core/model/failure';
import type { ProviderId } from '../../src/core/model/config';
import type { Code, Person, SignIn } from '../../src/core/model/session-state';
import type { CodeAnswer, HttpReply, IProvider, Known, Ports, Restored, Written } from '../../src/core/ports';

type Stored = { readonly token: string; readonly signIn: SignIn | null };

const REFUSALS: { readonly [status: number]: FailureCode } = {
  401: 'issuerRefused',
  403: 'profilePinWrong',
  404: 'codeGone',
  429: 'busy'
};

/** A provider over the fake issuer's wire, as fieldless as the real ones. */
export class FakeProvider implements IProvider {
  constructor(
    private readonly _ports: Ports,
    private readonly _id: ProviderId,
    public readonly hasServers: boolean
  ) {}

  public async restore(): Promise<Restored> {
    const stored = await this._ports.vault.read(this._id);
    if (stored !== null) {
      const { signIn } = this._parse(stored);
      return signIn === null
        ? { kind: 'claimed', remembered: true }
        : { kind: 'signedIn', signIn, remembered: true };
    }
    const pending = await this._ports.vault.read(this._id + '.code');
    return pending === null ? { kind: 'nothing' } : { kind: 'code', code: this._code(JSON.parse(pending)) };
  }

  public async requestCode(): Promise<Code> {
    const wire = await this._send('POST', 'codes');
    await this._ports.vault.write(this._id + '.code', JSON.stringify(wire));
    return this._code(wire as { id: string; text: string; lifeMs: number });
  }

  public async checkCode(codeId: string): Promise<CodeAnswer> {
    const wire = await this._send('GET', 'codes/' + codeId).catch((reason) => {
      if (reason.code === 'codeGone') {
        return null;
      }
      throw reason;
    });
    if (wire === null) {
      return { kind: 'gone' };
    }
    if (wire['token'] === null) {
      return { kind: 'pending', lifeMs: wire['lifeMs'] as number };
    }
    const { durable } = await this._keep({ token: String(wire['token']), signIn: null });
    await this._ports.vault.remove(this._id + '.code');
    return { kind: 'granted', remembered: durable };
  }

  public async acceptToken(token: string): Promise<Written> {
    await this._send('GET', 'account', token);
    return this._keep({ token, signIn: null });
  }

  public async loadAccount(): Promise<Known> {
    const { token } = await this._stored();
    const wire = await this._send('GET', 'account', token);
    const account = personOf(wire);
    const signIn = this._signIn(account, account, wire['many'] === true);
    return { signIn, remembered: (await this._keep({ token, signIn })).durable };
  }

  public async confirmAccount(): Promise<void> {
    await this._send('GET', 'account', (await this._stored()).token);
  }

  public async listProfiles(): Promise<readonly Person[]> {
    const wire = await this._send('GET', 'people', (await this._stored()).token);
    return (wire as unknown as { [name: string]: unknown }[]).map(personOf);
  }

  public async openProfile(profileId: string, pin: string | null): Promise<Known> {
    const { token, signIn } = await this._stored();
    const profile = personOf(await this._send('POST', 'open/' + profileId + '/' + (pin ?? ''), token));
    const next = this._signIn((signIn as SignIn).account, profile, true);
    return { signIn: next, remembered: (await this._keep({ token, signIn: next })).durable };
  }

  public async revoke(): Promise<void> {
    await this._send('DELETE', 'account', (await this._stored()).token);
  }

  private _signIn(account: Person, profile: Person, hasProfiles: boolean): SignIn {
    const key = [this._id, account.id, profile.id].join('/');
    return { key, provider: this._id, account, profile, hasServers: this.hasServers, hasProfiles };
  }

  private _code(wire: { id: string; text: string; lifeMs: number }): Code {
    const expiresAt = this._ports.clock.now() + wire.lifeMs;
    return { id: wire.id, text: wire.text, link: 'link:' + wire.text, expiresAt };
  }

  private async _stored(): Promise<Stored> {
    const text = await this._ports.vault.read(this._id);
    if (text === null) {
      throw failureOf('storage');
    }
    return this._parse(text);
  }

  private _parse(text: string): Stored {
    try {
      return JSON.parse(text) as Stored;
    } catch {
      throw failureOf('storage');
    }
  }

  private _keep(stored: Stored): Promise<Written> {
    return this._ports.vault.write(this._id, JSON.stringify(stored));
  }

  private async _send(method: string, path: string, token?: string): Promise<{ [name: string]: unknown }> {
    const headers: { [name: string]: string } = token === undefined ? {} : { token };
    const url = 'fake://' + this._id + '/' + path;
    const reply = await this._ports.http.send({ method, url, headers, timeoutMs: 10000 });
    if (reply.status > 299) {
      throw failureFor(reply);
    }
    return reply.text === '' ? {} : JSON.parse(reply.text);
  }
}

function failureFor(reply: HttpReply): ReturnType<typeof failureOf> {
  const retryAfter = reply.header('Retry-After');
  return failureOf(
    REFUSALS[reply.status] ?? 'serviceDown',
    reply.status,
    retryAfter === null ? undefined : Number(retryAfter) * 1000
  );
}

function personOf(wire: { [name: string]: unknown }): Person {
  return {
    id: String(wire['id']),
    title: String(wire['title']),
    thumb: null,
    guarded: wire['guarded'] === true
  };
}
