/* Plain ES5, inlined: it must run where nothing else does. */
(function () {
  var PATIENCE_MS = 8000;
  var OK = 13;
  var BACK = /^(8|27|166|461|10009)$/;
  var isStarted = false;
  var held = {};
  var start = document.getElementById('start');
  var words = document.getElementById('words');
  /* As the app's own first page has it: a test compares them. */
  var WAIT = {
    de: 'Einen Moment',
    fr: 'Un instant',
    es: 'Un momento',
    ja: 'お待ちください',
    ar: 'لحظة من فضلك'
  };

  function say(code) {
    if (isStarted || !start) {
      return;
    }
    start.className = 'failed';
    words.textContent = 'Couchkey could not start (' + code + '). Press OK to try again.';
  }

  /* What cannot start can be left: a set's testers press Back on every screen, the black ones too. */
  function leave() {
    var tizen = window.tizen;
    var palm = window.PalmSystem;
    if (tizen && tizen.application) {
      tizen.application.getCurrentApplication().exit();
    } else if (palm && palm.platformBack) {
      palm.platformBack();
    }
  }

  function down(event) {
    var isNew = !held[event.keyCode];
    held[event.keyCode] = true;
    event.stopImmediatePropagation();
    if (BACK.test(event.keyCode)) {
      event.preventDefault();
      leave();
    } else if (event.keyCode === OK && isNew && start.className === 'failed') {
      window.location.reload();
    }
  }

  function up(event) {
    delete held[event.keyCode];
  }

  window.addEventListener('keydown', down, true);
  window.addEventListener('keyup', up, true);
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
  words.textContent = WAIT[String(navigator.language).slice(0, 2)] || words.textContent;
  start.focus();
  window.couchkeyBoot = {
    held: held,
    started: function () {
      isStarted = true;
      window.removeEventListener('keydown', down, true);
      window.removeEventListener('keyup', up, true);
      if (start && start.parentNode) {
        start.parentNode.removeChild(start);
      }
    }
  };
})();
