import type { SimReply } from '../../kernel/types';
import { escapeXml } from '../xml';

/** Markup that may be put into markup as it is. */
export type Html = { readonly html: string };

const STYLE = `
  :root { color-scheme: dark; --ground: #14171c; --panel: #20252d; --ink: #f2f4f7; --soft: #aab4c2; --accent: #e8b04a; --bad: #ff8f7a }
  * { box-sizing: border-box }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 16px; background: var(--ground);
    color: var(--ink); font: 17px/1.5 system-ui, sans-serif }
  main { width: 100%; max-width: 420px; padding: 28px 24px; border-radius: 16px; background: var(--panel) }
  h1 { margin: 0 0 8px; font-size: 26px; line-height: 1.25 }
  p { margin: 0 0 16px; color: var(--soft) }
  p strong { color: var(--ink) }
  form { display: grid; gap: 12px; margin: 0 0 12px }
  label { display: grid; gap: 6px }
  label.switch { display: flex; align-items: center; gap: 10px; color: var(--soft) }
  input:not([type=checkbox]) { width: 100%; padding: 12px; border: 2px solid #47505d; border-radius: 10px;
    background: #14171c; color: var(--ink); font: inherit }
  input[type=checkbox] { width: 22px; height: 22px }
  input.code { font: 600 34px/1.2 ui-monospace, monospace; letter-spacing: .3em; text-align: center; text-transform: uppercase }
  button { width: 100%; min-height: 48px; padding: 10px 16px; border: 0; border-radius: 10px; background: var(--accent);
    color: #14171c; font: 600 17px/1.2 system-ui, sans-serif; cursor: pointer }
  button.quiet { background: #39414d; color: var(--ink) }
  button:focus-visible, input:focus-visible { outline: 3px solid #8ec5ff; outline-offset: 2px }
  .problem { padding: 10px 12px; border-radius: 10px; background: #47231d; color: var(--bad) }
  .small { margin: 16px 0 0; font-size: 14px }
`;

/** Text becomes markup; only `Html` goes in unescaped. */
export function markup(
  parts: TemplateStringsArray,
  ...values: readonly (string | Html | readonly Html[])[]
): Html {
  const shown = values.map((value) => {
    if (typeof value === 'string') return escapeXml(value);
    return 'html' in value ? value.html : value.map((one) => one.html).join('');
  });
  return { html: parts.map((part, at) => part + (shown[at] ?? '')).join('') };
}

export const NOTHING: Html = { html: '' };

/** A hidden field of a form. */
export function hidden(name: string, value: string): Html {
  return markup`<input type="hidden" name="${name}" value="${value}">`;
}

export function problem(text: string | null): Html {
  return text === null ? NOTHING : markup`<p class="problem" role="alert">${text}</p>`;
}

/** A whole page, small enough for any phone. */
export function page(title: string, body: Html, status = 200): SimReply {
  const shell = markup`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${{ html: STYLE }}</style></head>
<body><main>${body}<p class="small">Simulated plex.tv: no real account is touched.</p></main></body></html>
`;
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
    body: shell.html
  };
}

/** On to another page after a form was sent. */
export function seeOther(location: string, headers: Readonly<Record<string, string>> = {}): SimReply {
  return { status: 303, headers: { ...headers, location } };
}
