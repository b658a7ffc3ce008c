import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

type Policy = 'kiosk' | 'gateway' | 'packaged';

const load = createRequire(__filename);
const { pageFor } = load('../../../webpack/page.js') as {
  pageFor: (options: { policy: Policy; isTizen: boolean }) => string;
};

const POLICIES: readonly Policy[] = ['kiosk', 'gateway', 'packaged'];

function directive(page: string, name: string): string {
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
  return policy.split('; ').find((each) => each.startsWith(`${name} `)) ?? '';
}

describe('the page', () => {
  it.each(POLICIES)('allows Lightning to evaluate its templates (%s)', (policy) => {
    expect(directive(pageFor({ policy, isTizen: false }), 'script-src')).toContain("'unsafe-eval'");
  });

  it.each(POLICIES)('names the hash of its one inline script and style (%s)', (policy) => {
    const page = pageFor({ policy, isTizen: false });
    const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const [, script = ''] = /<script>([^]*?)<\/script>/.exec(page) ?? [];
    const [, style = ''] = /<style>([^]*?)<\/style>/.exec(page) ?? [];
    expect(directive(page, 'script-src')).toContain(hash(script));
    expect(directive(page, 'style-src')).toContain(hash(style));
  });

  it('lets a kiosk behind the gateway speak to nobody else', () => {
    expect(directive(pageFor({ policy: 'gateway', isTizen: false }), 'connect-src')).toBe(
      "connect-src 'self'"
    );
    expect(directive(pageFor({ policy: 'kiosk', isTizen: false }), 'connect-src')).toBe('connect-src *');
  });

  it("loads Samsung's own API on Tizen only: elsewhere it would be a missing file", () => {
    expect(pageFor({ policy: 'packaged', isTizen: true })).toContain('src="$WEBAPIS/webapis/webapis.js"');
    expect(pageFor({ policy: 'packaged', isTizen: false })).not.toContain('WEBAPIS');
  });
});
