'use strict';

require('tsx/cjs');

const { signIn } = require('./sign-in.cjs');
const { beginAsCouchkey } = require('./couchkey.ts');

signIn(beginAsCouchkey);
