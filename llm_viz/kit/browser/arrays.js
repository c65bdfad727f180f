// Arrays of numbers as the server sends them: `encode_arrays` in `payload.py`.

export const TYPES = {
  uint8: Uint8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
};
const ALIGNMENT = 8; // bytes: the arrays begin at multiples of it

/**
 * The payload of a message: what was JSON, and every array under its name, flat and in row-major order.
 *
 * @param {Uint8Array} message
 * @returns {Record<string, unknown>}
 */
export function decodeArrays(message) {
  const bytes = message.slice(); // a copy begins at a multiple of every type's size
  const length = new DataView(bytes.buffer).getUint32(0, true);
  /** @type {{ payload: Record<string, unknown>, arrays: [string, keyof typeof TYPES, number][] }} */
  const { payload, arrays } = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  let start = aligned(4 + length);
  for (const [name, type, count] of arrays) {
    payload[name] = new TYPES[type](bytes.buffer, start, count);
    start = aligned(start + count * TYPES[type].BYTES_PER_ELEMENT);
  }
  return payload;
}

/** @param {number} place */
function aligned(place) {
  return Math.ceil(place / ALIGNMENT) * ALIGNMENT;
}
