"""The site of the reports: what it shows, what it leaves out, and that it is brought up to date in place."""

import datetime as dt
import json
import re
from pathlib import Path
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree as ET

import feedparser
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from typer.testing import CliRunner

from chancery import differences, failures, files, shelf
from chancery.cli import app
from chancery.diff import compared
from chancery.errors import RenderError, SiteError
from chancery.site import build
from page_payloads import PAYLOADS
from shelf_fixture import FINDINGS, briefing_record, shelved
from test_page_accessibility import LOOKS, RULES

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"
WHEN = dt.datetime(2026, 3, 1, 6, 5, tzinfo=dt.UTC)
SHOWN = ["wide and light", "phone and dark"]
CCC = {"code": "CCC", "name": "Cland", "mentions": 2}


@pytest.fixture
def reports(tmp_path) -> Path:
    """Three reports of two theatres and two years, one of them without a theatre."""
    folder = tmp_path / "reports"
    folder.mkdir()
    shelved(folder, "talks")
    shelved(folder, "drills at sea", theatre={"code": "gulf", "name": "The Gulf"}, actors=[CCC], **dated("2024-03-02"))
    shelved(folder, "notes", theatre=None, actors=[], stage=[], ties=[], **dated("2024-01-05"))
    return folder


def dated(day: str) -> dict[str, object]:
    return {"as_of": day, "article": {**briefing_record().model_dump()["article"], "published": day}}


def texts(site: Path) -> dict[str, str]:
    """Every file of a site but the manifest, by its path."""
    found = [path for path in site.rglob("*") if path.is_file() and path.name != ".chancery-site.json"]
    return {str(path.relative_to(site)): path.read_text("utf-8") for path in found}


def links(html: str) -> list[str]:
    return re.findall(r'href="([^"#]+)"', html)


class TestLists:
    def test_every_report_is_reached_without_a_script(self, reports, tmp_path):
        """From the index, by theatre, actor, year and marking; every link leads to a file."""
        built = build(reports, tmp_path / "site")
        pages = texts(tmp_path / "site")
        assert (3, 3, 0) == (built.reports, built.read, len(built.left_out))
        for page in (
            "index.html",
            "years/2024.html",
            "markings/tlp-clear.html",
            "theatres/gulf.html",
            "actors/ccc.html",
        ):
            assert "reports/drills%20at%20sea.html" in pages[page]
        for page, html in pages.items():
            if page.endswith(".html") and not page.startswith("reports/"):
                led = {unquote(urljoin(page, link)) for link in links(html)}
                assert set() == {link for link in led if not (tmp_path / "site" / link).is_file()}, page

    def test_pages_are_the_reports_own_byte_for_byte(self, reports, tmp_path):
        """A report is not touched by being published."""
        build(reports, tmp_path / "site")
        assert (reports / "talks.html").read_bytes() == (tmp_path / "site" / "reports" / "talks.html").read_bytes()

    def test_an_actors_page_tells_how_it_stood_last(self, reports, tmp_path):
        """The ties of the latest report that has the actor on stage."""
        build(reports, tmp_path / "site")
        html = texts(tmp_path / "site")["actors/bbb.html"]
        assert "Ties on 29 September 2025" in html
        assert re.search(r'<th scope="row">Aland</th><td>cooperative</td><td class="n">1\.1</td>', html)

    def test_a_day_that_is_none_stands_among_the_undated(self, reports, tmp_path):
        """Last, not first; the feed stays valid."""
        shelved(reports, "odd", **dated("soon"))
        build(reports, tmp_path / "site")
        pages = texts(tmp_path / "site")
        assert "reports/odd.html" in pages["years/undated.html"]
        assert pages["index.html"].index("reports/odd.html") > pages["index.html"].index("reports/notes.html")
        assert not feedparser.parse(pages["feed.xml"]).bozo

    def test_an_empty_shelf_makes_a_site(self, tmp_path):
        """It says that there is nothing yet; the feed is valid."""
        (tmp_path / "reports").mkdir()
        build(tmp_path / "reports", tmp_path / "site")
        assert "There is nothing here yet." in texts(tmp_path / "site")["index.html"]
        assert not feedparser.parse(texts(tmp_path / "site")["feed.xml"]).bozo


class TestMarkings:
    SECRET = ("Xylophone", "xylophone", "ZZZ", "Zland", "zzz")

    @pytest.mark.parametrize("marking", ["TLP:GREEN", "TLP:RED", "SECRET"])
    def test_what_is_marked_higher_leaves_no_trace(self, reports, tmp_path, marking):
        """Not on a list, not in search, feed, sitemap or manifest, and nothing stays of an earlier build."""
        hidden = {
            "title": "Xylophone",
            "actors": [{"code": "ZZZ", "name": "Zland", "mentions": 9}],
            "findings": [{**FINDINGS[0], "text": "The xylophone plays."}],
        }
        shelved(reports, "xylophone", **hidden)
        failures.record(reports, "xylophone", RenderError("xylophone", "no", "no"), WHEN)
        build(reports, tmp_path / "site")
        assert "Xylophone" in texts(tmp_path / "site")["index.html"]
        shelved(reports, "xylophone", marking=marking, **hidden)
        built = build(reports, tmp_path / "site")
        assert ["xylophone"] == [each.name for each in built.left_out]
        assert marking in built.left_out[0].why
        for path in (tmp_path / "site").rglob("*"):
            held = path.read_text("utf-8") if path.is_file() else ""
            assert [] == [word for word in self.SECRET if word in held or word in str(path.relative_to(tmp_path))], path

    def test_the_stricter_of_page_and_record_decides(self, reports, tmp_path):
        """A record rendered anew beside an older page, or the other way round."""
        record = json.loads((reports / "talks.json").read_text())
        (reports / "talks.json").write_text(json.dumps(record | {"marking": "TLP:RED"}))
        page = reports / "notes.html"
        page.write_text(page.read_text().replace("TLP:CLEAR", "TLP:AMBER+STRICT"))
        built = build(reports, tmp_path / "site", marking="TLP:AMBER")
        assert {"talks": "it is marked TLP:RED", "notes": "it is marked TLP:AMBER+STRICT"} == {
            each.name: each.why for each in built.left_out
        }

    def test_what_tells_no_marking_or_cannot_be_read_is_left_out(self, reports, tmp_path):
        """It may be anything."""
        (reports / "talks.json").write_text("{")
        page = reports / "notes.html"
        page.write_text(page.read_text().replace("TLP:CLEAR", ""))
        (reports / "notes.json").unlink()
        built = build(reports, tmp_path / "site", marking="TLP:RED")
        assert {"talks", "notes"} == {each.name for each in built.left_out}

    def test_a_lower_site_drops_what_a_higher_one_held(self, reports, tmp_path):
        """Built again under another marking, nothing stays."""
        shelved(reports, "amber", marking="TLP:AMBER", title="Xylophone")
        build(reports, tmp_path / "site", marking="TLP:AMBER")
        build(reports, tmp_path / "site", marking="TLP:GREEN")
        assert not any("Xylophone" in text for text in texts(tmp_path / "site").values())

    def test_it_is_said_loudly(self, reports, tmp_path):
        """On the error stream and in the summary; `--strict` ends with 3."""
        shelved(reports, "red", marking="TLP:RED")
        asked = ["site", str(tmp_path / "site"), "--reports", str(reports)]
        done = CliRunner().invoke(app, asked)
        assert (0, "chancery: left out red: it is marked TLP:RED\n") == (done.exit_code, done.stderr)
        assert "3 on the site, 1 left out" in done.stdout
        assert 3 == CliRunner().invoke(app, [*asked, "--strict"]).exit_code


class TestUpToDate:
    def test_only_what_changed_is_read_and_written(self, reports, tmp_path):
        """And the site is the same as one built from nothing."""
        build(reports, tmp_path / "site")
        assert (0, 0, 0) == tuple(
            getattr(build(reports, tmp_path / "site"), name) for name in ("read", "written", "removed")
        )
        shelved(reports, "talks", title="Another title", actors=[CCC])
        (reports / "notes.html").unlink()
        built = build(reports, tmp_path / "site")
        build(reports, tmp_path / "fresh")
        assert (1, True) == (built.read, built.removed > 0)
        assert texts(tmp_path / "fresh") == texts(tmp_path / "site")

    @pytest.mark.parametrize(
        "options",
        [{"title": "Another"}, {"url": "https://example.org/"}, {"author": "Somebody"}, {"marking": "TLP:GREEN"}],
        ids=lambda options: next(iter(options)),
    )
    def test_other_settings_reach_every_page(self, reports, tmp_path, options):
        """As if built from nothing, though no report changed."""
        build(reports, tmp_path / "site")
        build(reports, tmp_path / "site", **options)
        build(reports, tmp_path / "fresh", **options)
        assert texts(tmp_path / "fresh") == texts(tmp_path / "site")

    def test_other_code_reaches_every_page(self, reports, tmp_path, monkeypatch):
        """A template that was mended is not kept from the reader by the manifest."""
        build(reports, tmp_path / "site")
        (tmp_path / "site" / "index.html").write_text("as an earlier version made it")
        monkeypatch.setattr("chancery.site.manifest.house", lambda: "another")
        build(reports, tmp_path / "site")
        assert "as an earlier version" not in texts(tmp_path / "site")["index.html"]

    def test_a_build_that_is_cut_short_is_mended_by_the_next(self, reports, tmp_path, monkeypatch):
        """What it wrote is known, so nothing stays that nobody owns; what may not be shown is gone already."""
        build(reports, tmp_path / "site")
        shelved(reports, "talks", marking="TLP:RED")
        shelved(reports, "new", actors=[{"code": "NEW", "name": "Newland", "mentions": 1}])

        def full(path, content):
            if path.name == "new.html" or "2025" in path.name:
                raise OSError(28, "No space left on device")
            return written(path, content)

        written = files.replaced
        monkeypatch.setattr(files, "replaced", full)
        with pytest.raises(SiteError, match="No space left"):
            build(reports, tmp_path / "site")
        assert not (tmp_path / "site" / "reports" / "talks.html").exists()
        monkeypatch.undo()
        (reports / "new.html").unlink()
        build(reports, tmp_path / "site")
        build(reports, tmp_path / "fresh")
        assert texts(tmp_path / "fresh") == texts(tmp_path / "site")

    def test_strangers_files_are_safe(self, reports, tmp_path):
        """A folder with other things in it is refused; a file added to a site stays."""
        (tmp_path / "home").mkdir()
        (tmp_path / "home" / "thesis.txt").write_text("years of work")
        for target in (tmp_path / "home", reports, reports.parent):
            with pytest.raises(SiteError):
                build(reports, target)
        build(reports, tmp_path / "site")
        (tmp_path / "site" / "CNAME").write_text("example.org")
        build(reports, tmp_path / "site", title="Another")
        assert "example.org" == (tmp_path / "site" / "CNAME").read_text()

    @pytest.mark.parametrize(
        ("options", "said"),
        [({"marking": "SECRET"}, "TLP:GREEN"), ({"url": "ftp://x"}, "https://")],
        ids=["unknown marking", "no web address"],
    )
    def test_a_slip_is_one_clear_error(self, reports, tmp_path, options, said):
        """Nothing is written."""
        with pytest.raises(SiteError, match=said):
            build(reports, tmp_path / "site", **options)
        assert not (tmp_path / "site").exists()


class TestFeed:
    def feed(self, reports, site, **options):
        build(reports, site, **options)
        return (site / "feed.xml").read_text("utf-8")

    def test_it_has_what_rfc_4287_asks_for(self, reports, tmp_path):
        """Section 4.1: id, title, updated, author, a self link; of an entry id, title, updated, an alternate link."""
        shelved(reports, "odd", title="A “title” <b>&amp;</b> \x0b\ufffe more")
        text = self.feed(reports, tmp_path / "site", url="https://example.org/briefs")
        parsed = feedparser.parse(text)
        assert (False, "atom10", 4) == (bool(parsed.bozo), parsed.version, len(parsed.entries))
        root = ET.fromstring(text)  # noqa: S314 - our own feed
        for required in ("id", "title", "updated", "author"):
            assert 1 == len(root.findall(f"{ATOM}{required}")), required
        told = {each.get("rel"): each.get("href") for each in root.findall(f"{ATOM}link")}
        assert "https://example.org/briefs/feed.xml" == told["self"]
        moments = []
        for entry in root.findall(f"{ATOM}entry"):
            assert entry.find(f"{ATOM}id").text.startswith("urn:uuid:")
            assert entry.find(f"{ATOM}title").text.strip()
            assert entry.find(f"{ATOM}link").get("href").startswith("https://example.org/briefs/reports/")
            moments.append(dt.datetime.fromisoformat(entry.find(f"{ATOM}updated").text))
        assert all(moment.tzinfo for moment in moments)
        assert dt.datetime.fromisoformat(root.find(f"{ATOM}updated").text) == max(moments)
        ids = [each.text for each in root.iter(f"{ATOM}id")]
        assert len(ids) == len(set(ids))

    def test_ids_stay_where_the_site_moves_and_titles_change(self, reports, tmp_path):
        """A reader shows nothing twice."""
        before = feedparser.parse(self.feed(reports, tmp_path / "a")).entries
        shelved(reports, "talks", title="Another title")
        after = feedparser.parse(self.feed(reports, tmp_path / "b", url="https://example.org/")).entries
        assert [each.id for each in before] == [each.id for each in after]

    def test_the_sitemap_lists_every_page_that_can_be_found(self, reports, tmp_path):
        """Whole addresses where the site's own is known; the page for lost addresses links wholly, too."""
        build(reports, tmp_path / "site", url="https://example.org/briefs/")
        pages = texts(tmp_path / "site")
        root = ET.fromstring(pages["sitemap.xml"])  # noqa: S314 - our own
        told = {
            unquote(each.text.removeprefix("https://example.org/briefs/")) for each in root.iter() if each.text.strip()
        }
        assert {page for page in pages if page.endswith(".html") and page != "404.html"} == told
        assert all(link.startswith("https://example.org/briefs/") for link in links(pages["404.html"]))


class TestFailing:
    def test_a_failed_run_is_shown_beside_the_last_good_page(self, reports, tmp_path):
        """Since when, with a link to what failed; gone when a run has succeeded."""
        failures.record(reports, "talks", RenderError("cell 3", "no rows", "add some"), WHEN)
        built = build(reports, tmp_path / "site")
        pages = texts(tmp_path / "site")
        assert ("talks",) == built.failing
        assert "No run has succeeded since 1 March 2026, 06:05 UTC." in pages["index.html"]
        assert "no rows" in pages["reports/talks.failed.html"]
        failures.clear(reports, "talks")
        build(reports, tmp_path / "site")
        assert "Not updated" not in "".join(texts(tmp_path / "site").values())

    def test_a_run_marked_higher_is_not_told_of(self, reports, tmp_path):
        """The page stays as it was; what failed stays inside."""
        failures.record(reports, "talks", RenderError("cell 3", "xylophone", ""), WHEN, marking="TLP:RED")
        assert () == build(reports, tmp_path / "site").failing
        assert not any("xylophone" in text for text in texts(tmp_path / "site").values())


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Path:
    """A site whose every text is an attack."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "reports").mkdir()
    for number, payload in enumerate(PAYLOADS):
        actor = {"code": payload[:40] or "X", "name": payload, "mentions": 1}
        shelved(
            folder / "reports",
            f"r{number}",
            title=payload,
            theatre={"code": payload[:40] or "X", "name": payload},
            actors=[actor],
            findings=[{**FINDINGS[0], "text": payload}],
        )
        failures.record(folder / "reports", f"r{number}", RenderError(payload, payload, payload), WHEN)
    build(folder / "reports", folder / "site", title=PAYLOADS[0], author=PAYLOADS[0])
    return folder / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """A site with a failure, and a page of differences and one of a failure beside it."""
    folder = tmp_path_factory.mktemp("shown")
    (folder / "reports").mkdir()
    for number in range(6):
        actors = [CCC] if number % 2 else briefing_record().model_dump()["actors"]
        shelved(folder / "reports", f"r{number}", actors=actors, **dated(f"202{number}-03-02"))
    shelved(folder / "reports", "abroad", title="Kim Jŏng-ŭn, 북한; Čapek", **dated("2019-03-02"))
    shelved(folder / "reports", "submarine", findings=[{**FINDINGS[0], "text": "Submarines surfaced twice."}])
    failures.record(folder / "reports", "submarine", RenderError("cell 3", "no rows", "add some"), WHEN)
    build(folder / "reports", folder / "site")
    old, new = briefing_record(), briefing_record(findings=FINDINGS[:2], ties=[], title="Another")
    (folder / "site" / "diff.html").write_text(differences.page(compared(old, new)), "utf-8")
    return folder / "site"


class TestInChromium:
    @pytest.mark.parametrize("look", [LOOKS[look] for look in SHOWN], ids=SHOWN)
    def test_axe_finds_nothing_and_nothing_scrolls_sideways(self, chromium, site, look):
        """Index, actor, search with results, lost address, differences, failure: light, dark, wide and on a phone."""
        tab = chromium.new_context(bypass_csp=True, **look).new_page()
        for page in (
            "index.html",
            "actors/aaa.html",
            "search.html#q=submarine",
            "404.html",
            "diff.html",
            "reports/submarine.failed.html",
        ):
            tab.goto(f"{site.as_uri()}/{page}")
            found = Axe().run(tab, options=RULES).response["violations"]
            assert [] == [(page, one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found]
            assert tab.evaluate("document.documentElement.scrollWidth") <= look["viewport"]["width"], page
        tab.context.close()

    def test_search_finds_and_filters_filter(self, chromium, site):
        """By script, from a folder, under the page's own policy; nothing is asked of anywhere, nothing complains."""
        tab = chromium.new_page()
        said, asked = [], []
        tab.on("console", lambda message: said.append(message.text))
        tab.on("pageerror", lambda error: said.append(str(error)))
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto(f"{site.as_uri()}/search.html")
        tab.get_by_label("Words, names or places").fill("submar")
        tab.wait_for_selector("#search li")
        assert ["Title of submarine"] == tab.locator("#search h2").all_inner_texts()
        for asked_for in ("jong un", "북한", "capek", "ČAPEK"):
            tab.get_by_label("Words, names or places").fill(asked_for)
            expect(tab.locator("#search h2")).to_have_text(["Kim Jŏng-ŭn, 북한; Čapek"])
            tab.get_by_label("Words, names or places").fill("")
            expect(tab.locator("#search h2")).to_have_count(0)
        tab.get_by_label("Words, names or places").fill("cland")
        expect(tab.locator("#search li")).to_have_count(3)
        tab.locator("#search h2 a").first.click()
        assert tab.url.startswith(f"{site.as_uri()}/reports/r")
        tab.goto(f"{site.as_uri()}/index.html")
        tab.get_by_label("Actor").select_option("ccc")
        assert 3 == tab.locator("li.report:visible").count()
        tab.get_by_label("From").fill("2022-01-01")
        assert "2 of 8 briefings" == tab.get_by_role("status").inner_text()
        assert 2 == tab.locator("section.year:visible").count()
        tab.get_by_role("button", name="Show all").click()
        assert 8 == tab.locator("li.report:visible").count()
        tab.close()
        assert ([], []) == (said, [url for url in asked if not url.startswith(site.as_uri())])

    def test_no_attack_comes_alive(self, chromium, hostile):
        """Titles, names, findings, errors: on the lists, in search results and on the pages of failures."""
        tab = chromium.new_page()
        alive = []
        tab.on("dialog", lambda dialog: (alive.append(dialog.message), dialog.dismiss()))
        tab.on("request", lambda request: alive.append(request.url) if not request.url.startswith("file:") else None)
        pages = [path for path in sorted(hostile.rglob("*.html")) if path.parent.name != "reports"][:40]
        for page in [*pages, *sorted(hostile.glob("reports/*.failed.html"))[:10]]:
            tab.goto(page.as_uri())
            alive += tab.evaluate(
                """() => [...document.querySelectorAll("*")].flatMap((element) => [
                     ...(["IMG", "IFRAME", "OBJECT", "EMBED", "SVG", "BASE"].includes(element.tagName.toUpperCase())
                       ? [element.outerHTML] : []),
                     ...[...element.attributes].filter((each) => each.name.startsWith("on")).map((each) => each.name),
                     ...(/^(javascript|data|vbscript):/i.test(element.href || "") ? [element.href] : [])])"""
            )
        tab.goto(f"{hostile.as_uri()}/search.html#q=script")
        tab.wait_for_selector("#search li")
        alive += tab.evaluate("[...document.querySelectorAll('#search li *')].map((e) => e.tagName)"
                              ".filter((name) => !['P', 'TIME', 'SPAN', 'H2', 'A'].includes(name))")  # fmt: skip
        tab.close()
        assert [] == alive


def test_the_shelf_takes_no_page_of_a_site_for_a_report(reports, tmp_path):
    """A site built into the folder of reports by its side would not be read as one."""
    build(reports, tmp_path / "site")
    assert [] == shelf.reports(tmp_path / "site")
