import type { HttpRequest, IClock } from '../../src/core/ports';
import type { FakeReply } from './fake-http';

export type FakePerson = { readonly id: string; readonly title: string; readonly pin: string | null };
type Pin = { readonly text: string; readonly diesAt: number; token: string | null };

/** A service that issues codes, knows an account and its people. Its wire is made up and minimal. */
export class FakeIssuer {
  public pins: { [id: string]: Pin } = {};
  public issued = 0;
  public lifeMs = 900000;
  public people: readonly FakePerson[] = [{ id: 'ann', title: 'Ann', pin: null }];
  public tokens: { [token: string]: true } = {};
  /** True: a claim is handed out once, as TMDB does. */
  public isConsuming = false;

  constructor(private readonly _clock: IClock) {}

  /** The viewer links this code on the phone. */
  public claim(id: string, token = 'TOKEN-acct'): void {
    const pin = this.pins[id];
    if (pin !== undefined) {
      pin.token = token;
      this.tokens[token] = true;
    }
  }

  public serve(request: HttpRequest): FakeReply {
    const [, what = '', id = '', pin = ''] = request.url.split('/').slice(2);
    const token = request.headers['token'];
    switch (request.method + ' ' + what) {
      case 'POST codes':
        return this._issue();
      case 'GET codes':
        return this._look(id);
    }
    if (token === undefined || this.tokens[token] !== true) {
      return { status: 401 };
    }
    switch (request.method + ' ' + what) {
      case 'GET account':
        return { status: 200, body: { ...this._person(this.people[0]), many: this.people.length > 1 } };
      case 'GET people':
        return { status: 200, body: this.people.map((each) => this._person(each)) };
      case 'POST open':
        return this._open(id, pin);
      case 'DELETE account':
        delete this.tokens[token];
        return { status: 204 };
      default:
        return { status: 404 };
    }
  }

  private _issue(): FakeReply {
    const id = 'c' + ++this.issued;
    this.pins[id] = { text: id.toUpperCase(), diesAt: this._clock.now() + this.lifeMs, token: null };
    return { status: 201, body: { id, text: this.pins[id]?.text, lifeMs: this.lifeMs } };
  }

  private _look(id: string): FakeReply {
    const pin = this.pins[id];
    if (pin === undefined || this._clock.now() >= pin.diesAt) {
      return { status: 404 };
    }
    if (pin.token !== null && this.isConsuming) {
      delete this.pins[id];
    }
    return { status: 200, body: { token: pin.token, lifeMs: pin.diesAt - this._clock.now() } };
  }

  private _open(id: string, pin: string): FakeReply {
    const person = this.people.find((each) => each.id === id);
    if (person === undefined || (person.pin !== null && person.pin !== pin)) {
      return { status: 403 };
    }
    return { status: 200, body: this._person(person) };
  }

  private _person(person: FakePerson | undefined): object {
    return { id: person?.id, title: person?.title, thumb: null, guarded: person?.pin !== null };
  }
}
