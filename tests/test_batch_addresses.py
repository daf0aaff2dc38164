"""Articles and own tables by address: the same reports as from files here, nothing read but what was named."""

import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import fsspec
import pytest

from chancery import batch, files
from chancery.article.judgments import SUFFIX as JUDGMENTS
from chancery.batch import addresses, inputs, manifest, parcel, sources, worker
from chancery.errors import ArticleError, ChanceryError, ParameterError
from chancery.intake.web import Web
from conftest import ROOT
from report_making import TEXT, TINY, article_in, digests, orders, run

HEADER = (ROOT / "data" / "reference" / "actors.csv").read_text("utf-8").splitlines()[0] + "\n"


@pytest.fixture
def memory():
    """A file system in memory, empty again after the test; gives a function that puts a file there."""
    held = fsspec.filesystem("memory")
    yield lambda path, text: held.pipe_file(path, text.encode())
    held.rm("/", recursive=True)


@pytest.fixture(autouse=True)
def downloads(tmp_path, monkeypatch):
    """A folder of downloads for each test, and nobody to be polite to."""
    monkeypatch.setattr(addresses.reference, "datasets_folder", lambda: tmp_path / "downloads")
    monkeypatch.setattr(Web, "_pause", lambda *_: None)
    return tmp_path / "downloads" / "fetched"


@pytest.fixture
def site(tmp_path):
    """A web server on loopback over a folder: the folder, its address, and the paths it was asked for."""
    asked: list[str] = []

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            asked.append(self.path)

    folder = tmp_path / "site"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def faults(wanted: list[batch.Order]) -> list[str]:
    return [str(error) for _, error in batch.run(wanted, lambda: pytest.fail("nothing can be made")).failed]


class TestReports:
    def test_they_are_those_of_files_here(self, tmp_path, memory, site):
        """Byte for byte, from memory, from a file: address and from the web, with own tables at each."""
        folder, web, asked = site
        here = article_in(folder / "articles", "first")
        own = files.replaced(folder / "mine" / "actors.csv", HEADER).parent
        memory("/desk/articles/first.md", here.read_text("utf-8"))
        memory("/desk/mine/actors.csv", HEADER)
        single = orders(tmp_path / "here", here, parameters={"data": str(own)})
        assert [] == run(single).failed
        for name, base in [("memory", "memory://desk"), ("file", folder.as_uri()), ("web", web)]:
            held = {"parameters": {"data": f"{base}/mine"}, "allow_private": True}
            wanted = orders(tmp_path / name, f"{base}/articles/first.md", **held)
            assert [] == run(wanted).failed
            assert digests(tmp_path / "here") == digests(tmp_path / name)
            assert [wanted[0].page] == run(orders(tmp_path / name, f"{base}/articles/first.md", **held)).already
        assert 2 == asked.count("/articles/first.md")  # a batch reads each address once
        assert not [path for path in asked if JUDGMENTS in path]  # a web site is asked for what was named alone

    def test_the_key_covers_the_bytes(self, tmp_path, memory):
        """Of the article, of the judgments beside it, of the tables; nothing else in the store matters."""

        def key() -> str:
            held = {"parameters": {"data": "memory://desk/mine"}}
            return inputs.Inputs().key(orders(tmp_path, "memory://desk/first.md", **held)[0])

        memory("/desk/first.md", TEXT.format("One"))
        memory("/desk/mine/actors.csv", HEADER)
        keys = [key(), key()]
        memory("/desk/second.md", TEXT.format("Two"))
        memory("/desk/mine/notes.txt", "no table")
        keys.append(key())
        assert 1 == len(set(keys))
        for path, text in [
            ("/desk/first.md", TEXT.format("Another")),
            (f"/desk/first{JUDGMENTS}", "## J1\nIt will probably go on.\n\nlikelihood: likely\n"),
            ("/desk/mine/actors.csv", HEADER.replace("\n", " \n")),
            ("/desk/mine/ties.csv", (ROOT / "data/reference/ties.csv").read_text("utf-8").splitlines()[0]),
        ]:
            memory(path, text)
            keys.append(key())
        assert 5 == len(set(keys))

    def test_a_pattern_matches_articles_alone(self, tmp_path, memory):
        """Not judgments, not other files, not what lies deeper."""
        for name in ("a.md", "b.txt", f"a{JUDGMENTS}", "c.csv", "deeper/d.md"):
            memory(f"/desk/{name}", TEXT.format(name))
        wanted = orders(tmp_path, "memory://desk/*", "memory://desk/a.md")
        assert ["a.tiny", "b.tiny"] == sorted(order.name for order in wanted)
        assert ["no article matches"] == [
            told.split(": ")[1].split("\n")[0] for told in faults(orders(tmp_path, "memory://desk/*.pdf"))
        ]

    def test_a_folder_of_tables_varies_by_its_name(self, tmp_path, memory):
        """Two folders of tables in a matrix are two folders of reports."""
        for name in ("mine", "ours"):
            memory(f"/desk/{name}/actors.csv", HEADER)
        held = {"matrix": {"data": ["memory://desk/mine", "memory://desk/ours/"]}}
        wanted = orders(tmp_path, "dprk-at-unga", **held)
        assert ["data=mine", "data=ours"] == [order.folder.name for order in wanted]
        assert ["mine", "ours"] == [order.task.parameters.data.rpartition("/")[2] for order in wanted]


class TestRefused:
    def test_one_that_cannot_be_read_stops_no_other(self, tmp_path, memory):
        """It is listed with the rest that failed; the exit code follows from that."""
        memory("/desk/first.md", TEXT.format("One"))
        outcome = run(orders(tmp_path / "out", "memory://desk/first.md", "memory://desk/none.md"))
        assert (1, ["memory://desk/none.md: nothing is there"]) == (
            len(outcome.made),
            [str(error).split("\n")[0] for _, error in outcome.failed],
        )

    @pytest.mark.parametrize(
        ("address", "told"),
        [
            ("memory://desk/none.md", "nothing is there"),
            ("s3://desk/first.md", "Install s3fs"),
            ("nothing://desk/first.md", "Protocol not known"),
            ("memory://desk/page.html", "`chancery add` takes in pages"),
            ("memory://desk/", "not the address of an article"),
            ("memory://", "names no file"),
            ("simplecache::memory://desk/first.md", "no such article"),
            ("zip://first.md::memory://desk/all.md", "leads through another address"),
            ("http://127.0.0.1:1/first.md", "--allow-private"),
            ("http://169.254.169.254/latest/first.md", "no public address"),
        ],
    )
    def test_the_error_says_why(self, tmp_path, memory, address, told):
        """One line of where and what, and a remedy."""
        memory("/desk/page.html", "<p>A page.</p>")
        assert [True] == [told in each for each in faults(orders(tmp_path, address))]

    def test_what_is_too_large_is_not_read_whole(self, tmp_path, memory, monkeypatch):
        """Articles as in intake; the tables of a folder all together."""
        monkeypatch.setattr(addresses, "LARGEST_BYTES", 60)
        monkeypatch.setattr(addresses, "FOLDER_BYTES", len(HEADER) + 5)
        memory("/desk/first.md", TEXT.format("One"))
        memory("/desk/mine/actors.csv", HEADER)
        memory("/desk/mine/ties.csv", "six or more")
        assert ["larger than 60 bytes" in each for each in faults(orders(tmp_path, "memory://desk/first.md"))] == [True]
        held = {"parameters": {"data": "memory://desk/mine"}}
        assert ["larger than 5 bytes" in each for each in faults(orders(tmp_path, "dprk-at-unga", **held))] == [True]

    def test_a_folder_without_tables_is_said(self, tmp_path, memory, site):
        """In a store and on the web."""
        memory("/desk/notes.txt", "nothing")
        for url in ("memory://desk", f"{site[1]}/none"):
            held = {"parameters": {"data": url}, "allow_private": True}
            assert ["holds no table" in each for each in faults(orders(tmp_path, "dprk-at-unga", **held))] == [True]

    def test_secrets_in_an_address_are_not_told(self):
        """Neither in errors nor in the names of what is made."""
        with pytest.raises(ChanceryError) as error:
            addresses.Reader().articles("http://me:secret@127.0.0.1:1/a.md?token=secret")
        assert "secret" not in str(error.value)
        assert "secret" not in str(ArticleError(sources.shown("s3://key:secret@desk/a.md"), "", ""))

    def test_nothing_is_written_outside_the_folder_of_downloads(self, memory, downloads, tmp_path):
        """Whatever the address is called."""
        memory("/desk/first.md", TEXT.format("One"))
        for url in ("memory://desk/..", "memory://desk/.md", "http://127.0.0.1/..%2f..%2fa.md"):
            with pytest.raises(ChanceryError):
                addresses.Reader().articles(url)
        made = addresses.Reader().articles("memory://desk/first.md")
        assert made[0].is_relative_to(downloads)
        assert {"downloads"} == {path.name for path in tmp_path.iterdir()}


class TestWorkers:
    def test_what_others_can_read_travels_as_its_address(self, tmp_path, memory, site):
        """A worker reads it itself, and refuses it where it has changed; what only this machine sees travels whole."""
        folder, web, _ = site
        article = article_in(folder, "first")
        memory("/desk/second.md", TEXT.format("Two"))
        asked = {"articles": [f"{web}/first.md", "memory://desk/second.md"], "notebooks": str(TINY)}
        wanted = batch.orders(manifest.of({**asked, "allow_private": True}, "batch"), "batch")
        common = parcel.bundle(wanted)
        sent = [parcel.parcel(order, common, "key", {}).files for order in wanted]
        assert [sources.Source, bytes] == [type(content) for each in sent for content in each.values()]
        worker._written(tmp_path / "there", sent[0])
        assert [article.read_bytes()] == [path.read_bytes() for path in (tmp_path / "there").rglob("first.md")]
        article.write_text(TEXT.format("Another"), encoding="utf-8")
        with pytest.raises(ArticleError, match="changed after the batch was begun"):
            worker._written(tmp_path / "elsewhere", sent[0])

    def test_word_lists_of_the_analyst_travel_and_count(self, tmp_path, monkeypatch):
        """Those in `lexicon/` of a folder of CHANCERY_DATA."""
        words = files.replaced(tmp_path / "mine" / "lexicon" / "verbs.csv", "a\n")
        monkeypatch.setenv("CHANCERY_DATA", str(tmp_path / "mine"))
        wanted = orders(tmp_path / "out", "dprk-at-unga")
        key = inputs.Inputs().key(wanted[0])
        assert "own/0/mine/lexicon/verbs.csv" in parcel.bundle(wanted).files
        words.write_text("b\n", encoding="utf-8")
        assert key != inputs.Inputs().key(wanted[0])


def test_a_store_by_several_addresses_in_one_is_refused():
    """The same room reads addresses for `--store`."""
    with pytest.raises(ParameterError, match="leads through another address"):
        addresses.file_system("simplecache::memory://desk")
