/** Asks the set that opens it what it can do. Built by `npm run device` through webpack.config.js. */
import '../../src/polyfills';
import { encode } from 'uqr';
import { checksFor, type Answer, type Check } from './checks';
import { encodeResult, engineIn, tapOf } from './result';

declare const COUCHKEY_BUILD: { readonly builtAt: number };

const MODULE = 6;
const PATIENCE_MS = 9000;

function serverAsked(): string | null {
  const found = /[?&]server=([^&]+)/.exec(location.search);
  return found === null ? null : decodeURIComponent(found[1] as string);
}

/** One after another, each with an end: a set that hangs in one of them still reports the rest. */
function askAll(
  checks: readonly Check[],
  answers: readonly Answer[],
  done: (all: readonly Answer[]) => void
): void {
  const check = checks[answers.length];
  if (check === undefined) {
    done(answers);
    return;
  }
  let isOver = false;
  const next = (answer: Answer): void => {
    if (!isOver) {
      isOver = true;
      askAll(checks, answers.concat([answer]), done);
    }
  };
  setTimeout(() => next('not ok'), PATIENCE_MS);
  check.ask(next);
}

function draw(text: string): HTMLCanvasElement {
  const { data, size } = encode(text, { ecc: 'L', border: 4 });
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size * MODULE;
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.fillStyle = '#f2f2f2';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#101010';
  data.forEach((row, y) =>
    row.forEach((isDark, x) =>
      isDark ? context.fillRect(x * MODULE, y * MODULE, MODULE, MODULE) : undefined
    )
  );
  return canvas;
}

function show(checks: readonly Check[], answers: readonly Answer[]): void {
  const names = checks.map((check) => check.name);
  const engine = engineIn(navigator.userAgent);
  const line = encodeResult({ answers, engine, width: innerWidth, height: innerHeight });
  const text = document.createElement('pre');
  text.id = 'tap';
  text.textContent = `${tapOf(names, answers)}\n\n${line}`;
  text.setAttribute(
    'style',
    'position:absolute;left:5vw;top:4vh;margin:0;font:2.6vh/1.5 monospace;color:#eceae4'
  );
  const picture = draw(line);
  picture.setAttribute('style', 'position:absolute;left:auto;right:5vw;top:5vh');
  document.body.innerHTML = '';
  document.body.appendChild(text);
  document.body.appendChild(picture);
}

const checks = checksFor(serverAsked(), COUCHKEY_BUILD.builtAt * 1000);
askAll(checks, [], (answers) => show(checks, answers));
