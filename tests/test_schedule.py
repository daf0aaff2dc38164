"""Reports by the clock: due runs made once each, whatever is killed; days in words; one process a schedule."""

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from chancery.errors import ChanceryError, ParameterError
from chancery.scheduling import days, running, work
from chancery.scheduling.daemon import alone, work_off
from chancery.scheduling.due import owed
from chancery.scheduling.ledger import DONE, FAILED, SKIPPED, ledger
from chancery.scheduling.plan import Plan, plan

ROOT = Path(__file__).parent.parent
TINY = str(ROOT / "tests" / "notebooks" / "tiny.ipynb")
BROKE = ChanceryError("a cell", "broke", "mend it")
NOON = dt.datetime(2025, 3, 14, 12, 0, tzinfo=dt.UTC)


def written(folder: Path, text: str) -> Path:
    path = folder / "schedule.yaml"
    path.write_text(text, "utf-8")
    return path


def job_text(out: Path, more: str = "", cron: str = "0 6 * * *") -> str:
    head = f"jobs:\n  - {{name: daily, cron: '{cron}', articles: [dprk-at-unga], notebook: '{TINY}', out: '{out}'"
    return f"{head}, backoff_minutes: 0{more}}}\n"


class TestDays:
    TODAY = dt.date(2025, 3, 14)

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("today", "2025-03-14"),
            ("Yesterday", "2025-03-13"),
            ("tomorrow", "2025-03-15"),
            ("today - 3 days", "2025-03-11"),
            ("today+2 weeks", "2025-03-28"),
            ("today - 1 year", "2024-03-14"),
            ("first of week", "2025-03-10"),
            ("last of month", "2025-03-31"),
            ("last of month - 1 month", "2025-02-28"),
            ("first of year", "2025-01-01"),
            ("last of year", "2025-12-31"),
            ("2024-02-29 + 1 year", "2025-02-28"),
        ],
    )
    def test_words_mean_a_day(self, words, expected):
        """Counted from the day the run is due; months that are too short give their last day."""
        assert expected == days.day(words, self.TODAY).isoformat()

    @pytest.mark.parametrize(
        ("words", "first", "last"),
        [
            ("last 90 days", "2024-12-15", "2025-03-14"),
            ("last 1 day", "2025-03-14", "2025-03-14"),
            ("last 2 months", "2025-01-15", "2025-03-14"),
            ("first of year/yesterday", "2025-01-01", "2025-03-13"),
            ("2020-01-01/today", "2020-01-01", "2025-03-14"),
        ],
    )
    def test_words_mean_a_period(self, words, first, last):
        """Both ends inclusive: the last 90 days are 90 days."""
        assert (first, last) == tuple(bound.isoformat() for bound in days.period(words, self.TODAY))

    @pytest.mark.parametrize("words", ["soon", "today - many days", "2025-13-01", "last 3 fortnights", "", "today/"])
    def test_other_words_are_refused(self, words):
        """The error shows how to write it."""
        with pytest.raises(ParameterError, match="last 90 days"):
            days.period(words, self.TODAY) if "/" in words or "last" in words else days.day(words, self.TODAY)

    @pytest.mark.parametrize("unit", ["day", "week", "month", "year"])
    @pytest.mark.parametrize("today", [dt.date(2024, 2, 29), dt.date(2025, 3, 31), dt.date(2025, 12, 31)], ids=str)
    @pytest.mark.parametrize("count", [1, 2, 11, 25])
    def test_last_ends_today_and_begins_before(self, today, count, unit):
        """Whatever the day: a period of at least one day that ends today."""
        first, last = days.period(f"last {count} {unit}s", today)
        assert first <= last == today


class TestOwed:
    def owed(self, cron: str, since: str, now: str, missed="latest", late=5, zone="UTC"):
        listed = Plan.model_validate({"timezone": zone, "jobs": [{"name": "a", "cron": cron, "articles": ["x"]}]})
        bounds = [dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC) for moment in (since, now)]
        found = owed(listed.trigger(listed.jobs[0]), *bounds, missed, dt.timedelta(minutes=late))
        return [time.strftime("%dT%H:%M") for time in found.to_make], len(found.passed_over)

    @pytest.mark.parametrize(
        ("missed", "to_make", "passed_over"),
        [("skip", [], 3), ("latest", ["13T06:00"], 2), ("all", ["11T06:00", "12T06:00", "13T06:00"], 0)],
    )
    def test_missed_runs_as_the_job_says(self, missed, to_make, passed_over):
        """Three mornings went by while nothing ran."""
        assert (to_make, passed_over) == self.owed("0 6 * * *", "2025-03-10T08:00", "2025-03-13T12:00", missed)

    def test_a_run_in_time_stands_for_those_missed(self):
        """With the latest due a minute ago, only those before it were missed, and it makes up for them."""
        assert (["13T06:00"], 2) == self.owed("0 6 * * *", "2025-03-10T08:00", "2025-03-13T06:01")

    def test_nothing_is_owed_twice(self):
        """What was due at `since` is done."""
        assert ([], 0) == self.owed("0 6 * * *", "2025-03-13T06:00", "2025-03-13T06:30")

    @pytest.mark.parametrize(("day", "expected"), [("2025-03-30", ["30T06:30"]), ("2025-10-26", ["26T07:30"])])
    def test_hours_are_those_of_the_zone(self, day, expected):
        """08:30 in Berlin is 06:30 UTC in summer and 07:30 in winter, on the very days of the change."""
        since = dt.date.fromisoformat(day) - dt.timedelta(days=1)
        made, _ = self.owed("30 8 * * *", f"{since}T09:00", f"{day}T07:31", "latest", 90, "Europe/Berlin")
        assert expected == made

    def test_a_schedule_that_stood_still_for_long_is_answered_quickly(self):
        """A thousand runs are looked at, no more; the latest is made."""
        made, passed = self.owed("*/5 * * * *", "2025-01-01T00:00", "2025-03-01T00:02")
        assert (["01T00:00"], 999) == (made, passed)


class TestPlan:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("", "is no schedule"),
            ("jobs: []", "lists no job"),
            ("jobs: [{name: a, cron: '0 6 * * *'}]", "nothing to do"),
            ("jobs: [{name: a, cron: '61 * * * *', articles: [x]}]", "job a cron"),
            ("jobs: [{name: a, cron: '0 6 * * *', articles: [x], timezone: Mars/Base}]", "Mars/Base"),
            ("jobs: [{name: a, cron: '0 6 * * *', articles: [x], parameters: {as_of: soon}}]", "is no day"),
            ("jobs: [{name: a, cron: '0 6 * * *', articles: [x], parameters: {widnow_days: 3}}]", "window_days"),
            ("jobs: [{name: a, cron: '0 6 * * *', articles: [x], retires: 3}]", "retires"),
            ("jobs: [{name: a/b, cron: '0 6 * * *', articles: [x]}]", "name"),
            ("jobs: [{name: a, cron: '0 6 * * *', articles: [x], notify: [{mail: [a@b.example]}]}]", "no mail server"),
            ("jobs: [{name: a, cron: '0 6 * * *', articles: [x], notify: [{webhook: 'http://u:secret@h/'}]}]", "env:"),
            ("mail: {host: h, from: a@b.example, password: secret}\njobs: []", "env:"),
            ("jobs: [", "not valid YAML"),
        ],
    )  # fmt: skip
    def test_every_fault_is_said_before_anything_runs(self, text, said, tmp_path):
        """Where, what, how to mend; and never the secret itself."""
        with pytest.raises(ParameterError) as caught:
            plan(written(tmp_path, text))
        assert said in str(caught.value)
        assert "secret" not in str(caught.value)

    def test_two_jobs_of_one_name_are_refused(self, tmp_path):
        """The name is the key of its runs."""
        job = "{name: a, cron: '0 6 * * *', articles: [x]}"
        with pytest.raises(ParameterError, match="two jobs"):
            plan(written(tmp_path, f"jobs: [{job}, {job}]"))


class TestRuns:
    """Runs with the work itself replaced: what is noted, retried, made up."""

    @pytest.fixture(autouse=True)
    def worked(self, monkeypatch):
        """The tasks that were done; the outcomes are taken from `worked.outcomes`, then all is well."""

        class Worked(list):
            """The tasks, and the outcomes to come."""

        tasks = Worked()
        tasks.outcomes = []

        def done(task, _limit):
            tasks.append(task)
            return tasks.outcomes.pop(0) if tasks.outcomes else work.Outcome(("page.html",), ((),))

        monkeypatch.setattr(running.work, "done", done)
        return tasks

    def states(self, path):
        listed = plan(path)
        with ledger(listed.beside("runs.sqlite")) as kept:
            return [(run.due.day, run.state, run.attempts) for run in reversed(kept.runs("daily", 10))]

    def test_nothing_is_owed_before_a_job_was_first_seen(self, worked, tmp_path):
        """A new schedule begins now; it does not make up for a past that nobody asked for."""
        path = written(tmp_path, job_text(tmp_path))
        assert (0, []) == (work_off(path, now=NOON), worked)

    def test_each_run_is_made_once(self, tmp_path):
        """Due once, made once, however often one looks."""
        path = written(tmp_path, job_text(tmp_path))
        for hours in (0, 20, 21, 22):
            work_off(path, now=NOON + dt.timedelta(hours=hours))
        assert [(15, DONE, 1)] == self.states(path)

    def test_days_are_those_the_run_was_due(self, worked, tmp_path):
        """A run made up for later is about its own day."""
        path = written(tmp_path, job_text(tmp_path, ", missed: all, parameters: {as_of: today, period: last 7 days}"))
        work_off(path, now=NOON)
        work_off(path, now=NOON + dt.timedelta(days=2))
        assert ["2025-03-15", "2025-03-16"] == [task.parameters["as_of"] for task in worked]
        assert "2025-03-09/2025-03-15" == worked[0].parameters["period"]

    def test_only_what_failed_is_tried_again(self, worked, tmp_path):
        """The articles that were made stay made; the run is done when the last is."""
        worked.outcomes = [work.Outcome(("a.html",), ((),), ("b",), (BROKE,))]
        path = written(tmp_path, job_text(tmp_path).replace("[dprk-at-unga]", "[a, b]"))
        work_off(path, now=NOON)
        work_off(path, now=NOON + dt.timedelta(days=1))
        assert [("a", "b"), ("b",)] == [task.articles for task in worked]
        assert [(15, DONE, 2)] == self.states(path)

    def test_run_that_keeps_failing_is_noted_with_its_reason(self, worked, tmp_path):
        """After the last try: failed, why, and since when."""
        worked.outcomes = [work.Outcome(failed=("dprk-at-unga",), errors=(BROKE,))] * 2
        path = written(tmp_path, job_text(tmp_path, ", retries: 1"))
        work_off(path, now=NOON)
        assert 1 == work_off(path, now=NOON + dt.timedelta(days=1))
        assert [(15, FAILED, 2)] == self.states(path)
        with ledger(plan(path).beside("runs.sqlite")) as kept:
            assert (str(BROKE), 15) == (kept.runs("daily")[0].problem, kept.failing_since("daily").day)
        (banner,) = tmp_path.glob("dprk-at-unga.tiny.failed.html")
        assert "mend it" in banner.read_text("utf-8")

    def test_missed_runs_are_noted_not_lost(self, tmp_path):
        """Passed over by the job's own rule, and the record says so."""
        path = written(tmp_path, job_text(tmp_path, ", missed: skip"))
        work_off(path, now=NOON)
        work_off(path, now=NOON + dt.timedelta(days=2))
        assert [(15, SKIPPED, 0), (16, SKIPPED, 0)] == self.states(path)

    def test_run_cut_short_is_made_again(self, tmp_path):
        """A run that was begun and not ended belongs to a process that was killed."""
        path = written(tmp_path, job_text(tmp_path))
        work_off(path, now=NOON)
        with ledger(plan(path).beside("runs.sqlite")) as kept:
            kept.begin("daily", NOON)
        work_off(path, now=NOON + dt.timedelta(minutes=1))
        assert [(14, DONE, 1)] == self.states(path)

    def test_two_processes_cannot_run_one_schedule(self, tmp_path):
        """The second is told so at once."""
        path = written(tmp_path, job_text(tmp_path))
        with alone(plan(path)), pytest.raises(ParameterError, match="another process"):
            work_off(path, now=NOON)

    def test_damaged_record_of_runs_is_said(self, tmp_path):
        """Nothing runs on a guess of what was done before."""
        path = written(tmp_path, job_text(tmp_path))
        plan(path).beside("runs.sqlite").write_bytes(b"not a database at all, though long enough for a header" * 9)
        with pytest.raises(ChanceryError, match="damaged"):
            work_off(path, now=NOON)

    def test_query_takes_articles_of_the_period(self, tmp_path):
        """By date and by what they speak of; the shipped article is of 29 September 2025."""
        text = "jobs: [{name: daily, cron: '0 6 * * *', query: {published: last 3 days, actors: [PRK]}}]"
        job = plan(written(tmp_path, text)).jobs[0]
        assert ["dprk-at-unga"] == list(running.articles_of(job, dt.date(2025, 9, 30)))
        assert [] == list(running.articles_of(job, dt.date(2025, 10, 30)))


def started(path: Path, *more: str, **environment: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "chancery", "schedule", "run", str(path), *more],
        env=os.environ | environment,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def waited(condition, seconds: float = 40) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.05)
    return False


def owe_a_run(path: Path) -> None:
    """Let the job have been seen yesterday, so that this morning's run is owed."""
    listed = plan(path)
    with ledger(listed.beside("runs.sqlite")) as kept:
        kept.since("daily", dt.datetime.now(dt.UTC) - dt.timedelta(days=1, minutes=1))


class TestDaemon:
    """The real process, killed as machines do."""

    def test_killed_again_and_again_each_report_exists_once_and_whole(self, tmp_path):
        """Five times killed with -9 in the middle of a render; the sixth process makes the report, and no other."""
        out = tmp_path / "reports"
        path = written(tmp_path, job_text(out))
        owe_a_run(path)
        work_begun = f"SELECT-{os.getpid()}"
        for _ in range(5):
            daemon = started(path, CHANCERY_TEST_MARK=work_begun)
            assert waited(lambda: out.is_dir() and any(out.glob(".dprk*"))), daemon.stderr.read()
            os.kill(daemon.pid, signal.SIGKILL)
            daemon.wait()
            daemon.stderr.close()
            assert waited(lambda: not rendering(work_begun)), "the render outlived its starter"
            for left in out.glob(".dprk*"):
                assert left.is_dir()
        assert [] == list(out.glob("*.html"))
        daemon = started(path)
        try:
            assert waited(lambda: state(path).startswith("done"))
        finally:
            daemon.terminate()
            assert 0 == daemon.wait(20)
            daemon.stderr.close()
        assert ["dprk-at-unga.tiny.html"] == [page.name for page in out.glob("*.html")]
        assert (out / "dprk-at-unga.tiny.html").read_text("utf-8").rstrip().endswith("</html>")

    def test_second_daemon_is_refused_and_the_first_ends_on_a_signal(self, tmp_path):
        """One schedule, one process; SIGTERM ends it with 0 and leaves nothing running."""
        path = written(tmp_path, job_text(tmp_path))
        daemon = started(path)
        try:
            assert waited(lambda: plan(path).beside("jobs.sqlite").exists())
            second = started(path)
            assert 1 == second.wait(20)
            assert "another process runs this schedule" in second.stderr.read()
            second.stderr.close()
        finally:
            daemon.terminate()
            assert 0 == daemon.wait(20)
            daemon.stderr.close()


def rendering(mark: str) -> bool:
    """Whether a process that carries a mark in its environment still runs."""
    for entry in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark.encode() in entry.read_bytes() and int(entry.parent.name) != os.getpid():
                return True
        except OSError:
            continue
    return False


def state(path: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "chancery", "schedule", "status", str(path), "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)[0]["last"].partition(" ")[2]


def test_time_limit_ends_a_run_with_all_it_started(tmp_path):
    """A run that takes too long is ended, and the outcome says how to give it more."""
    task = work.Task(("dprk-at-unga",), TINY, {}, str(tmp_path))
    outcome = work.done(task, dt.timedelta(seconds=0.2))
    assert ((), ("dprk-at-unga",)) == (outcome.pages, outcome.failed)
    assert "limit_minutes" in outcome.errors[0].remedy
    assert [] == list(tmp_path.glob("*.html"))


def test_once_from_the_command_line(chancery, tmp_path):
    """`chancery schedule once` makes what is owed; the log is kept as JSON lines; `check` shows what comes."""
    out = tmp_path / "reports"
    path = written(tmp_path, job_text(out / "{date}", ", parameters: {window_days: 3}"))
    owe_a_run(path)
    done = chancery("schedule", "once", path, "--dry-run")
    assert 0 == done.returncode, done.stderr
    assert 1 == len(list(out.glob("20*/dprk-at-unga.tiny.html")))
    lines = [json.loads(line) for line in (tmp_path / ".schedule.log.jsonl").read_text("utf-8").splitlines()]
    assert {"daily"} == {line["job"] for line in lines}
    checked = chancery("schedule", "check", path, "--count", 2)
    assert ["daily", 2] == [checked.stdout.split()[0], checked.stdout.count("window_days=3")]


class TestExamples:
    """The files that the documents show are real."""

    def test_example_schedule_is_sound(self, chancery):
        """`check` takes it, and shows each job's coming runs."""
        done = chancery("schedule", "check", "docs/examples/schedule.yaml")
        assert 0 == done.returncode, done.stderr
        assert ["morning", "week"] == [line.split()[0] for line in done.stdout.splitlines() if line[0] != " "]

    def test_example_parameters_are_of_the_schema(self):
        """What another scheduler gives papermill passes our own check."""
        from chancery import parameters

        text = (ROOT / "docs" / "examples" / "parameters.yaml").read_text("utf-8")
        assert 7 == parameters.checked(parameters.from_file(text, "parameters.yaml")).window_days

    def test_papermill_takes_the_example_parameters(self, tmp_path):
        """As Airflow and jupyter-scheduler would: papermill's own command, with the file."""
        out = tmp_path / "out.ipynb"
        command = [sys.executable, "-m", "papermill", TINY, str(out), "-f", "docs/examples/parameters.yaml"]
        done = subprocess.run([*command, "--no-progress-bar"], cwd=ROOT, capture_output=True, text=True, check=False)
        assert 0 == done.returncode, done.stderr
        assert "dprk-at-unga 7" in out.read_text("utf-8")
