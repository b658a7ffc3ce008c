/** Makes the pages that are derived: troubleshooting from the failure table, coverage from the tests, design from the theme, the gateway's tables from its code. */
import { writeFileSync } from 'node:fs';
import { COVERAGE_PAGE, coveragePage } from './coverage';
import { DESIGN_PAGE, designPage } from './design-page';
import { GATEWAY_PAGE, gatewayPage } from './gateway-page';
import { API_PAGE, apiPage } from './core-types';
import { readOptions } from './options';
import { PAGE, troubleshootingPage } from './troubleshooting';

readOptions(process.argv.slice(2), {});

writeFileSync(PAGE, troubleshootingPage());
writeFileSync(COVERAGE_PAGE, coveragePage());
writeFileSync(DESIGN_PAGE, designPage());
writeFileSync(GATEWAY_PAGE, gatewayPage());
writeFileSync(API_PAGE, apiPage());
