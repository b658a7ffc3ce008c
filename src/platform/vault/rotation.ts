import { classOf } from '../../core/vault/records';
import type { ICipher } from '../../core/vault/store';
import type { Keeper } from './keeper';
import type { Place } from './gather';

/** Seals every account record under a new key; the old ones go only when nothing needs them any more. */
export function rotateKeys(keeper: Keeper): Promise<boolean> {
  return eachCipher(keeper, (cipher): Promise<void> => cipher.renewKey())
    .then((): Promise<readonly string[]> => keeper.names())
    .then((names): Promise<readonly boolean[]> => {
      const sealed = names.filter((name): boolean => classOf(name) === 'account');
      return sealed.reduce<Promise<readonly boolean[]>>(
        (before, name) => before.then((all) => resealBoth(keeper, name).then((isDone) => all.concat(isDone))),
        Promise.resolve([])
      );
    })
    .then((results): boolean | Promise<boolean> =>
      results.indexOf(false) >= 0
        ? false
        : eachCipher(keeper, (cipher): Promise<void> => cipher.dropKeys('old')).then((): boolean => true)
    );
}

/** Something for each lock in use, one failure failing all. */
export function eachCipher(keeper: Keeper, work: (cipher: ICipher) => Promise<void>): Promise<void> {
  const runs = keeper.places.map((place: Place): Promise<void> => {
    const cipher = place.shelf.plan.cipher;
    return cipher === null ? Promise.resolve() : place.calm.run((): Promise<void> => work(cipher));
  });
  return Promise.all(runs).then((): void => undefined);
}

/** Writing twice replaces both slots. */
function resealBoth(keeper: Keeper, name: string): Promise<boolean> {
  return keeper.find(name).then(({ verdict }): boolean | Promise<boolean> => {
    if (verdict.kind !== 'text') {
      return verdict.kind === 'nothing';
    }
    return keeper
      .write(name, verdict.text)
      .then((first): boolean | Promise<boolean> =>
        first.everywhere
          ? keeper.write(name, verdict.text).then((second): boolean => second.everywhere)
          : false
      );
  });
}
