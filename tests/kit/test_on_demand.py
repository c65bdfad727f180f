"""Results that are computed when asked for, and kept while the question stays the same."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from llm_viz.kit.page.on_demand import Button, Kept, on_demand, with_progress

    kept: Kept[int] = Kept("test-kept")
    question = st.text_input("question", "a", key="question")

    def compute() -> int | None:
        steps = ((number / 3, number * len(question)) for number in (1, 2, 3))
        return on_demand(Button("Go", ":material/timer:", "go"), lambda share: f"{share:.0%}", lambda: steps)

    st.text(f"{question}: {kept.get_or_compute(question, compute)}")
    st.text(", ".join(with_progress(["x", "y"], "…")))


def texts(app: AppTest) -> list[str]:
    return [text.value for text in app.text]


def test_nothing_is_computed_before_the_button_is_pressed() -> None:
    assert texts(AppTest.from_function(page, default_timeout=60).run()) == ["a: None", "x, y"]


def test_the_last_result_is_kept_and_the_button_goes() -> None:
    app = AppTest.from_function(page, default_timeout=60).run()
    app = app.button(key="go").click().run()
    assert texts(app)[0] == "a: 3"
    assert texts(app.run())[0] == "a: 3"
    assert not app.button


def test_another_question_has_no_answer_yet() -> None:
    app = AppTest.from_function(page, default_timeout=60).run()
    app.button(key="go").click().run()
    app.text_input(key="question").set_value("bb").run()
    assert texts(app)[0] == "bb: None"
    assert texts(app.button(key="go").click().run())[0] == "bb: 6"
