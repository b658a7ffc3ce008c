import { ask, post } from '../ask';
import { startSimulator, type Simulator } from '../start';

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.stop());

type Seen = { readonly status: number; readonly text: string; readonly location: string | null };

/** A phone's browser, as far as forms and cookies go. */
function browser() {
  let cookie = '';
  const go = async (path: string, form?: Record<string, string>): Promise<Seen> => {
    const response = await fetch(simulator.urls.plex + path, {
      redirect: 'manual',
      headers: { cookie },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) })
    });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return {
      status: response.status,
      text: await response.text(),
      location: response.headers.get('location')
    };
  };
  const signIn = (person: string, next = '/link') => {
    return go('/sign-in', { login: person, password: `${person}-pass`, next });
  };
  return { go, signIn };
}

async function newPin(query = ''): Promise<{ id: number; code: string }> {
  return (await post(simulator, `/api/v2/pins${query}`)).body;
}

async function tokenOf(id: number): Promise<string | null> {
  return (await ask(simulator, `/api/v2/pins/${id}`)).body.authToken;
}

describe('the link page', () => {
  it('asks a stranger to sign in, and offers the people of the simulator', async () => {
    const { text } = await browser().go('/link');
    expect(text).toContain('<h1>Sign in</h1>');
    expect(text).toContain('value="noor"');
    expect(text).not.toContain('value="finn"');
  });

  it('links a code that was typed, in lower case as well', async () => {
    const phone = browser();
    const pin = await newPin();
    await phone.signIn('noor');
    const { status, text } = await phone.go('/link', { code: pin.code.toLowerCase() });
    expect([status, text.includes('Account linked')]).toEqual([200, true]);
    expect(await tokenOf(pin.id)).not.toBeNull();
  });

  it('has the code of a scanned picture filled in, after signing in as well', async () => {
    const phone = browser();
    const pin = await newPin();
    const scanned = `/link/?pin=${pin.code}`;
    expect((await phone.go(scanned)).text).toContain(`value="${scanned}"`);
    const { status, location } = await phone.signIn('ada', scanned);
    expect([status, location]).toEqual([303, scanned]);
    expect((await phone.go(scanned)).text).toContain(`value="${pin.code}"`);
  });

  it('says that a code is wrong and lets the person try again', async () => {
    const phone = browser();
    const pin = await newPin();
    await phone.signIn('ada');
    const wrong = await phone.go('/link', { code: '????' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('That code is not known');
    expect((await phone.go('/link', { code: pin.code })).status).toBe(200);
  });

  it('refuses long codes', async () => {
    const phone = browser();
    const pin = await newPin('?strong=true');
    await phone.signIn('ada');
    expect((await phone.go('/link', { code: pin.code })).status).toBe(422);
    expect(await tokenOf(pin.id)).toBeNull();
  });

  it('links nothing when the person denies', async () => {
    const phone = browser();
    const pin = await newPin();
    await phone.signIn('ada');
    expect((await phone.go('/link/deny', {})).text).toContain('Nothing was linked');
    expect(await tokenOf(pin.id)).toBeNull();
  });

  it('lets a stranger link nothing', async () => {
    const pin = await newPin();
    expect((await browser().go('/link', { code: pin.code })).status).toBe(303);
    expect(await tokenOf(pin.id)).toBeNull();
  });

  it('shows what was typed as text, never as markup', async () => {
    const phone = browser();
    const planted = '/link/?pin=%22%3E%3Cscript%3Ealert(1)%3C/script%3E';
    expect((await phone.go(planted)).text).not.toContain('<script>alert');
    await phone.signIn('ada');
    const { text } = await phone.go(planted);
    expect(text).toContain('&lt;script&gt;alert');
    expect(text).not.toContain('<script>alert');
  });
});

describe('signing in on the phone', () => {
  it('refuses a wrong password', async () => {
    const phone = browser();
    const { status, text } = await phone.go('/sign-in', { login: 'ada', password: 'wrong' });
    expect([status, text.includes('is wrong')]).toEqual([401, true]);
  });

  it('asks for the second factor before it lets anybody link', async () => {
    const phone = browser();
    const pin = await newPin();
    await phone.signIn('theo');
    expect((await phone.go('/link')).text).toContain('Verification code');
    await phone.go('/link', { code: pin.code });
    expect(await tokenOf(pin.id)).toBeNull();
    expect((await phone.go('/two-factor', { digits: '000000', next: '/link' })).status).toBe(401);
    expect((await phone.go('/two-factor', { digits: '246810', next: '/link' })).status).toBe(303);
    await phone.go('/link', { code: pin.code });
    expect(await tokenOf(pin.id)).not.toBeNull();
  });

  it('never sends anybody to another site', async () => {
    for (const next of ['https://evil.test/', '//evil.test/']) {
      expect((await browser().signIn('ada', next)).location).toBe('/link');
    }
  });

  it('can be undone', async () => {
    const phone = browser();
    await phone.signIn('ada');
    await phone.go('/sign-out', { next: '/link' });
    expect((await phone.go('/link')).text).toContain('<h1>Sign in</h1>');
  });
});

describe('the auth app', () => {
  const address = (code: string, more = '') => `/auth/continue?clientID=tv-1&code=${code}${more}`;

  it('reads its parameters from the fragment', async () => {
    const { text } = await browser().go('/auth');
    expect(text).toContain('location.hash');
    expect(text).toContain('/auth/continue?');
  });

  it('asks, and links a strong code when allowed', async () => {
    const phone = browser();
    const pin = await newPin('?strong=true');
    await phone.signIn('ada');
    const product = '&context%5Bdevice%5D%5Bproduct%5D=Couchkey%20TV';
    expect((await phone.go(address(pin.code, product))).text).toContain('Sign in to Couchkey TV?');
    expect((await phone.go(address(pin.code), {})).text).toContain('Account linked');
    expect(await tokenOf(pin.id)).not.toBeNull();
  });

  it('goes back to where the app asked to, once linked', async () => {
    const phone = browser();
    const pin = await newPin('?strong=true');
    await phone.signIn('ada');
    const forward = '&forwardUrl=http%3A%2F%2F127.0.0.1%3A1%2Fdone';
    expect((await phone.go(address(pin.code, forward), {})).location).toBe('http://127.0.0.1:1/done');
  });

  it('is unable to authorize a short code, and says so only after sign-in', async () => {
    const phone = browser();
    const pin = await newPin();
    expect((await phone.go(address(pin.code))).text).toContain('<h1>Sign in</h1>');
    await phone.signIn('ada');
    expect((await phone.go(address(pin.code))).text).toContain('unable to authorize this request');
    await phone.go(address(pin.code), {});
    expect(await tokenOf(pin.id)).toBeNull();
  });

  it('is unable to authorize a code for another client', async () => {
    const phone = browser();
    const pin = await newPin('?strong=true');
    await phone.signIn('ada');
    expect((await phone.go(`/auth/continue?clientID=tv-2&code=${pin.code}`)).status).toBe(422);
  });
});
