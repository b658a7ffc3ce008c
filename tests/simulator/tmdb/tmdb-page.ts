import type { SimReply } from '../kernel/types';
import type { TmdbAccount } from './tmdb-store';

export type ApprovePage = {
  readonly product: string;
  readonly accounts: readonly TmdbAccount[];
  readonly token: string;
  readonly allowAction: string;
  readonly denyAction: string;
  readonly redirectTo: string | null;
};

const STYLE = `
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #0d253f; color: #fff; }
  main { width: min(26rem, calc(100vw - 2rem)); padding: 2rem; box-sizing: border-box; border-radius: 1rem;
    background: #fff; color: #14212e; }
  h1 { font-size: 1.4rem; margin: 0 0 .5rem; }
  label, select, button { display: block; width: 100%; font: inherit; box-sizing: border-box; }
  select, button { min-height: 3rem; margin-top: .5rem; border-radius: .5rem; border: 1px solid #8494a4; }
  button { font-weight: 600; cursor: pointer; background: #fff; color: #14212e; }
  button.primary { background: #0177a4; border-color: #0177a4; color: #fff; margin-top: 1.5rem; }
  small { color: #51606f; }`;

/** Text made safe for HTML and for attribute values. */
export function escapeHtml(text: string): string {
  const names: Record<string, string> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": '#39' };
  return text.replace(/[&<>"']/g, (char) => `&${names[char]};`);
}

/** One page of the pretended website. */
export function pageReply(status: number, title: string, content: string): SimReply {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">`;
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
    body:
      `<!doctype html><html lang="en"><head>${head}<title>${escapeHtml(title)}</title>` +
      `<style>${STYLE}</style></head><body><main><h1>${escapeHtml(title)}</h1>${content}` +
      `<p><small>This is the simulator, not themoviedb.org.</small></p></main></body></html>`
  };
}

function hidden(name: string, value: string | null): string {
  return value === null ? '' : `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`;
}

function accountChoice(accounts: readonly TmdbAccount[]): string {
  const options = accounts.map(
    ({ username }) => `<option value="${escapeHtml(username)}">${escapeHtml(username)}</option>`
  );
  return `<label for="as">Signed in as</label><select id="as" name="as">${options.join('')}</select>`;
}

/** "Allow this application?": the page behind the QR picture. */
export function approvePage(page: ApprovePage): SimReply {
  const fields = hidden('request_token', page.token) + hidden('redirect_to', page.redirectTo);
  return pageReply(
    200,
    'Third party authentication request',
    `<p><strong>${escapeHtml(page.product)}</strong> asks to use your account.</p>` +
      `<form method="post" action="${escapeHtml(page.allowAction)}">${fields}${accountChoice(page.accounts)}` +
      `<button class="primary" id="approve">Approve</button></form>` +
      `<form method="post" action="${escapeHtml(page.denyAction)}">${fields}<button id="deny">Deny</button></form>`
  );
}
