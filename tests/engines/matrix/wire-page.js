/*
 * The television's end of the wire, for an engine that nobody can reach from outside: it asks for orders, and tells
 * what came of them. Plain ES5, since the engine may be of any age. Without `?wire=` in the address it only listens.
 */
(function () {
  var port = /[?&]wire=(\d+)/.exec(window.location.search);
  var copy = document.createElement('canvas');
  var drawing = window.WebGLRenderingContext ? window.WebGLRenderingContext.prototype : {};
  var plainDraw = drawing.drawElements;
  var isKept = true;
  var wire = { thrown: [], press: press, picture: picture };

  /* Outside the task that draws it a WebGL canvas reads as nothing, so each picture is copied at the end of its own. */
  function keep() {
    var canvas = document.querySelector('canvas');
    isKept = true;
    if (canvas !== null && canvas.width > 0) {
      copy.width = canvas.width;
      copy.height = canvas.height;
      copy.getContext('2d').drawImage(canvas, 0, 0);
    }
  }

  function picture() {
    return copy.toDataURL('image/png');
  }

  function send(type, keyCode) {
    var event = document.createEvent('Event');
    event.initEvent(type, true, true);
    event.keyCode = event.which = keyCode;
    (document.activeElement || document.body).dispatchEvent(event);
  }

  function press(keyCode) {
    send('keydown', keyCode);
    send('keyup', keyCode);
  }

  function obey(order) {
    try {
      return { value: (0, eval)(order) };
    } catch (reason) {
      return { error: String(reason) };
    }
  }

  function tell(said) {
    var request = new XMLHttpRequest();
    request.open('POST', 'http://127.0.0.1:' + port[1] + '/');
    request.onload = function () {
      var came = obey(request.responseText);
      came.thrown = wire.thrown;
      tell(came);
    };
    request.onerror = function () {
      window.setTimeout(function () {
        tell(said);
      }, 200);
    };
    request.send(JSON.stringify(said));
  }

  drawing.drawElements = function () {
    if (isKept) {
      isKept = false;
      Promise.resolve().then(keep);
    }
    return plainDraw.apply(this, arguments);
  };
  window.addEventListener('error', function (event) {
    wire.thrown.push(String(event.message));
  });
  window.addEventListener('unhandledrejection', function (event) {
    wire.thrown.push(String(event.reason));
  });
  window.wire = wire;
  if (port !== null) {
    tell({});
  }
})();
