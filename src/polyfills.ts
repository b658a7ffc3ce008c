/**
 * Functions of the standard library that Lightning, its SDK or our own code call and Chrome 38 lacks.
 * tests/unit/traps/polyfills.test.ts looks through the built script for calls that have no line here.
 */
import 'core-js/modules/es.array.fill';
import 'core-js/modules/es.array.find';
import 'core-js/modules/es.array.find-index';
import 'core-js/modules/es.array.from';
import 'core-js/modules/es.array.includes';
import 'core-js/modules/es.object.assign';
import 'core-js/modules/es.object.values';
import 'core-js/modules/es.string.ends-with';
import 'core-js/modules/es.string.starts-with';
