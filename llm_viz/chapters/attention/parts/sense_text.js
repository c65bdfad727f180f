// Words and numbers of the sense score, shared by the components that show one.
// Sense A is orange with circles, sense B teal with squares; each has its letter as well.

const SIDES = [
  { letter: "A", colour: "var(--side-a)", shape: "circle" },
  { letter: "B", colour: "var(--side-b)", shape: "square" },
];

/** A score as people read it: +0.45, −0.90, 0.00. */
function signed(score) {
  const text = Math.abs(score).toFixed(2);
  return Number(text) === 0 ? text : `${score > 0 ? "+" : "−"}${text}`;
}

/** A sentence with marks `{name}`: the parts between, with values (text or nodes) in their places. */
function fillIn(sentence, values) {
  return sentence.split(/\{(\w+)\}/).map((part, index) => (index % 2 ? values[part] : part)).filter((part) => part !== "");
}

/** Which sense a score leans to, in words; "undecided" near the middle. */
function leaning(score, { poles, strings }) {
  return Math.abs(score) < 0.15 ? strings.undecided : fillIn(strings.towards, { sense: poles[score > 0 ? 0 : 1] }).join("");
}
