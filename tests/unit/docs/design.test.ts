import { readFileSync } from 'node:fs';
import { DESIGN_PAGE, designPage, picturedPages } from '../../../scripts/design-page';
import { screenFor } from '../../../src/ui/screen-for';
import { STATES } from '../../screens/states';

describe('docs/design.md', () => {
  it('is what the theme says today', () => {
    expect(readFileSync(DESIGN_PAGE, 'utf8')).toBe(designPage());
  });

  it('has a picture of every screen and every dialog', () => {
    const shown = Object.values(STATES).map((state) => {
      const { screen, overlay } = screenFor(state);
      return (overlay === 'none' ? screen : overlay).replace(/[A-Z]/gu, (sign) => `-${sign.toLowerCase()}`);
    });
    expect(picturedPages()).toEqual([...new Set(shown)].sort());
  });
});
