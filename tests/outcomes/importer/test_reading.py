"""Getting text out of a file: plain UTF-8 is read, everything else is refused with what it is and what to do."""

import pytest

from outcomes.framework.importer import NotAPlan, Unreadable, read_text


def refusal(source) -> str:
    with pytest.raises(Unreadable) as caught:
        read_text(source)
    return str(caught.value)


def test_utf8_is_read_as_it_stands(tmp_path):
    paper = tmp_path / "paper.txt"
    paper.write_bytes("Rents rose by £3 – “a lot”.\r\n".encode())
    assert read_text(paper) == "Rents rose by £3 – “a lot”.\r\n"
    assert read_text(str(paper)) == read_text(paper)


def test_a_byte_order_mark_is_taken_off():
    assert read_text(b"\xef\xbb\xbf1. Homes") == "1. Homes"


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf \n"])
def test_an_empty_file_is_refused(data):
    assert refusal(data) == "The file is empty. Give a file that holds the text of the paper."


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"%PDF-1.7\n1. Homes", "a PDF"),
        (b"PK\x03\x04\x14\x00", "a Word document or another zipped file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Word document"),
        (b"{\\rtf1\\ansi 1. Homes}", "a rich text (RTF) file"),
        (b"<!DOCTYPE html><p>1. Homes", "a web page"),
        (b"\x89PNG\r\n", "a picture"),
    ],
)
def test_other_kinds_of_file_are_named(data, named):
    assert refusal(data) == (
        f"The file is {named}, not plain text. Save the paper as plain text in UTF-8 and import that file."
    )


def test_windows_1252_is_refused_with_the_line():
    data = "1. Homes\nThe Council’s homes".encode("cp1252")
    assert "not in UTF-8 (first at line 2); it is probably in Windows-1252" in refusal(data)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_refused(encoding):
    message = refusal("1. Homes for all".encode(encoding))
    assert "UTF-16" in message or "NUL characters" in message


def test_nul_characters_are_refused():
    assert "NUL characters" in refusal(b"1. Homes\x00\n")


@pytest.mark.parametrize("text", ["the Councilâ€™s â€œplanâ€ for 2025â€“29", "the Council\x92s plan"])
def test_text_garbled_before_is_refused(text):
    assert "garbled" in refusal(text.encode())


def test_a_file_that_is_not_there_a_folder_and_a_huge_file(tmp_path, monkeypatch):
    assert refusal(tmp_path / "none.txt") == f"There is no file {tmp_path / 'none.txt'}. Check its name and folder."
    assert "is a folder" in refusal(tmp_path)
    monkeypatch.setattr("outcomes.framework.importer.reading.LARGEST", 10)
    assert "larger than" in refusal(b"1. Homes for all")


def test_a_refusal_is_caught_as_not_a_plan():
    with pytest.raises(NotAPlan):
        read_text(b"")
