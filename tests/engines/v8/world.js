/* ES5: this file runs in V8 3.28. The ports over what a Node of 2014 brings. */
/* global setTimeout, clearTimeout */
'use strict';
var http = require('http');
var parse = require('url').parse;

/** The http port. */
function send(request, stop) {
  return new Promise(function (resolve, reject) {
    var to = parse(request.url);
    var options = {
      method: request.method,
      hostname: to.hostname,
      port: to.port,
      path: to.path,
      headers: {},
      agent: false
    };
    Object.keys(request.headers).forEach(function (name) {
      options.headers[name] = request.headers[name];
    });
    if (request.body !== undefined) {
      options.headers['Content-Length'] = String(Buffer.byteLength(request.body));
    }
    var asked = http.request(options, function (response) {
      var text = '';
      response.setEncoding('utf8');
      response.on('data', function (part) {
        text += part;
      });
      response.on('end', function () {
        resolve({
          status: response.statusCode,
          text: text,
          url: request.url,
          header: function (name) {
            return response.headers[name.toLowerCase()] || null;
          }
        });
      });
    });
    asked.on('error', function () {
      reject({ code: 'unreachable' });
    });
    if (stop !== undefined) {
      stop.onStop(function () {
        asked.abort();
        reject({ code: 'cancelled' });
      });
    }
    asked.end(request.body);
  });
}

/** The clock port. */
var clock = {
  now: function () {
    var time = process.hrtime();
    return time[0] * 1000 + time[1] / 1000000;
  },
  wall: Date.now,
  random: Math.random,
  after: function (ms, then) {
    var timer = setTimeout(then, ms);
    return function () {
      clearTimeout(timer);
    };
  }
};

/** The vault port, in memory. */
function openVault() {
  var disk = {};
  return {
    disk: disk,
    read: function (name) {
      return Promise.resolve(disk[name] === undefined ? null : disk[name]);
    },
    write: function (name, text) {
      disk[name] = text;
      return Promise.resolve({ durable: true });
    },
    remove: function (name) {
      delete disk[name];
      return Promise.resolve();
    },
    wipe: function () {
      Object.keys(disk).forEach(function (name) {
        delete disk[name];
      });
      return Promise.resolve();
    }
  };
}

/** Node's own emitter says `removeListener` where ours says `off`. */
function openEmitter() {
  var emitter = new (require('events').EventEmitter)();
  return {
    on: emitter.on.bind(emitter),
    off: emitter.removeListener.bind(emitter),
    emit: emitter.emit.bind(emitter)
  };
}

/** A word to the simulator's control. */
function control(origin, path, body) {
  var headers = { 'Content-Type': 'application/json' };
  return send({
    method: 'POST',
    url: origin + '/__sim' + path,
    headers: headers,
    body: JSON.stringify(body)
  });
}

module.exports = {
  http: { send: send },
  clock: clock,
  openVault: openVault,
  openEmitter: openEmitter,
  control: control
};
