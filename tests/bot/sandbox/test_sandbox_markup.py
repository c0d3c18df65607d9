"""HTML becomes text and entities as Telegram would make them, and errors are Telegram's own."""

import pytest

from bot.sandbox.entities import read_text
from bot.sandbox.errors import Refusal
from bot.sandbox.paint import preview, to_html


def entities_of(source: str) -> list[tuple[str, int, int]]:
    return [(e["type"], e["offset"], e["length"]) for e in read_text(source, "HTML", None)[1]]


def text_of(source: str) -> str:
    return read_text(source, "HTML", None)[0]


def complaint_about(source: str) -> str:
    with pytest.raises(Refusal) as caught:
        read_text(source, "HTML", None)
    assert caught.value.code == 400
    return caught.value.description.removeprefix("Bad Request: can't parse entities: ")


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"),
        ("strong", "bold"),
        ("i", "italic"),
        ("em", "italic"),
        ("u", "underline"),
        ("ins", "underline"),
        ("s", "strikethrough"),
        ("del", "strikethrough"),
        ("tg-spoiler", "spoiler"),
        ("code", "code"),
        ("pre", "pre"),
        ("blockquote", "blockquote"),
        ("B", "bold"),
    ],
)
def test_each_tag_becomes_its_entity(tag: str, kind: str) -> None:
    assert entities_of(f"a <{tag}>word</{tag}> b") == [(kind, 2, 4)]


def test_offsets_count_utf16_units() -> None:
    assert entities_of("🙂 שלום <b>👍🏽 ok</b>") == [("bold", 8, 7)]


def test_nested_tags_stand_outer_first() -> None:
    assert entities_of("<b>You <i>decide <u>now</u></i></b>") == [
        ("bold", 0, 14),
        ("italic", 4, 10),
        ("underline", 11, 3),
    ]


def test_a_folded_quote_is_expandable() -> None:
    assert entities_of("<blockquote expandable>The law</blockquote>") == [("expandable_blockquote", 0, 7)]


def test_a_span_is_a_spoiler_or_an_error() -> None:
    assert entities_of('<span class="tg-spoiler">secret</span>') == [("spoiler", 0, 6)]
    assert complaint_about("<span>x</span>") == 'Tag "span" must have class "tg-spoiler" at byte offset 0'


def test_a_link_keeps_its_address_with_references_decoded() -> None:
    _, (link,) = read_text('<a href="https://a.example/?x=1&amp;y=2">here</a>', "HTML", None)
    assert link["url"] == "https://a.example/?x=1&y=2"


def test_a_time_keeps_its_moment_and_format() -> None:
    _, (time,) = read_text('<tg-time unix="1812024000" format="wDT">Monday</tg-time>', "HTML", None)
    assert (time["type"], time["unix_time"], time["date_time_format"]) == ("date_time", 1812024000, "wDT")
    assert complaint_about('<tg-time unix="1" format="q">x</tg-time>') == "Invalid date format used"


def test_code_with_a_language_is_one_entity() -> None:
    _, (code,) = read_text('<pre><code class="language-sql">select</code></pre>', "HTML", None)
    assert (code["type"], code["language"]) == ("pre", "sql")


def test_references_are_decoded_and_unknown_ones_stay() -> None:
    assert text_of("&lt;3 &amp; &quot;&#128578;&#x1F642; &nbsp;") == '<3 & "🙂🙂 &nbsp;'


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<x>a</x>", 'Unsupported start tag "x" at byte offset 0'),
        ("é <foo bar", 'Unsupported start tag "foo" at byte offset 3'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<b>open", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=a?b>y</a>", "Unexpected end of name token at byte offset 8"),
    ],
)
def test_broken_markup_is_refused_in_telegrams_words(source: str, complaint: str) -> None:
    assert complaint_about(source) == complaint


def test_text_is_trimmed_and_entities_with_it() -> None:
    text, entities = read_text("\n  Hello <b>you  </b>\n", "HTML", None)
    assert text == "Hello you"
    assert [(e["offset"], e["length"]) for e in entities] == [(6, 3)]


def test_a_text_that_is_only_space_is_refused() -> None:
    with pytest.raises(Refusal, match="text must be non-empty"):
        read_text("<b> \n </b>", "HTML", None)


def test_isolates_stay_but_embeddings_vanish() -> None:
    assert text_of("\u2068AF-7K2Q\u2069 \u202bx\u202c\tend\r") == "\u2068AF-7K2Q\u2069 x end"


def test_entities_move_when_characters_vanish() -> None:
    assert entities_of("\u202ba\u202c <b>bold</b>") == [("bold", 2, 4)]


def test_the_same_style_twice_is_one_entity() -> None:
    assert entities_of("<b>a<b>b</b></b>") == [("bold", 0, 2)]


def test_code_holds_no_other_entity() -> None:
    assert entities_of("<code>a <b>b</b> /start</code>") == [("code", 0, 10)]


def test_quotes_are_not_nested() -> None:
    assert entities_of("<blockquote>a<blockquote>b</blockquote></blockquote>") == [("blockquote", 0, 2)]


def test_telegram_finds_commands_links_and_mentions_by_itself() -> None:
    found = entities_of("/help@x_bot https://a.example/b. @ana_r #care a@b.example 1/2")
    assert [kind for kind, _, _ in found] == ["bot_command", "url", "mention", "hashtag", "email"]
    assert found[1] == ("url", 12, 19)


def test_at_most_a_hundred_entities_are_kept() -> None:
    assert len(entities_of("<b>a</b> " * 101)) == 100


def test_markdown_is_not_modelled_and_says_so() -> None:
    with pytest.raises(Refusal, match="does not model Markdown") as caught:
        read_text("*a*", "MarkdownV2", None)
    assert caught.value.code == 501


def test_given_entities_are_kept_as_they_are() -> None:
    assert read_text("Hello", "", [{"type": "bold", "offset": 0, "length": 99}])[1] == [
        {"type": "bold", "offset": 0, "length": 5}
    ]


def test_the_page_gets_html_in_which_everything_is_escaped() -> None:
    text, entities = read_text(
        '&lt;script&gt; <b>&amp; <i>b</i></b> <a href="https://a.example/?a&amp;b">x</a>', "HTML", None
    )
    html = to_html(text, entities)
    assert html.startswith("&lt;script&gt; <b>&amp; <i>b</i></b> ")
    assert 'href="https://a.example/?a&amp;b"' in html


def test_the_page_gets_no_link_that_runs_code() -> None:
    html = to_html("x", [{"type": "text_link", "offset": 0, "length": 1, "url": "javascript:alert(1)"}])
    assert html == "<span>x</span>"


def test_overlapping_entities_are_closed_and_reopened() -> None:
    crossing = [{"type": "bold", "offset": 0, "length": 3}, {"type": "italic", "offset": 2, "length": 3}]
    assert to_html("abcde", crossing) == "<b>ab<i>c</i></b><i>de</i>"


def test_a_lock_screen_hides_spoilers_and_cuts_long_words() -> None:
    text, entities = read_text("Hello\n<tg-spoiler>HIV</tg-spoiler>", "HTML", None)
    assert preview(text, entities) == "Hello ▒▒▒"
    assert preview("x" * 200, []) == "x" * 119 + "…"
