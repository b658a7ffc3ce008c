import { composeWorld, type World } from '../../src/compose';

type Sent = { readonly url: string; readonly headers: { readonly [name: string]: string } };

const sent: Sent[] = [];

/** A network that notes what is asked and never answers. */
class DeafRequest {
  private _url = '';
  private readonly _headers: { [name: string]: string } = {};

  public open(_method: string, url: string): void {
    this._url = url;
  }

  public setRequestHeader(name: string, value: string): void {
    this._headers[name] = value;
  }

  public send(): void {
    sent.push({ url: this._url, headers: this._headers });
  }

  public abort(): void {
    return;
  }
}

async function until(is: () => boolean): Promise<void> {
  for (let tries = 0; !is() && tries < 200; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

HTMLCanvasElement.prototype.getContext = () => null;

describe('the world of a browser', () => {
  let world: World;

  beforeAll(async () => {
    Object.assign(window, { XMLHttpRequest: DeafRequest });
    const kiosk = { idleMs: 90_000, target: { url: 'https://kiosk.example', message: 'Welcome' } };
    world = composeWorld({ plex: { plexUrl: 'https://plex.example' }, kiosk });
    world.session.start();
    await until(() => sent.length > 0 && world.session.state.settings.known);
  });

  afterAll(() => world.session.stop());

  it('asks for a code unasked, where nobody is known and there is one service', () => {
    expect(world.session.state.auth.kind).toBe('requestingCode');
  });

  it('tells plex.tv the name that the viewer gave the set, from the next question on', async () => {
    const { session } = world;
    const settings = { ...session.state.settings.values, deviceName: 'Kitchen TV' };
    session.send({ type: 'changeSettings', settings });
    session.send({ type: 'cancel' });
    await until(() => session.state.auth.kind === 'signedOut');
    session.send({ type: 'signIn', provider: 'plex' });
    await until(() => sent.length > 1);
    expect(sent[1]?.headers['X-Plex-Device-Name']).toBe('Kitchen TV');
    session.send({ type: 'cancel' });
  });

  it('is a kiosk as its operator set it', () => {
    expect(world.session.state.config).toMatchObject({
      kiosk: true,
      idleMs: 90_000,
      target: { url: 'https://kiosk.example', message: 'Welcome' }
    });
  });

  it('has keys before anybody else hears of them', () => {
    const heard: number[] = [];
    window.addEventListener('keydown', (event) => heard.push(event.keyCode));
    const press = (): boolean =>
      window.dispatchEvent(new KeyboardEvent('keydown', { keyCode: 13, cancelable: true } as object));
    expect([press(), press(), heard]).toEqual([false, false, [13]]);
  });

  it('writes what nobody caught into its log', () => {
    window.dispatchEvent(new ErrorEvent('error', { message: 'torn' }));
    expect(world.report(0).log.filter((line) => line.includes('uncaught'))).toHaveLength(1);
  });
});
