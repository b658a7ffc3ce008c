import { runCommand } from './gateway/command/run-command';

const line = (stream: NodeJS.WriteStream) => (text: string) => void stream.write(`${text}\n`);

void runCommand(process.argv.slice(2), process.env, {
  out: line(process.stdout),
  error: line(process.stderr)
}).then((status) => {
  process.exitCode = status;
});
