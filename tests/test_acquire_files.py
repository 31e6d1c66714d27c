"""What files hold becomes documents; whatever is wrong with one costs that one only, and says so."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from crosswire.acquire.files import AcquireOptions, plan, read, read_all
from crosswire.acquire.rows import lines_of
from crosswire.errors import UsageError
from crosswire.model import Document, Skipped

SMALL = AcquireOptions(max_bytes=200)


def write(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def one(path: Path, options: AcquireOptions = SMALL) -> Document | Skipped:
    (item,) = read_all([path], options=options)
    return item


@pytest.mark.parametrize(("name", "media_type"), [
    ("a.txt", "text/plain"), ("a.md", "text/plain"), ("a.html", "text/html"), ("A.HTM", "text/html")])
def test_a_text_file_is_one_document_with_its_bytes_as_received(tmp_path: Path, name: str, media_type: str) -> None:
    item = one(write(tmp_path, name, "The army left.\r\n"))
    assert isinstance(item, Document)
    assert (item.content, item.media_type, item.key) == (b"The army left.\r\n", media_type, name)
    assert item.name == Path(name).stem


def test_a_json_object_declares_its_fields(tmp_path: Path) -> None:
    row = {"id": 7, "text": "Tövë left.", "url": "https://a.example/1", "title": "T", "outlet": "O",
           "published": "2031-05-02"}
    item = one(write(tmp_path, "x.json", json.dumps(row)))
    assert isinstance(item, Document)
    assert (item.key, item.name, item.url) == ("https://a.example/1", "7", "https://a.example/1")
    assert (item.declared_title, item.declared_outlet, item.declared_published) == ("T", "O", "2031-05-02")
    assert item.content.decode() == "Tövë left."


def test_rows_of_a_file_are_keyed_by_file_and_id(tmp_path: Path) -> None:
    rows = '{"id": "a", "text": "One."}\n\n{"text": "Two."}\n'
    assert [item.key for item in read_all([write(tmp_path, "r.jsonl", rows)]) if isinstance(item, Document)] == [
        "r.jsonl#a", "r.jsonl#3"]


@pytest.mark.parametrize(("name", "content", "rule", "says"), [
    ("a.txt", b"", "empty", "empty"),
    ("a.txt", b" \n ", "empty", "empty"),
    ("a.txt", b"ab\0c", "binary", "NUL"),
    ("a.html", b"%PDF-1.4 ...", "binary", "PDF"),
    ("a.txt", b"\x89PNG\r\n", "binary", "image"),
    ("a.txt", b"\xc3\x28\x81\x8d", "undecodable", "UTF-8"),
    ("a.txt", b"x" * 201, "too_large", "200 bytes"),
    ("a.json", b"{\"text\": ", "not_json", "character"),
    ("a.json", b"[" * 199, "not_json", ""),
    ("a.json", b"[]", "empty", "list"),
    ("a.json", b"3", "wrong_shape", "a number"),
    ("a.json", b'{"body": "x"}', "wrong_shape", "body"),
    ("a.json", b'{"text": ["x"]}', "wrong_shape", "a list"),
    ("a.json", b'{"text": " "}', "wrong_shape", "empty"),
    ("a.json", b'{"text": "x", "url": 3}', "wrong_shape", "'url'"),
    ("a.json", b'{"text": "x", "id": true}', "wrong_shape", "'id'"),
    ("a.docx", b"x", "unknown_kind", ".docx"),
    ("a.jsonl", b"\n\n", "empty", "empty"),
])
def test_a_bad_file_is_skipped_with_its_name_and_what_to_do(
        tmp_path: Path, name: str, content: bytes, rule: str, says: str) -> None:
    item = one(write(tmp_path, name, content))
    assert isinstance(item, Skipped)
    assert item.reason.rule == rule
    assert item.reason.detail.startswith(name)
    assert says in item.reason.detail


def test_a_bad_line_costs_that_line(tmp_path: Path) -> None:
    rows = ['{"text": "One."}', '{"text": 4}', "{", '{"text": "' + "x" * 300 + '"}', '{"id": "d", "text": "Five."}',
            '{"id": "d", "text": "Six."}', '{"text": "Seven."}']
    items = list(read_all([write(tmp_path, "r.jsonl", "\n".join(rows))], options=SMALL))
    assert [item.reason.rule if isinstance(item, Skipped) else item.content.decode() for item in items] == [
        "One.", "wrong_shape", "not_json", "too_large", "Five.", "duplicate_id", "Seven."]
    assert "r.jsonl, line 4" in {item.name for item in items if isinstance(item, Skipped)}


def test_an_overlong_line_is_never_read_whole() -> None:
    class Watched(io.BytesIO):
        widest = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            line = super().readline(size)
            self.widest = max(self.widest, len(line))
            return line

    file = Watched(b"a\n" + b"x" * 5_000_000 + b"\nb\n")
    assert list(lines_of(file, 1000)) == [b"a\n", None, b"b\n"]
    assert file.widest <= 1 << 16


def test_half_a_surrogate_pair_keeps_every_offset(tmp_path: Path) -> None:
    item = one(write(tmp_path, "a.json", '{"text": "a\\ud800b"}'))
    assert isinstance(item, Document)
    assert item.content.decode() == "a\ufffdb"


def test_the_plan_is_sorted_and_the_same_for_any_order_of_arguments(tmp_path: Path) -> None:
    b, a = write(tmp_path, "b/2.txt", "x"), write(tmp_path, "a/1.txt", "xyz")
    write(tmp_path, "a/.hidden.txt", "x")
    write(tmp_path, ".git/c.txt", "x")
    assert plan([tmp_path, b]) == plan([b, tmp_path, a])
    assert [(each.path, each.size) for each in plan([tmp_path])] == [(a, 3), (b, 1)]


def test_equal_keys_of_two_folders_are_told_apart(tmp_path: Path) -> None:
    write(tmp_path, "a/1.txt", "x")
    write(tmp_path, "b/1.txt", "y")
    assert len({each.key for each in plan([tmp_path / "a", tmp_path / "b"])}) == 2


def test_a_folder_loop_is_named_and_walked_once(tmp_path: Path) -> None:
    write(tmp_path, "a/1.txt", "x")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    items = list(read_all([tmp_path]))
    assert sorted(item.key if isinstance(item, Document) else item.reason.rule for item in items) == [
        "a/1.txt", "not_readable"]


def test_a_dangling_link_and_a_pipe_are_skipped(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert [item.reason.rule for item in read_all([tmp_path]) if isinstance(item, Skipped)] == ["not_readable"] * 2


def test_a_file_that_may_not_be_read_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (each,) = plan([write(tmp_path, "a.txt", "x")])

    def refuse(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")
    monkeypatch.setattr(Path, "open", refuse)
    (item,) = read(each)
    assert isinstance(item, Skipped)
    assert "Permission denied" in item.reason.detail


def test_a_path_that_does_not_exist_is_the_callers_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere\.txt"):
        plan([tmp_path / "nowhere.txt"])


def test_ids_depend_on_content_and_declared_fields_only(tmp_path: Path) -> None:
    first = one(write(tmp_path, "a.json", '{"text": "One.", "outlet": "O"}'))
    again = one(write(tmp_path, "a.json", '{"outlet": "O", "text": "One."}'))
    other = one(write(tmp_path, "a.json", '{"text": "One.", "outlet": "P"}'))
    assert isinstance(first, Document)
    assert isinstance(again, Document)
    assert isinstance(other, Document)
    assert first.id == again.id != other.id
    assert first.key == other.key
