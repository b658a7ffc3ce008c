/** In place of src/compose/load-gateway.ts in packages: a script of its own, which only a set with a gateway loads. */
export function loadGateway() {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = 'gateway.js';
    script.onload = () => resolve(window.couchkeyByGateway);
    script.onerror = reject;
    document.head.appendChild(script);
  });
}
