'use strict';

require('tsx/cjs');

const { signIn } = require('./contestant.cjs');
const { beginAsCouchkey } = require('./couchkey.ts');

signIn(beginAsCouchkey);
