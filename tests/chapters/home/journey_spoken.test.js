import assert from "node:assert/strict";
import { test } from "node:test";
import { spokenStage } from "../../../llm_viz/chapters/home/parts/journey_spoken.js";
import { STAGES } from "../../../llm_viz/chapters/home/parts/walk.js";

test("every stage is said in words, with what stands there", () => {
  const token = { id: 1, text: " Paris", label: "␣Paris", kind: "text", probability: 0.771 };
  const other = { ...token, id: 2, label: "␣a", probability: 0.021 };
  const layers = [
    { layer: 0, favourite: other },
    { layer: 1, favourite: token },
  ];
  const round = { name: "Round 2", written: [" the"], tokens: [token, other], layers, candidates: [token, other] };
  const labels = { text: "Text", tokens: "Tokens", layers: "Layers", probabilities: "Probabilities", chosen: "Chosen" };
  const data = /** @type {any} */ ({ text: "I see", rounds: [round, round], labels });
  assert.deepEqual(
    STAGES.map((_, stage) => spokenStage(data, STAGES.length + stage)),
    [
      "Round 2, Text: I see the",
      "Tokens: ␣Paris, ␣a",
      "Layers: 0 ␣a, 1 ␣Paris",
      "Probabilities: ␣Paris 77\u00a0%, ␣a 2.1\u00a0%",
      "Chosen: ␣Paris 77\u00a0%",
    ],
  );
});
