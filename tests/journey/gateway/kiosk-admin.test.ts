// promises: T7
/** The kiosk's own module looks after a real gateway: set-up, PIN, tables, changes, hand-over. */
import { GatewayAdmin } from '../../../src/modules/gateway';
import { ADMIN_WORDS } from '../../../src/gateway/words/admin-words';
import { LANGUAGES } from '../../../src/ui/texts/languages';
import { secretOf } from '../../../src/core/model/secret';
import { startSimulator, type Simulator } from '../../simulator/start';
import { screenAt, towards, type GatewayScreen } from '../../support/gateway-provider-world';
import { testGateway, type TestGateway } from '../../support/gateway-world';
import type { AdminAnswer, AdminRow } from '../../../src/core/model/admin-state';
import type { GatewayFacts } from '../../../src/modules/gateway';

jest.setTimeout(60_000);

const PIN = secretOf('4711');
let sim: Simulator;
let gateway: TestGateway;

beforeEach(async () => {
  sim = await startSimulator();
  gateway = await testGateway({ ...towards(sim), COUCHKEY_TARGET_URL: 'https://media.example.org/in' });
});
afterEach(async () => {
  await gateway.stop();
  await sim.stop();
});

async function signedIn(person: string): Promise<GatewayScreen> {
  const screen = screenAt(gateway.url);
  const code = await screen.provider().requestCode();
  expect(sim.phone.twoFactor(code.text, person)).toMatchObject({ ok: true });
  while ((await screen.provider().checkCode(code.id)).kind === 'pending');
  await screen.provider().loadAccount();
  return screen;
}

function adminOf(screen: GatewayScreen) {
  const facts: GatewayFacts[] = [];
  const gone: string[] = [];
  const context = { ...screen.context, onFacts: (told: GatewayFacts) => void facts.push(told) };
  return { facts, gone, admin: new GatewayAdmin(context, (url) => void gone.push(url)) };
}

const setupCode = (): string => /set-up code (\S+)/.exec(gateway.said().join('\n'))?.[1] ?? '';

function rowsOf(answer: AdminAnswer): readonly AdminRow[] {
  if (answer.kind !== 'listed') throw new Error(JSON.stringify(answer));
  return answer.rows;
}

it('makes an admin of whoever knows the code, shows the tables after the PIN, and changes what they hold', async () => {
  await signedIn('theo');
  const { admin, facts, gone } = adminOf(await signedIn('ada'));
  const wrong = await admin.ask({ what: 'setUp', code: secretOf('AAAA-BBBB-CCCC-DDDD'), pin: PIN });
  expect(wrong).toEqual({ kind: 'refused', why: 'codeWrong' });
  expect(await admin.ask({ what: 'setUp', code: secretOf(setupCode()), pin: PIN })).toEqual({ kind: 'done' });
  expect(facts.pop()).toMatchObject({
    config: { capabilities: { admin: true, setup: false, handover: true } }
  });

  const people = rowsOf(await admin.ask({ what: 'list', table: 'users', after: null }));
  const ada = people.find(({ flags }) => flags.includes('admin'));
  const theo = people.find(({ flags }) => !flags.includes('admin'));
  expect(theo?.acts).toEqual(['makeAdmin', 'disable', 'remove']);
  const removeSelf = await admin.ask({ what: 'act', act: 'remove', id: ada?.id ?? '' });
  expect(removeSelf).toEqual({ kind: 'refused', why: 'lastAdmin' });
  expect(await admin.ask({ what: 'act', act: 'disable', id: theo?.id ?? '' })).toEqual({ kind: 'done' });
  const now = rowsOf(await admin.ask({ what: 'list', table: 'users', after: null })).find(
    ({ id }) => id === theo?.id
  );
  expect(now).toMatchObject({ flags: ['disabled'], acts: ['makeAdmin', 'enable', 'remove'] });

  const screens = rowsOf(await admin.ask({ what: 'list', table: 'sessions', after: null }));
  expect(screens.filter(({ flags }) => flags.includes('mine'))).toHaveLength(1);
  const log = rowsOf(await admin.ask({ what: 'list', table: 'audit', after: null }));
  expect(log.map(({ title }) => title)).toEqual(
    expect.arrayContaining(['setupClaimed', 'signIn', 'userChanged'])
  );

  expect(await admin.ask({ what: 'handOver' })).toEqual({ kind: 'done' });
  expect(gone[0]).toMatch(/^https:\/\/media\.example\.org\/in\?couchkey_code=[\w-]+$/);
});

it('reads a table of any length page by page, each line once', async () => {
  const { admin } = adminOf(await signedIn('ada'));
  await admin.ask({ what: 'setUp', code: secretOf(setupCode()), pin: PIN });
  const { audit } = gateway.world.house.stores;
  for (let n = 0; n < 120; n += 1) {
    await audit.append({
      ...{ at: Date.now(), event: 'signOut', outcome: 'ok', userId: null, sessionId: null },
      ...{ address: '', agent: '', screenName: '', unusual: false, detail: `line ${n}` }
    });
  }
  const rows: AdminRow[] = [];
  let after: string | null = null;
  do {
    const answer: AdminAnswer = await admin.ask({ what: 'list', table: 'audit', after });
    rows.push(...rowsOf(answer));
    after = answer.kind === 'listed' ? answer.next : null;
  } while (after !== null);
  const lines = rows.map(({ facts }) => facts[0] ?? '').filter((fact) => /^line /.test(fact));
  expect(lines).toHaveLength(120);
  expect(new Set(lines).size).toBe(120);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
});

it('says what its pages say in every language of the screens', async () => {
  const { admin } = adminOf(await signedIn('ada'));
  const answer = await admin.ask({ what: 'words' });
  expect(answer).toEqual({ kind: 'worded', words: ADMIN_WORDS });
  expect(Object.keys(ADMIN_WORDS).sort()).toEqual(LANGUAGES.map(({ code }) => code).sort());
});

it('asks for the PIN on a screen that has not given it, and tells a wrong one', async () => {
  const first = adminOf(await signedIn('ada')).admin;
  await first.ask({ what: 'setUp', code: secretOf(setupCode()), pin: PIN });
  const other = adminOf(await signedIn('ada')).admin;
  expect(await other.ask({ what: 'list', table: 'audit', after: null })).toEqual({
    kind: 'refused',
    why: 'pinNeeded'
  });
  expect(await other.ask({ what: 'unlock', pin: secretOf('0000') })).toEqual({
    kind: 'refused',
    why: 'pinWrong'
  });
  expect(await other.ask({ what: 'unlock', pin: PIN })).toEqual({ kind: 'done' });
  expect(rowsOf(await other.ask({ what: 'list', table: 'audit', after: null })).length).toBeGreaterThan(0);
});
