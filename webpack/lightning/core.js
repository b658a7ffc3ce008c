/**
 * What of Lightning's core is shipped: inside our bundle, `@lightningjs/core` means this file (ADR 21).
 * A part that a screen needs is added here; tests/unit/traps/lightning.test.ts tells when one is missing.
 */
import Application from 'lightning-core/application/Application.mjs';
import Component from 'lightning-core/application/Component.mjs';
import ImageTexture from 'lightning-core/textures/ImageTexture.mjs';
import RectangleTexture from 'lightning-core/textures/RectangleTexture.mjs';
import StaticCanvasTexture from 'lightning-core/textures/StaticCanvasTexture.mjs';
import TextTexture from 'lightning-core/textures/TextTexture.mjs';
import Tools from 'lightning-core/tools/Tools.mjs';
import Element from 'lightning-core/tree/Element.mjs';
import Stage from 'lightning-core/tree/Stage.mjs';
import StageUtils from 'lightning-core/tree/StageUtils.mjs';
import Texture from 'lightning-core/tree/Texture.mjs';
import Utils from 'lightning-core/tree/Utils.mjs';

export default {
  Application,
  Component,
  Element,
  Stage,
  StageUtils,
  Texture,
  Tools,
  Utils,
  textures: { ImageTexture, RectangleTexture, StaticCanvasTexture, TextTexture }
};
