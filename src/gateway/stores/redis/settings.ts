import type { ISettingsStore } from '../ports';
import type { Context } from './context';

const WRITE_IF_ABSENT = `
redis.call('HSETNX', P .. 'settings', ARGV[2], ARGV[3])
return redis.call('HGET', P .. 'settings', ARGV[2])`;

/** Facts of this gateway group in Redis. */
export function settingsIn({ ask, text, prefix }: Context): ISettingsStore {
  const key = `${prefix}settings`;
  return {
    read: (name) => ask('setting.read', (redis) => redis.hget(key, name)),
    write: async (name, value) => void (await ask('setting.write', (redis) => redis.hset(key, name, value))),
    writeIfAbsent: async (name, value) =>
      (await text('setting.writeIfAbsent', WRITE_IF_ABSENT, name, value)) ?? value,
    remove: async (name) => void (await ask('setting.remove', (redis) => redis.hdel(key, name)))
  };
}
