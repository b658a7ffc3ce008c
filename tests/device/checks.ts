/** What a set must be able to do, each as one question with one answer. Plain enough for the oldest engine. */
export type Answer = 'ok' | 'not ok' | 'skipped';
export type Check = { readonly name: string; readonly ask: (done: (answer: Answer) => void) => void };

type Done = (answer: Answer) => void;

const said = (is: boolean): Answer => (is ? 'ok' : 'not ok');

/** A question that is answered at once; what throws is a no. */
function now(name: string, is: () => boolean): Check {
  return { name, ask: (done: Done): void => done(said(holds(is))) };
}

function holds(is: () => boolean): boolean {
  try {
    return is();
  } catch (_refused) {
    return false;
  }
}

/** Whether this page may read the answer of a media server: the question on which direct connections hang. */
export function readsServer(address: string | null): Check {
  return {
    name: 'this origin can read a media server',
    ask: (done: Done): void => {
      if (address === null) {
        done('skipped');
        return;
      }
      const request = new XMLHttpRequest();
      request.open('GET', address.replace(/\/+$/, '') + '/identity');
      request.setRequestHeader('Accept', 'application/json');
      request.timeout = 8000;
      request.onload = (): void => done(said(/machineIdentifier/.test(request.responseText)));
      request.onerror = request.ontimeout = (): void => done('not ok');
      request.send();
    }
  };
}

function keepsInIndexedDb(done: Done): void {
  try {
    const open = indexedDB.open('couchkey-device', 1);
    open.onupgradeneeded = (): unknown => open.result.createObjectStore('kept');
    open.onerror = (): void => done('not ok');
    open.onsuccess = (): void => {
      const write = open.result.transaction('kept', 'readwrite');
      write.objectStore('kept').put('yes', 'key');
      write.oncomplete = (): void => done('ok');
      write.onerror = (): void => done('not ok');
    };
  } catch (_refused) {
    done('not ok');
  }
}

function seals(done: Done): void {
  try {
    const algorithm = { name: 'AES-GCM', length: 256 };
    crypto.subtle
      .generateKey(algorithm, false, ['encrypt', 'decrypt'])
      .then((key) =>
        crypto.subtle.encrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, key, new Uint8Array(4))
      )
      .then(
        () => done('ok'),
        () => done('not ok')
      );
  } catch (_missing) {
    done('not ok');
  }
}

function drawsWebGl(): boolean {
  const canvas = document.createElement('canvas');
  return (canvas.getContext('webgl') || canvas.getContext('experimental-webgl')) !== null;
}

function keepsLocally(): boolean {
  localStorage.setItem('couchkey-device', 'yes');
  return localStorage.getItem('couchkey-device') === 'yes';
}

/** In the order of the bits: new ones are added at the end and none is ever taken out. */
export function checksFor(server: string | null, builtAt: number): readonly Check[] {
  return [
    readsServer(server),
    now('localStorage keeps', keepsLocally),
    { name: 'IndexedDB keeps', ask: keepsInIndexedDb },
    { name: 'WebCrypto seals with a key nobody can read', ask: seals },
    now('WebGL draws', drawsWebGl),
    now('canvas draws', () => document.createElement('canvas').getContext('2d') !== null),
    now('Promise', () => typeof Promise === 'function'),
    now('FontFace', () => typeof FontFace === 'function' && 'fonts' in document),
    now('performance.now', () => performance.now() > 0),
    now('the clock is not before this page was made', () => Date.now() > builtAt),
    now('fetch', () => typeof fetch === 'function'),
    now('AbortController', () => typeof AbortController === 'function'),
    now('visibility is told', () => document.hidden !== undefined),
    now('speech', () => 'speechSynthesis' in window),
    now('Samsung’s objects', () => 'tizen' in window),
    now('LG’s bus', () => 'PalmServiceBridge' in window)
  ];
}
