// Weights as colours, and as pictures of a pixel each.

/**
 * A layer and head as a picture of one pixel a weight; of at most `limit` pixels a side, each the largest of its weights.
 * The picture is good until the next one of its size is made: hundreds of new ones would keep the garbage collector busy.
 */
function picture(state, choice, limit = state.n) {
  const { n, header: { causal }, palette, view: { hideSink } } = state;
  const side = Math.min(n, limit);
  const { image, pixels, largest } = sheetOf(side);
  const weights = weightsOf(state, choice.layer, choice.head);
  const shares = addsUp(choice);
  pixels.fill(0);
  for (let query = 0, y = 0; y < side; y++) {
    largest.fill(-1);
    for (; query < n && ((query * side) / n | 0) === y; query++) {
      const start = rowStart(state, query);
      const scale = scaleOf(weights[start], hideSink, shares);
      if (scale === 0) continue;
      const length = causal ? query + 1 : n;
      for (let key = hideSink ? 1 : 0; key < length; key++) {
        const x = side === n ? key : ((key * side) / n) | 0;
        const weight = weights[start + key] * scale;
        if (weight > largest[x]) largest[x] = weight;
      }
    }
    for (let x = 0; x < side; x++) if (largest[x] >= 0) pixels[y * side + x] = palette.pixels[Math.min(FULL, largest[x]) | 0];
  }
  return image;
}

/** An image of so many pixels a side, its pixels as numbers, and room for a row of weights. */
function sheetOf(side) {
  if (!SHEETS.has(side)) {
    const image = new ImageData(side, side);
    SHEETS.set(side, { image, pixels: new Uint32Array(image.data.buffer), largest: new Float32Array(side) });
  }
  return SHEETS.get(side);
}

const SHEETS = new Map();

/** From almost the background to the colour of attention, by the square root of the weight, so that small ones show. */
function paletteOf(root) {
  const style = getComputedStyle(root);
  const named = (name) => style.getPropertyValue(name).trim();
  const colours = ["--st-background-color", "--st-text-color", "--st-violet-color"].map(named);
  const name = colours.join();
  if (!PALETTES.has(name)) PALETTES.set(name, { ...newPalette(...colours.map(rgb)), font: style.fontFamily });
  return PALETTES.get(name);
}

const PALETTES = new Map();
const SHADES = 255;

function newPalette(ground, ink, full) {
  const mix = (from, to, share) => from.map((channel, i) => Math.round(channel + (to[i] - channel) * share));
  const zero = mix(ground, ink, 0.06);
  const pixels = new Uint32Array(FULL + 1);
  for (let weight = 0; weight <= FULL; weight++) {
    const [red, green, blue] = mix(zero, full, Math.sqrt(weight / FULL));
    pixels[weight] = ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  }
  const css = (colour) => `rgb(${colour.join(" ")})`;
  const shades = Array.from({ length: SHADES + 1 }, (_, i) => mix(zero, full, i / SHADES));
  const [cells, letters] = [shades.map(css), shades.map((cell) => css(contrast(cell, ground) > contrast(cell, ink) ? ground : ink))];
  const shade = (weight) => Math.round(SHADES * Math.sqrt(weight));
  return {
    pixels, ground: css(ground), ink: css(ink), quiet: css(mix(ground, ink, 0.72)),
    cell: (weight) => cells[shade(weight)], letters: (weight) => letters[shade(weight)],
  };
}

function rgb(colour) {
  const context = el("canvas", { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)];
}

/** Contrast ratio of WCAG 2. */
function contrast(one, other) {
  const luminance = (colour) => {
    const [red, green, blue] = colour.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function drawLegend(state) {
  const canvas = state.legend;
  canvas.width = 256;
  canvas.height = 1;
  const context = canvas.getContext("2d");
  for (let x = 0; x < 256; x++) {
    context.fillStyle = state.palette.cell((x / 255) ** 2);
    context.fillRect(x, 0, 1, 1);
  }
}
