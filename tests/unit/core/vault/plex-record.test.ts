import fc from 'fast-check';
import { readPlexRecord, writePlexRecord } from '../../../../src/core/vault/plex-record';
import type { PlexRecord } from '../../../../src/core/vault/plex-record';

const person = fc.record({
  id: fc.string({ minLength: 1 }),
  title: fc.string(),
  thumb: fc.option(fc.string({ minLength: 1 })),
  guarded: fc.boolean()
});
const signIn = fc.record({
  key: fc.string({ minLength: 1 }),
  provider: fc.constant('plex' as const),
  account: person,
  profile: person,
  hasServers: fc.boolean(),
  hasProfiles: fc.boolean()
});
const record: fc.Arbitrary<PlexRecord> = fc.record({
  version: fc.constant(1 as const),
  accountToken: fc.string({ minLength: 1 }),
  issuedAt: fc.option(fc.nat()),
  signIn: fc.option(signIn),
  profileToken: fc.option(fc.string({ minLength: 1 }))
});
const withoutGuard = record.filter((each) =>
  each.signIn === null ? each.profileToken === null : !each.signIn.profile.guarded
);
const thrownBy = (text: string): unknown => {
  try {
    return readPlexRecord(text);
  } catch (thrown) {
    return thrown;
  }
};

describe('the record of a Plex sign-in', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(withoutGuard, (each) => expect(readPlexRecord(writePlexRecord(each))).toEqual(each))
    );
  });

  it('never carries the token of a guarded profile, neither written nor read', () => {
    const guardedOne = fc.record({
      base: record,
      who: signIn,
      secret: fc.uuid()
    });
    fc.assert(
      fc.property(guardedOne, ({ base, who, secret }) => {
        const guarded = { ...who, profile: { ...who.profile, guarded: true } };
        const risky = { ...base, signIn: guarded, profileToken: secret };
        expect(writePlexRecord(risky)).not.toContain(secret);
        expect(readPlexRecord(JSON.stringify(risky)).profileToken).toBeNull();
      })
    );
  });

  it('keeps the token when the person beside it cannot be read', () => {
    const torn = JSON.stringify({
      version: 1,
      accountToken: 'T',
      signIn: { key: 'k', account: null },
      profileToken: 'P'
    });
    expect(readPlexRecord(torn)).toMatchObject({ accountToken: 'T', signIn: null, profileToken: null });
  });

  it.each([
    '',
    'null',
    '[]',
    '"T"',
    '{}',
    '{"version":1}',
    '{"version":1,"accountToken":null}',
    '{"version":2,"accountToken":"T"}',
    '{"version":1,"accou'
  ])('says storage, and nothing else, of %p', (text) => expect(thrownBy(text)).toEqual({ code: 'storage' }));
});
