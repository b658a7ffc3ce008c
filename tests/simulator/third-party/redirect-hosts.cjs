'use strict';

// Loaded with --require before a client that has its hosts written into it: what it believes to be plex.tv is
// the simulator, and nothing it does leaves this machine. The client itself is not touched.
//
// SIMULATOR_HOSTS  {"plex.tv": {"80": 4001, "443": 4002}, …}: which port stands for which
// NODE_EXTRA_CA_CERTS  the simulator's authority, which Node reads by itself

const { syncBuiltinESMExports } = require('node:module');
const net = require('node:net');
const os = require('node:os');

const hosts = JSON.parse(process.env.SIMULATOR_HOSTS);
const NOBODY = { host: '127.0.0.1', port: 1 };

/** `127-0-0-1.<hash>.plex.direct` resolves to 127.0.0.1 in the real world as well. */
function addressOf(host) {
  const direct = /^(\d+-\d+-\d+-\d+)\.[0-9a-f]{32}\.plex\.direct$/.exec(host);
  return direct === null ? host : direct[1].replace(/-/g, '.');
}

function redirected({ host, port }) {
  const stands = (hosts[host] || {})[port];
  if (stands !== undefined) return { host: '127.0.0.1', port: stands };
  const address = addressOf(host);
  return /^(127\.|localhost$)/.test(address) ? { host: address, port } : NOBODY;
}

// Every connection of http, https, tls, undici and whatever is built on them passes here, after the name for
// the certificate has been settled.
const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  const normalized = Array.isArray(args[0]) ? args[0] : net._normalizeArgs(args);
  const [options] = normalized;
  if (!options.path) {
    normalized[0] = {
      ...options,
      ...redirected({ host: options.host || 'localhost', port: Number(options.port) })
    };
  }
  return connect.call(this, normalized);
};

// One client makes its identifier from the network card's address, and a machine may have no card.
os.networkInterfaces = () => ({
  eth0: [
    {
      address: '192.0.2.1',
      netmask: '255.255.255.0',
      family: 'IPv4',
      mac: '02:00:5e:00:53:01',
      internal: false
    }
  ]
});
syncBuiltinESMExports();
