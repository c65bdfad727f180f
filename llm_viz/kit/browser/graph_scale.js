// Axes: from numbers to places, and the round numbers worth writing at them.

/** Maps `low` … `high` to `from` … `to` (pixels); `log`: in equal ratios. */
function scale({ low, high, log }, from, to) {
  const place = log ? Math.log10 : (value) => value;
  const [first, last] = [place(low), place(high)];
  return (value) => from + ((place(value) - first) / (last - first || 1)) * (to - from);
}

/** Round numbers between low and high, at most about `count`. */
function ticks({ low, high, log }, count) {
  return log ? logTicks(low, high, count) : linearTicks(low, high, count);
}

function linearTicks(low, high, count) {
  const rough = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= rough * 0.999);
  const found = [];
  for (let index = Math.ceil(low / step - 1e-9); index * step <= high + step * 1e-9; index += 1) found.push(index * step);
  return found;
}

function logTicks(low, high, count) {
  const decades = Math.log10(high / low);
  if (decades < 0.7) return linearTicks(low, high, count);
  const digits = decades < 1.5 ? [1, 2, 3, 5] : decades < 3 && count >= 6 ? [1, 3] : [1];
  const every = Math.max(1, Math.ceil(decades / count));
  const found = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high) + 1e-9; power += 1) {
    if (power % every) continue;
    for (const digit of digits) {
      const value = digit * 10 ** power;
      if (value >= low * 0.999 && value <= high * 1.001) found.push(value);
    }
  }
  return found;
}

/** A number of an axis for reading: 0.01, 50, 3,000, 10⁷, or a share where `percent`. */
function tickText(value, isPercent = false) {
  if (isPercent) return `${+(100 * value).toPrecision(6)} %`;
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e5 || size < 1e-3)) {
    const power = Math.floor(Math.log10(size) + 1e-9);
    const digit = +(value / 10 ** power).toPrecision(3);
    return `${digit === 1 ? "" : `${digit}·`}10${superscript(power)}`;
  }
  return new Intl.NumberFormat("en", { maximumFractionDigits: 6 }).format(+value.toPrecision(6));
}

function superscript(power) {
  return [...String(power)].map((letter) => (letter === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[letter])).join("");
}
