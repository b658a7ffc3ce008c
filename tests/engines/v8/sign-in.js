/* ES5: this file runs in V8 3.28. node sign-in.js <folder of the bundles> <origin of the simulator> */
/* global setTimeout, clearTimeout, console */
'use strict';
var path = require('path');
var world = require('./world');
var folder = process.argv[2];
var origin = process.argv[3];
var core = require(path.join(folder, 'couchkey-core.js'));
var alone = require(path.join(folder, 'plex-auth.js'));
var television = require(path.join(folder, 'television.js'));

function must(isSo, what) {
  if (!isSo) {
    throw new Error(what);
  }
}

function approve(code) {
  return world.control(origin, '/phone/two-factor', { code: code, as: 'theo' });
}

function newAuth(PlexAuth, vault) {
  var ports = { http: world.http, clock: world.clock, vault: vault, emitter: world.openEmitter() };
  return new PlexAuth(ports, { clientIdentifier: 'v8-' + process.versions.v8, plexUrl: origin, pollMs: 50 });
}

function failureOf(promise) {
  return promise.then(
    function () {
      return 'none';
    },
    function (failure) {
      return failure.code;
    }
  );
}

function signsIn(PlexAuth) {
  var vault = world.openVault();
  var auth = newAuth(PlexAuth, vault);
  var heard = [];
  auth.on('authChange', function (is) {
    heard.push(is);
  });
  return auth
    .requestPin()
    .then(function (pin) {
      must(/^[A-Z0-9]{4}$/.test(pin.code), 'a code of four letters');
      setTimeout(approve, 120, pin.code);
      return auth.pollForPin(pin.id);
    })
    .then(function (pin) {
      must(auth.getCurrentUser().username === 'theo', 'the person');
      return auth.validateToken(pin.authToken);
    })
    .then(function (isGood) {
      must(isGood, 'a good token');
      return newAuth(PlexAuth, vault).getStoredCredentials();
    })
    .then(function (kept) {
      must(kept.token.username === 'theo' && kept.token.issuedAt instanceof Date, 'what was kept');
      return auth.validateToken('nonsense');
    })
    .then(function (isGood) {
      must(!isGood, 'a bad token');
      return auth.clearCredentials();
    })
    .then(function () {
      must(Object.keys(vault.disk).length === 0 && heard.join() === 'true,false', 'nothing left');
    });
}

function cancelsAndExpires(PlexAuth) {
  var auth = newAuth(PlexAuth, world.openVault());
  return auth
    .requestPin()
    .then(function (pin) {
      setTimeout(auth.cancelPin.bind(auth), 120, pin.id);
      return failureOf(auth.pollForPin(pin.id));
    })
    .then(function (code) {
      must(code === 'cancelled', 'cancelled, not ' + code);
      return auth.requestPin();
    })
    .then(function (pin) {
      return world.control(origin, '/plex/kill-pin', { id: String(pin.id) }).then(function () {
        return failureOf(auth.pollForPin(pin.id));
      });
    })
    .then(function (code) {
      must(code === 'codeGone', 'codeGone, not ' + code);
    });
}

var NO_SERVERS = {
  list: function () {
    return Promise.reject({ code: 'noServer' });
  }
};
NO_SERVERS.reach = NO_SERVERS.reachAddress = NO_SERVERS.probe = NO_SERVERS.list;
NO_SERVERS.look = NO_SERVERS.libraries = NO_SERVERS.allowInsecure = NO_SERVERS.list;

function startSession(vault) {
  var config = {
    providers: ['plex'],
    kiosk: false,
    pollMs: 50,
    pollLimitMs: null,
    renewals: 4,
    target: { url: '', message: '' },
    idleMs: null,
    healthMs: 30000
  };
  var settings = {
    language: 'en',
    contrast: false,
    calm: false,
    largeText: false,
    voice: false,
    deviceName: 'V8',
    gateway: '',
    insecureLan: true
  };
  var seen = { visible: true, online: true, memoryLow: false };
  var device = {
    current: function () {
      return seen;
    },
    onChange: function () {
      return function () {};
    },
    exit: function () {}
  };
  var plex = {};
  Object.keys(television.DEFAULTS).forEach(function (name) {
    plex[name] = television.DEFAULTS[name];
  });
  plex.plexUrl = origin;
  var services = {
    providers: {
      plex: function (ports) {
        return new television.PlexProvider(ports, plex);
      }
    },
    servers: function () {
      return NO_SERVERS;
    }
  };
  var base = { http: world.http, vault: vault, clock: world.clock };
  var runner = new television.EffectRunner(base, services, device);
  return new television.Session(runner, world.clock, { config: config, device: seen, settings: settings });
}

function until(session, kind) {
  return new Promise(function (resolve, reject) {
    var giveUp = setTimeout(function () {
      reject(new Error('never ' + kind + ' but ' + JSON.stringify(session.state.auth)));
    }, 10000);
    var look = function (state) {
      if (state.auth.kind === kind) {
        clearTimeout(giveUp);
        resolve(state.auth);
      }
    };
    session.subscribe(look);
    look(session.state);
  });
}

function sessionSignsInAndOut() {
  var vault = world.openVault();
  var session = startSession(vault);
  session.start();
  return until(session, 'signedOut')
    .then(function () {
      session.send({ type: 'signIn', provider: 'plex' });
      return until(session, 'awaitingLink');
    })
    .then(function (auth) {
      return approve(auth.code.text).then(function () {
        return until(session, 'signedIn');
      });
    })
    .then(function (auth) {
      must(auth.signIn.account.title === 'Theo', 'the person, not ' + auth.signIn.account.title);
      session.stop();
      session = startSession(vault);
      session.start();
      return until(session, 'signedIn');
    })
    .then(function () {
      session.send({ type: 'signOut' });
      return until(session, 'signedOut');
    })
    .then(function () {
      session.stop();
      must(vault.disk['plex.signIn'] === undefined, 'nothing left');
    });
}

var CASES = [
  ['PlexAuth alone signs in, is kept, signs out', signsIn.bind(null, alone.PlexAuth)],
  ['PlexAuth of the core signs in, is kept, signs out', signsIn.bind(null, core.PlexAuth)],
  ['a wait is cancelled, a code runs out', cancelsAndExpires.bind(null, core.PlexAuth)],
  ['a session signs in, restarts, signs out', sessionSignsInAndOut]
];

CASES.reduce(function (before, each) {
  return before.then(each[1]).then(
    function () {
      console.log(JSON.stringify({ name: each[0], ok: true }));
    },
    function (reason) {
      console.log(
        JSON.stringify({
          name: each[0],
          ok: false,
          reason: String((reason && (reason.stack || reason.code)) || reason)
        })
      );
    }
  );
}, Promise.resolve()).then(function () {
  process.exit(0);
});
