/** The kiosk on this computer, against the real services. */
import { readOptions } from './options';
import { binOf, run } from './processes';

const { port } = readOptions(process.argv.slice(2), {
  port: { kind: 'number', fallback: 8080, min: 1, max: 65535, about: 'where the page is served' }
});

process.stdout.write(`Couchkey: http://localhost:${port}/ (Ctrl+C ends it)\n`);
const args = ['serve', '--env', 'target=browser', '--port', String(port)];
void run(binOf('webpack'), args).then(({ status }) => process.exit(status));
