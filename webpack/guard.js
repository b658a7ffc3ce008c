/* Plain ES5, inlined: it must run where nothing else does. */
(function () {
  var PATIENCE_MS = 8000;
  var isStarted = false;
  var start = document.getElementById('start');
  function say(code) {
    if (isStarted || !start) {
      return;
    }
    start.className = 'failed';
    document.getElementById('words').textContent =
      'Couchkey could not start (' + code + '). Switch the television off and on.';
  }
  window.onerror = function () {
    say('B2');
  };
  document.addEventListener(
    'error',
    function (event) {
      if (event.target && event.target.id === 'app') {
        say('B3');
      }
    },
    true
  );
  window.setTimeout(function () {
    say('B1');
  }, PATIENCE_MS);
  window.couchkeyBoot = {
    started: function () {
      isStarted = true;
      if (start && start.parentNode) {
        start.parentNode.removeChild(start);
      }
    }
  };
})();
