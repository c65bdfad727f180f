/** One row for each written token: the token before it, which did the looking, and what that looked at most. */
export default function ({ data: { looks, strings }, parentElement }) {
  const root = parentElement.querySelector(".root");
  root.replaceChildren(el("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": strings.seen }, el("table", {},
    el("thead", {}, el("tr", {},
      el("th", { scope: "col" }, strings.chosen),
      el("th", { scope: "col" }, el("span", { class: "q" }, "q "), strings.looking),
      el("th", { scope: "col" }, el("span", { class: "k" }, "k "), strings.seen))),
    el("tbody", {}, ...looks.map(({ token, looking, seen }) => el("tr", {},
      el("th", { scope: "row" }, chip(token, { chosen: true })),
      el("td", {}, chip(looking)),
      el("td", { class: "seen" }, ...(seen.length ? seen.map((one) => el("span", {}, chip(one.token), ` ${percent(one.share)}`)) : ["–"]))))))));
  return onHover(root);
}
