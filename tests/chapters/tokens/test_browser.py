"""Chapter 2 in a browser: linked hover, the replay of merges, hostile texts, phones, themes, axe."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Locator, expect

from tests.support.page_checks import barriers
from tests.support.site import PHONE, WIDE, Site, Visit

pytestmark = pytest.mark.browser

ARTICLE = "こんにちは、世界!"
OWN_PARTS = "[class*=st-key-section-tokens]"


def open_tokens(site: Site, lang: str, text: str, model: str = "smollm2-135m", **options: object) -> Visit:
    return site.open_page("/tokens", lang, text=text, model=model, reveal="1", show_see="true", **options)  # type: ignore[arg-type]


def part(visit: Visit, name: str) -> Locator:
    return visit.page.locator(f".st-key-tokens-{name}")


@pytest.mark.parametrize(("lang", "theme", "size"), [("ja", "light", PHONE), ("en", "dark", WIDE)])
def test_the_page_is_drawn_and_accessible(
    site: Site, lang: str, theme: Literal["light", "dark"], size: dict[str, int]
) -> None:
    visit = open_tokens(site, lang, ARTICLE + " Apple 👨‍👩‍👧", theme=theme, size=size)
    expect(part(visit, "view").locator(".cell").first).to_be_visible()
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert barriers(visit.page, OWN_PARTS) == []
    visit.screenshot(f"tokens-{lang}-{theme}-{size['width']}")
    assert (visit.problems, visit.foreign) == ([], [])


def test_tokens_are_pointed_at_walked_and_read_anew_with_the_next_text(site: Site) -> None:
    """One page for all that the first picture answers."""
    visit = open_tokens(site, "en", "a 猫", theme="light")
    pointing_at_a_token_lights_up_its_characters_says_what_it_is_and_sends_nothing(visit)
    visit.read("one two three")
    arrow_keys_walk_through_the_tokens(visit)
    field = visit.page.locator(".st-key-sentence textarea")
    for text, pieces in [("𠮷野家で", 1), ("two dogs", 2)]:
        field.fill(text)
        field.press("Enter")
        visit.settle()
        expect(part(visit, "view").locator(".source")).to_have_text(text)
        assert part(visit, "view").locator(".cell").count() >= pieces
    assert "�" not in visit.text()
    assert visit.problems == []


def pointing_at_a_token_lights_up_its_characters_says_what_it_is_and_sends_nothing(visit: Visit) -> None:
    view, before = part(visit, "view"), len(visit.sent)
    assert before > 0
    view.locator(".cell").nth(2).hover()
    assert view.locator(".segment.hovered").inner_text().strip() == "猫"
    assert view.locator(".cell.hovered").count() == 1
    assert "8C" in view.locator(".detail").inner_text()
    view.locator(".segment").first.hover()
    assert view.locator(".segment.hovered").inner_text() == "a"
    visit.settle()
    assert len(visit.sent) == before


def arrow_keys_walk_through_the_tokens(visit: Visit) -> None:
    cells = part(visit, "view").locator(".cell")
    expect(part(visit, "view").locator(".cell[tabindex='0']")).to_have_count(1)
    cells.first.focus()
    visit.page.keyboard.press("ArrowRight")
    visit.page.keyboard.press("ArrowRight")
    expect(cells.nth(2)).to_be_focused()
    visit.page.keyboard.press("Home")
    expect(cells.first).to_be_focused()


# How long each row is, from the left edge of its first piece to the right edge of its last.
LENGTHS = """(rows) => rows.map((row) => {
  const boxes = [...row.querySelectorAll("rect")].map((rect) => rect.getBoundingClientRect());
  return boxes[boxes.length - 1].right - boxes[0].left;
})"""


def test_rows_are_as_long_as_their_letters_or_as_their_pieces_and_light_up_together(site: Site) -> None:
    visit = open_tokens(site, "en", "猫 a", act="compare")
    comparison = part(visit, "comparison")
    rows, slider = comparison.locator(".sheet > g"), comparison.locator("input[type=range]")
    pieces = [rows.nth(index).locator(".piece").count() for index in range(1, rows.count())]
    _, *lengths = rows.evaluate_all(LENGTHS)
    widths = [(length + 2) / number for length, number in zip(lengths, pieces, strict=True)]  # 2 pixels lie between
    assert len(set(pieces)) > 1
    assert max(widths) - min(widths) < 1
    visit.sent.clear()
    slider.fill("0")
    as_letters = rows.evaluate_all(LENGTHS)
    assert max(as_letters) - min(as_letters) < 1
    rows.first.locator(".piece").first.click()
    for index in range(rows.count()):
        assert rows.nth(index).locator(".piece.lit").count() >= 1
    expect(rows.first.locator(".amount")).to_have_text("1 / 3")
    expect(rows.nth(1).locator(".amount")).to_have_text(f"{pieces[0] - 1} / {pieces[0]}")  # bytes of 猫, and “ a”
    expect(comparison.locator(".touched")).to_have_text("猫")
    visit.page.keyboard.press("ArrowRight")
    expect(comparison.locator(".touched")).to_have_text("␣")
    comparison.get_by_role("button", name="Hello, world!").click()
    expect(rows.first.locator(".piece")).to_have_count(13)
    visit.settle()
    assert visit.sent == []
    assert "counted=0&sample=hello" in visit.page.url
    assert barriers(visit.page, OWN_PARTS) == []


def test_the_replay_steps_plays_and_ends_in_the_tokens(site: Site) -> None:
    visit = open_tokens(site, "en", "lower", motion="no-preference", act="merge")
    replay = part(visit, "merges")
    pieces = replay.locator(".pieces .piece")
    assert pieces.all_inner_texts() == list("lower")
    replay.get_by_role("button", name="One step forward").click()
    assert pieces.all_inner_texts() == ["l", "o", "w", "er"]
    assert replay.locator(".pieces .made").inner_text() == "er"
    assert replay.locator(".pieces .next").all_inner_texts() == ["o", "w"]
    visit.page.keyboard.press("ArrowLeft")
    assert pieces.all_inner_texts() == list("lower")
    replay.get_by_role("button", name="Play").click()
    expect(replay.locator(".verdict")).to_contain_text("✓", timeout=10_000)
    assert pieces.all_inner_texts() == ["lower"]
    replay.locator("input[type=range]").fill("2")
    assert pieces.all_inner_texts() == ["l", "ow", "er"]
    replay.get_by_text("All merges").click()
    replay.locator(".merges button").nth(2).click()
    assert pieces.all_inner_texts() == ["low", "er"]
    expect(replay.locator(".block.ahead")).to_have_count(1)  # of the last merge
    expect(replay.locator(".block:not(.ahead, .under) text")).to_have_text(["er", "low"])
    visit.page.wait_for_url("**merge=3**")
    visit.page.reload()  # a link opens to the same step
    expect(pieces).to_have_text(["low", "er"])
    visit.settle()
    before = len(visit.sent)
    slider = replay.locator("input[type=range]")
    for step in range(5):
        slider.fill(str(step))
    visit.settle()
    assert len(visit.sent) == before, "moving the replay asks nobody"
    visit.page.get_by_role("radio", name="3 Other ways to cut").click()
    visit.settle()
    assert len(visit.sent) > before  # messages are counted


HOSTILE = [
    '<img src=x onerror="window.broken=1"></script><script>window.broken=1</script>',
    "**b** $x$ `c` [a](javascript:alert(1)) :material/home: \u202eevil\u202c",
    "a\n\n\n- b\t\u0301\u200d\u200b",
]


def test_a_text_is_only_ever_text(site: Site) -> None:
    visit = open_tokens(site, "en", " ".join(HOSTILE))
    assert visit.page.evaluate("window.broken") is None
    assert visit.page.locator("[data-testid=stMain] img").count() == 0
    assert "\u202e" not in part(visit, "view").inner_text()
    assert "�" not in visit.text()
    assert visit.problems == []


def test_letters_are_cut_by_key_and_pointer_and_join_to_the_tokens(site: Site) -> None:
    visit = site.open_page("/tokens", "en", text="the cat", model="smollm2-135m")
    bricks = part(visit, "bricks")
    gaps = bricks.locator(".gap")
    expect(gaps).to_have_count(6)
    gaps.nth(2).click()
    expect(gaps.nth(2)).to_have_attribute("aria-pressed", "true")
    gaps.nth(0).focus()
    visit.page.keyboard.press(" ")
    expect(gaps.nth(0)).to_have_attribute("aria-pressed", "true")
    assert barriers(visit.page, OWN_PARTS) == []
    bricks.get_by_role("button", name="Join the letters").click()
    expect(bricks.locator(".mine.right")).to_have_count(1)
    expect(bricks.locator(".mine.wrong")).to_have_count(1)
    expect(bricks.locator(".stage-says")).to_contain_text("You found 1 of 1 cuts, and made 1 where there is none.")
    expect(bricks.locator("svg")).to_have_attribute("aria-label", "2 pieces: the | ␣cat")
    assert visit.problems == []
