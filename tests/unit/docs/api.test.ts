import { readFileSync } from 'node:fs';
import { API_PAGE, apiPage } from '../../../scripts/core-types';

it('shows embedders what the report says: after a change, npm run docs', () => {
  expect(readFileSync(API_PAGE, 'utf8')).toBe(apiPage());
}, 60_000);
