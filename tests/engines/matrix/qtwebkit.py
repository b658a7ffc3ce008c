"""Opens an address in QtWebKit and obeys orders: one line of JSON in, one line of JSON out.

argv: the folder of the user's data, the address. Orders: {"eval": text}, {"key": code}.
"""
import json
import os
import sys

from PyQt5.QtCore import QEvent, QSocketNotifier, Qt, QUrl
from PyQt5.QtGui import QKeyEvent
from PyQt5.QtWebKit import QWebSettings
from PyQt5.QtWebKitWidgets import QWebView
from PyQt5.QtWidgets import QApplication

KEYS = {13: Qt.Key_Return, 37: Qt.Key_Left, 38: Qt.Key_Up, 39: Qt.Key_Right, 40: Qt.Key_Down, 48: Qt.Key_0}
WANTED = (
    'WebGLEnabled',
    'JavascriptEnabled',
    'LocalStorageEnabled',
    'OfflineStorageDatabaseEnabled',
    'AcceleratedCompositingEnabled',
    # As a package is believed to run: a file:// origin that may read what it likes.
    'LocalContentCanAccessRemoteUrls',
    'LocalContentCanAccessFileUrls',
)

app = QApplication(sys.argv[:1])
QWebSettings.globalSettings().enablePersistentStorage(sys.argv[1])
view = QWebView()
for name in WANTED:
    view.page().settings().setAttribute(getattr(QWebSettings, name), True)
view.resize(1280, 720)
view.show()
view.load(QUrl(sys.argv[2]))


def press(code):
    if code not in KEYS:
        return view.page().mainFrame().evaluateJavaScript('wire.press(%d)' % code)
    for kind in (QEvent.KeyPress, QEvent.KeyRelease):
        QApplication.sendEvent(view, QKeyEvent(kind, KEYS[code], Qt.NoModifier, ''))


def obey(order):
    if 'eval' in order:
        return view.page().mainFrame().evaluateJavaScript(order['eval'])
    return press(order['key'])


pending = b''


def read():
    global pending
    data = os.read(0, 65536)
    if not data:
        app.quit()
        return
    *lines, pending = (pending + data).split(b'\n')
    for line in lines:
        sys.stdout.write(json.dumps({'came': obey(json.loads(line.decode()))}) + '\n')
        sys.stdout.flush()


notifier = QSocketNotifier(0, QSocketNotifier.Read)
notifier.activated.connect(lambda *_: read())
app.exec_()
