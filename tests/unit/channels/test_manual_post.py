"""What a person is given to post by hand fits its form, and says what was cut."""

from hypothesis import given
from hypothesis import strategies as st

from functions.channels.model.manual_post import ManualPost, prepared
from kernel.money import Money
from kernel.texts import UTF16

PLACE = ManualPost(
    "Facebook Marketplace", "https://www.facebook.com/marketplace/create/item", 20, 60, 2
)
PRICE = Money(125_000, "INR")
URLS = ("https://a.example/1.jpg", "https://a.example/2.jpg", "https://a.example/3.jpg")


def test_what_fits_is_left_as_it_is() -> None:
    made = prepared(PLACE, " Brass  elephant ", "Lost wax, from Bastar.\n", PRICE, URLS[:2])
    assert (made.title, made.text) == ("Brass elephant", "Lost wax, from Bastar.")
    assert made.pictures == URLS[:2]
    assert made.price == PRICE
    assert made.shortened == ()


def test_what_does_not_fit_is_cut_at_a_word_and_named() -> None:
    made = prepared(PLACE, "A small brass elephant from Bastar", "word " * 40, PRICE, URLS)
    assert made.title == "A small brass…"
    assert made.text.endswith("word…")
    assert made.pictures == URLS[:2]
    assert made.shortened == ("title", "text", "pictures")


@given(st.text(min_size=1, max_size=120), st.text(min_size=1, max_size=200))
def test_nothing_is_longer_than_the_form_takes(title: str, text: str) -> None:
    made = prepared(PLACE, title, text, PRICE, URLS)
    assert UTF16.size(made.title) <= PLACE.title_max
    assert UTF16.size(made.text) <= PLACE.text_max
