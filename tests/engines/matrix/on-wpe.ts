import { join } from 'node:path';
import { ensureSystem } from '../../support/system';
import { asGroup, type Television } from './television';
import { openWire, wiredPicture } from './wire';

/** WebDriver's sessions forget everything at their end, so this one is driven from inside the page. */
const FLAGS = ['--platform=headless', '--allow-universal-access-from-file-urls=true'];

function homeIn(folder: string): NodeJS.ProcessEnv {
  const places = { HOME: '', XDG_DATA_HOME: 'data', XDG_CACHE_HOME: 'cache', XDG_CONFIG_HOME: 'config' };
  const paths = Object.entries(places).map(([name, place]) => [name, join(folder, place)]);
  return { ...process.env, ...(Object.fromEntries(paths) as NodeJS.ProcessEnv) };
}

/** WPE WebKit without a screen, on a folder of its user's data. */
export async function onWpe(userFolder: string, url: string): Promise<Television> {
  const program = ensureSystem('cog');
  const wire = await openWire();
  const args = [...FLAGS, `${url}?wire=${wire.port}`];
  const { kill } = asGroup(program, args, { env: homeIn(userFolder), stdio: 'ignore' });
  return {
    thrown: wire.thrown,
    press: (keyCode) => wire.order(`wire.press(${keyCode})`),
    evaluate: wire.order,
    picture: () => wiredPicture(wire.order),
    kill: async () => {
      wire.close();
      await kill();
    }
  };
}
