"""What holds for every page, in a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters import chapters
from llm_viz.engine.request_limits import KEPT_CHARACTERS
from llm_viz.kit.browser.modules import modules
from llm_viz.kit.shell.contents import Chapter
from llm_viz.kit.shell.opening import DEFAULT_TEXT
from tests.support.page_checks import (
    address,
    check,
    check_content,
    check_on_phone,
    english_names,
    open_menu,
    overflow,
    reveal,
    shift,
    stops,
    unfold,
    unseen_stops,
)
from tests.support.places import path_of
from tests.support.site import CALM, NARROW, PHONE, WIDE, Site, Theme, Visit

pytestmark = pytest.mark.browser
PROJECTED_HEIGHT = 860
"""A projector's screen less the browser's own bars."""
LIGHT: Theme = "light"
DARK: Theme = "dark"
MOST_SHIFT = 0.1
"""Of a page that builds up (`page_checks.shift`): they keep below 0.05; without styles and places it is 1."""
FINGER = 44
"""Pixels that a finger needs."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chapter", chapters(), ids=lambda chapter: chapter.name)
def test_every_page_in_every_look(site: Site, chapter: Chapter, language: Language) -> None:
    # Colours do not depend on the language: one theme before the answer and the other after it, the other way round in
    # the other language.
    theme, other_theme = (LIGHT, DARK) if language == "en" else (DARK, LIGHT)
    visit = site.open_page(path_of(chapter), language, theme=theme)
    assert shift(visit.page) < MOST_SHIFT, "what is drawn first must keep its place"
    heading = visit.page.get_by_role("heading", level=1)
    expect(heading).to_have_text(strings(language, chapter.name)("question"))
    rail = visit.page.locator(".st-key-rail").get_by_role("link")
    expect(rail).to_have_count(len(chapters()))
    expect(rail.and_(visit.page.locator("[aria-current=page]"))).to_contain_text(
        strings(language, chapter.name)("title") if chapter.number else strings(language)("home")
    )
    expect(visit.page).to_have_title(f"{strings(language, chapter.name)('title')} – LLM Viz")
    check(visit)
    visit.screenshot(f"{chapter.name}-{language}-{theme}")
    reveal(visit, language)
    visit.page.emulate_media(color_scheme=other_theme)
    visit.settle()
    check(visit)
    visit.screenshot(f"{chapter.name}-{language}-{other_theme}")
    begins = visit.page.get_by_role("heading", level=2).or_(visit.page.locator(".stage")).all()
    first_part = min(box["y"] for box in (each.bounding_box() for each in begins) if box is not None)
    assert first_part < PROJECTED_HEIGHT, "the demonstration must begin on the first screen"
    assert visit.page.evaluate("() => document.documentElement.lang") == language
    if language == "ja":
        assert english_names(visit.page) == []
    else:  # keys know no language
        around = stops(visit.page, "Tab")
        assert any("stSkipToContent" in stop for stop in around), "the Tab key is caught"
        assert stops(visit.page, "Shift+Tab") == around
        assert unseen_stops(visit.page) == []
    check_on_phone(visit, f"{chapter.name}-{language}-phone")
    visit.page.set_viewport_size(NARROW)
    visit.settle()
    assert overflow(visit.page) <= 0
    check_content(visit)


def test_code_tables_and_formulas_in_folds_can_be_read_on_any_screen(site: Site) -> None:
    visit = site.open_page("/scaling", "en", act="formula", reveal="1")
    way_on = visit.page.locator("[data-testid=stLayoutWrapper]:has(> .st-key-next-act)")
    expect(way_on, "it is in sight beside the picture").to_have_css("position", "sticky")
    unfold(visit)
    expect(way_on, "it must not lie over what was unfolded").not_to_have_css("position", "sticky")
    expect(visit.page.locator("[data-testid=stCode] .token").first).to_be_visible()
    copy = visit.page.get_by_test_id("stCode").get_by_role("button").first
    expect(copy, "the Tab key must find it both ways").to_have_css("visibility", "visible")
    check(visit)
    visit.page.set_viewport_size(NARROW)
    visit.settle()
    assert overflow(visit.page) <= 0
    expect(way_on, "it stands in the bar below the page").to_have_css("position", "fixed")
    page, bar = (place.bounding_box() for place in (visit.page.get_by_test_id("stMain"), way_on))
    assert page is not None
    assert bar is not None
    assert page["y"] + page["height"] <= bar["y"] + 0.5, "the bar covers nothing"
    sideways = visit.page.evaluate(_SIDEWAYS)
    assert sideways, "a table must be too wide for its place"
    assert set(sideways) == {"0"}, "the keyboard must reach what scrolls"
    visit.page.set_viewport_size({"width": 390, "height": 500})
    expect(way_on, "a low screen has no room for a bar").not_to_have_css("position", "fixed")


_SIDEWAYS = """() => [...document.querySelectorAll("[data-testid=stMarkdownContainer]")]
  .filter((box) => box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflowX === "auto")
  .map((box) => box.getAttribute("tabindex"))"""


def test_a_visit_that_the_server_has_forgotten_keeps_its_sentence(site: Site) -> None:
    visit = site.open_page("/tokens", "en", text="Hi")
    page = visit.page
    sentence = page.get_by_role("textbox", name=strings("en")("sentence"))
    page.evaluate("document.documentElement.dataset.visit = 'one before the server was restarted'")
    with page.expect_event("load"):  # another address alone would count as a navigation, too
        sentence.fill("Back again & now")
        sentence.press("Enter")
    visit.settle()
    expect(sentence).to_have_value("Back again & now")
    assert address(page)["text"] == "Back again & now"
    sentence.fill("x" * (KEPT_CHARACTERS + 5))
    sentence.press("Enter")
    expect(page.get_by_text(strings("en")("sentence-cut", limit=KEPT_CHARACTERS))).to_be_visible()
    expect(sentence).to_have_value("x" * KEPT_CHARACTERS)
    assert max(map(len, visit.sent)) < 2 * KEPT_CHARACTERS
    assert visit.problems == []


def test_the_sentence_travels_and_the_address_stays_complete(site: Site) -> None:
    visit = site.open_page("/", "en")
    page = visit.page
    sentence = page.get_by_role("textbox", name=strings("en")("sentence"))
    sentence.fill("吾輩は猫で\nある")
    sentence.press("Enter")
    visit.settle()
    expected = {"lang": "en", "model": "smollm2-135m", "text": "吾輩は猫で\nある"}
    assert address(page) == expected
    for chapter in chapters()[1:]:
        page.locator(".st-key-rail").get_by_role("link").nth(chapter.number).click()
        page.wait_for_url(f"**/{chapter.name}?*")
        visit.settle()
        assert address(page) == expected
        if chapter.about.reads_sentence:  # not every act shows it
            expect(page.locator(".st-key-sentence textarea")).to_have_value(expected["text"])
    page.goto(f"{site.url}/attention?{urlsplit(page.url).query}")
    page.reload()
    visit.settle()
    assert address(page) == expected
    expect(page.locator(".st-key-sentence textarea")).to_have_value(expected["text"])
    tokens = page.locator(".st-key-rail").get_by_role("link").nth(2)
    with page.context.expect_page() as opened:
        tokens.click(modifiers=["Control"])
    expect(opened.value).to_have_url(re.compile("/tokens"))
    assert address(opened.value) == expected, "as it is before anything of the page has run"
    opened.value.close()
    tokens.press("Enter")
    page.wait_for_url("**/tokens?*")
    visit.settle()
    expect(tokens).to_be_focused()
    page.go_back()
    page.wait_for_url("**/attention?*")
    visit.settle()
    question = page.get_by_role("heading", level=1)
    expect(question).to_have_text(strings("en", "attention")("question"))
    there_and_back = """([there, back]) => {
      there.click()
      back.click()
    }"""
    links = page.locator(".st-key-rail").get_by_role("link")
    page.evaluate(there_and_back, [links.nth(2).element_handle(), links.nth(6).element_handle()])
    visit.settle()
    expect(question, "of two presses the last counts").to_have_text(strings("en", "attention")("question"))
    assert address(page) == expected


def test_the_address_of_home_has_a_name_too_and_enter_while_composing_japanese_does_not_submit(site: Site) -> None:
    visit = site.open_page("/home", "ja")
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(strings("ja", "home")("question"))
    check(visit)
    sentence = visit.page.get_by_role("textbox", name=strings("ja")("sentence"))
    sentence.fill("りんご")
    sentence.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    visit.settle()
    assert address(visit.page)["text"] == DEFAULT_TEXT["ja"]
    sentence.press("Shift+Enter")
    visit.settle()
    assert address(visit.page)["text"] == DEFAULT_TEXT["ja"]
    expect(sentence).to_have_value("りんご\n")


def test_switching_the_language_switches_everything(site: Site) -> None:
    visit = site.open_page("/", "en")
    open_menu(visit.page)
    visit.page.get_by_role("radio", name="日本語").or_(visit.page.get_by_role("button", name="日本語")).first.click()
    visit.settle()
    assert address(visit.page) == {"lang": "ja", "model": "gemma-3-270m", "text": DEFAULT_TEXT["ja"]}
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(strings("ja", "home")("question"))
    menu, document = visit.page.get_by_test_id("stMainMenuButton"), visit.page.locator("html")
    expect(document).to_have_attribute("lang", "ja")
    expect(menu).to_have_accessible_name(strings("ja")("chrome-menu"))
    menu.click()
    expect(visit.page.get_by_role("menu")).to_contain_text(strings("ja")("chrome-print"))
    visit.page.keyboard.press("Escape")
    open_menu(visit.page)
    visit.page.get_by_role("radio", name="English").or_(visit.page.get_by_role("button", name="English")).first.click()
    expect(document).to_have_attribute("lang", "en")
    expect(menu).to_have_accessible_name("Main menu")


def test_a_phone_has_targets_for_fingers_the_chapters_in_its_menu_and_the_act_in_sight(site: Site) -> None:
    context = site.browser.new_context(locale="en-GB", has_touch=True, is_mobile=True, viewport=PHONE)
    context.add_init_script(CALM)
    visit = Visit(context.new_page(), site.url)
    site.visits.append(visit)
    page = visit.page
    page.goto(f"{site.url}/?lang=ja")
    visit.settle()
    page.get_by_test_id("stPopoverButton").tap()
    link = page.locator(".st-key-contents").get_by_role("link", name=strings("ja", "generation")("title"))
    assert link.bounding_box()["height"] >= FINGER
    link.tap()
    page.wait_for_url("**/generation?*")
    visit.settle()
    expect(link).to_be_hidden()
    assert page.evaluate(_SMALL_TARGETS, FINGER) == []
    late: list[Route] = []

    def keep_waiting(route: Route) -> None:
        late.append(route)

    page.route("**/chrome.js", keep_waiting)
    page.goto(f"{site.url}/learning?lang=ja&act=data")
    act = page.get_by_role("radio", name=strings("ja", "learning")("act-data"))
    expect(act).to_be_visible()
    page.wait_for_timeout(500)  # on a slow phone the row stands complete before the module that moves it has come
    for route in late:
        route.continue_()
    visit.settle()
    expect(act).to_be_in_viewport(ratio=0.95)


_SMALL_TARGETS = """(least) => {
  const small = []
  const look = (root) => {
    for (const node of root.querySelectorAll("*")) {
      if (node.shadowRoot) look(node.shadowRoot)
      if (!node.matches("button, select, textarea, summary, input, [role=button]")) continue
      const { width, height } = (node.closest("label") ?? node).getBoundingClientRect()
      const isSmall = width > 0 && Math.min(width, height) < least - 0.5
      if (isSmall) small.push(`${node.outerHTML.slice(0, 120)} ${width} ${height}`)
    }
  }
  look(document)
  return small
}"""


def test_colours_that_the_system_chooses_leave_bars_switches_and_what_is_chosen(site: Site) -> None:
    page = site.open_page("/sampling", "en", size=WIDE, act="live").page
    open_menu(page)
    page.emulate_media(forced_colors="active")
    background = "node => getComputedStyle(node).backgroundColor"
    bar = page.locator(".bar").first
    assert bar.evaluate(background) != bar.locator("..").evaluate(background)
    expect(bar.locator("..")).to_have_css("outline-style", "solid")
    expect(page.get_by_test_id("stCheckbox").locator("label > *").first).to_have_css("forced-color-adjust", "none")
    chosen = page.locator("[data-testid=stButtonGroup] button[data-selected=true]").first
    expect(chosen).to_have_css("outline-style", "solid")


def test_the_address_is_shared_and_keeps_settings_and_the_page_speaks_to_its_own_server_only(site: Site) -> None:
    visit = site.open_page("/", "en", text="Hello <b>world</b>")
    sharing_shows_the_address_without_asking_the_server(visit)
    settings_are_remembered_in_the_address(visit)
    assert json.dumps(visit.problems) == "[]"
    the_page_may_speak_to_its_own_server_only(visit)


def sharing_shows_the_address_without_asking_the_server(visit: Visit) -> None:
    before = len(visit.sent)
    assert before > 0
    open_menu(visit.page)
    visit.page.get_by_role("button", name=strings("en")("share")).click()
    field = visit.page.get_by_role("textbox", name=strings("en")("share"))
    expect(field).to_have_value(visit.page.url)
    assert address(visit.page)["text"] == "Hello <b>world</b>"
    visit.settle()
    assert len(visit.sent) == before
    visit.page.keyboard.press("Escape")


def settings_are_remembered_in_the_address(visit: Visit) -> None:
    visit.page.evaluate(
        """async (address) => {
          const { rememberInUrl } = await import(address)
          rememberInUrl({ temperature: 0.5, k: 3 })
          rememberInUrl({ k: null })
        }""",
        module("address"),
    )
    assert address(visit.page)["temperature"] == "0.5"
    assert "k" not in address(visit.page)
    sentence = visit.page.get_by_role("textbox", name=strings("en")("sentence"))
    sentence.fill("Something else")
    sentence.press("Enter")
    visit.settle()
    assert address(visit.page) == {
        "lang": "en", "model": "smollm2-135m", "text": "Something else", "temperature": "0.5",
    }  # fmt: skip


def the_page_may_speak_to_its_own_server_only(visit: Visit) -> None:
    refused = visit.page.evaluate("() => fetch('https://example.org/').then(() => 'sent', (error) => String(error))")
    assert "Failed to fetch" in refused
    policy = visit.page.goto(visit.server).headers["content-security-policy"]  # type: ignore[union-attr]
    assert "http" not in policy
    assert "*" not in policy


def test_a_visit_in_a_used_tab_knows_nothing_of_the_one_before(site: Site) -> None:
    before = site.open_page("/sources", "en", size=PHONE)
    page = before.page
    page.emulate_media(forced_colors="active", color_scheme="dark")
    page.evaluate("() => sessionStorage.setItem('kept', 'yes')")
    page.mouse.move(195, 400)
    assert page.evaluate(_STATE)[0] > 0
    site.close_pages()
    heard = len(before.sent)
    visit = site.open_page("/sources", "en", motion="no-preference")
    assert visit.page is page
    assert page.evaluate(_STATE) == [0, 0, False, False, False, WIDE["width"]]
    assert (len(before.sent), before.problems) == (heard, [])
    assert visit.sent


_STATE = """() => [
  document.querySelectorAll(":hover").length,
  sessionStorage.length,
  ...["forced-colors: active", "prefers-color-scheme: dark", "prefers-reduced-motion: reduce"].map(
    (query) => matchMedia(`(${query})`).matches
  ),
  innerWidth,
]"""


@pytest.fixture
def blank(site: Site) -> Iterator[Page]:
    """An empty page of the app's server, from which modules can be loaded."""
    page = site.browser.new_page()
    page.goto(f"{site.url}/_stcore/health")
    yield page
    page.close()


def module(name: str) -> str:
    """The address of a module of the kit."""
    return f"/parts/{modules().version}/kit/browser/{name}.js"


def test_elements_never_parse_text_as_html(blank: Page) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    markup = blank.evaluate(
        """async ([dom, text]) => {
          const { el } = await import(dom)
          return el("p", { title: text, class: "a" }, text, el("b", {}, text)).outerHTML
        }""",
        [module("dom"), hostile],
    )
    assert "<img" not in re.sub(r'title="[^"]*"', "", markup)


def test_hovering_a_chip_lights_up_the_same_token_everywhere(blank: Page) -> None:
    lit = blank.evaluate(
        """async ([dom, chips]) => {
      const { el } = await import(dom)
      const { chip, onHover } = await import(chips)
      const token = { position: 3, id: 7, label: "a", bytes: "61", kind: "text" }
      const roots = [0, 1].map(() => el("div", {}, chip(token), chip({ ...token, position: 4 })))
      document.body.append(...roots)
      roots.forEach((root) => onHover(root))
      roots[0].firstChild.onpointerenter()
      const during = roots.map((root) => [...root.children].map((node) => node.classList.contains("hovered")))
      roots[0].firstChild.onpointerleave()
      return [during, document.querySelectorAll(".hovered").length]
    }""",
        [module("dom"), module("chips")],
    )
    assert lit == [[[True, False], [True, False]], 0]
