import { askAdmin, CLOSED, reduceAdmin } from './admin-machine';
import { RESTORING } from './auth-intents';
import { askAuth, reduceAuth, wakeAuth } from './auth-machine';
import {
  askConnection,
  IDLE,
  reduceConnection,
  relieveConnection,
  startConnection,
  wakeConnection
} from './connection-machine';
import { askDialog, NONE, reduceDialog, tieDialog, tieToConnection } from './dialog-machine';
import { askSettings, reduceSettings, startSettings } from './settings-machine';
import type { Effect, Message, Moment } from '../model/message';
import type { Config, Settings } from '../model/config';
import type { AuthState, ConnectionState, DeviceState, SessionState } from '../model/session-state';

/** The first state of every run. */
export function startSession(config: Config, device: DeviceState, settings: Settings): SessionState {
  return {
    config,
    device,
    auth: RESTORING,
    connection: IDLE,
    dialog: NONE,
    admin: CLOSED,
    settings: startSettings(settings)
  };
}

/** All questions open while the session stands so. Beside `screenFor`, the other reading of a state. */
export function effectsFor(state: SessionState): readonly Effect[] {
  const watch: readonly Effect[] = [{ type: 'watchDevice', device: state.device }];
  return watch.concat(
    askAuth(state.auth, state.config, state.device),
    askConnection(state.connection, state.device),
    askDialog(state.dialog),
    askAdmin(state.admin),
    askSettings(state.settings)
  );
}

/** Pure: same state, message and moment, same state; the state itself when nothing changed. */
export function reduceSession(state: SessionState, message: Message, moment: Moment): SessionState {
  const isForDialog = message.type === 'cancel' && state.dialog.kind !== 'none';
  const ground = isForDialog ? state : wake(reduceGround(state, message, moment), state.device, moment.now);
  const told = reduceAdmin(state.admin, message);
  const isWithin = message.type === 'cancel' && told.page !== 'closed';
  const page = isWithin ? state.dialog : reduceDialog(state.dialog, message);
  const dialog = tieToConnection(tieDialog(state.auth, ground.auth, page), ground.connection);
  const admin = told.page !== 'closed' && dialog.kind !== 'admin' ? CLOSED : told;
  const settings = reduceSettings(state.settings, message);
  const isSame =
    ground === state && dialog === state.dialog && admin === state.admin && settings === state.settings;
  const next = isSame ? state : { ...ground, dialog, admin, settings };
  return message.type === 'cancel' && isSame ? offerExit(state) : next;
}

function reduceGround(state: SessionState, message: Message, moment: Moment): SessionState {
  const device = reduceDevice(state.device, message);
  const config = reduceConfig(state.config, message);
  const auth = reduceAuth(state.auth, message, moment, config);
  const isAllowed = message.type !== 'allowInsecure' || state.settings.values.insecureLan;
  const reduced = isAllowed ? reduceConnection(state.connection, message, moment, config) : state.connection;
  const connection = tie(auth, reduced, moment.now);
  const isSame =
    device === state.device &&
    config === state.config &&
    auth === state.auth &&
    connection === state.connection;
  return isSame ? state : { ...state, device, config, auth, connection };
}

function reduceConfig(config: Config, message: Message): Config {
  const told = message.type === 'configure' ? { ...config, ...message.config } : config;
  return JSON.stringify(told) === JSON.stringify(config) ? config : told;
}

function reduceDevice(device: DeviceState, message: Message): DeviceState {
  return message.type === 'answer' && message.outcome.type === 'deviceChanged'
    ? message.outcome.device
    : device;
}

/** Tie: a connection belongs to one sign-in, by key, and lives exactly as long. */
function tie(auth: AuthState, connection: ConnectionState, now: number): ConnectionState {
  if (auth.kind !== 'signedIn' || !auth.signIn.hasServers) {
    return IDLE;
  }
  const isHers = connection.kind !== 'idle' && connection.owner === auth.signIn.key;
  return isHers ? connection : startConnection(auth.signIn, now);
}

function wake(state: SessionState, was: DeviceState, now: number): SessionState {
  const isInView = state.device.visible && !was.visible;
  const isOnNet = state.device.online && !was.online;
  const isPressed = state.device.memoryLow && !was.memoryLow;
  const relieved = isPressed ? { ...state, connection: relieveConnection(state.connection) } : state;
  return isInView || isOnNet
    ? {
        ...relieved,
        auth: wakeAuth(relieved.auth, isInView),
        connection: wakeConnection(relieved.connection, now)
      }
    : relieved;
}

/** Back where there is nothing to go back to: the platforms want a question. A kiosk has no outside. */
function offerExit(state: SessionState): SessionState {
  return state.config.kiosk ? state : { ...state, dialog: { kind: 'exit' } };
}
