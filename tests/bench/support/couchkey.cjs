'use strict';

require('tsx/cjs');

const { contend } = require('./contender.cjs');
const { connectAsCouchkey } = require('./couchkey.ts');

contend(connectAsCouchkey);
