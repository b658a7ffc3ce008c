/** Makes the pages that are derived: troubleshooting from the failure table, coverage from the tests. */
import { writeFileSync } from 'node:fs';
import { COVERAGE_PAGE, coveragePage } from './coverage';
import { readOptions } from './options';
import { PAGE, troubleshootingPage } from './troubleshooting';

readOptions(process.argv.slice(2), {});

writeFileSync(PAGE, troubleshootingPage());
writeFileSync(COVERAGE_PAGE, coveragePage());
