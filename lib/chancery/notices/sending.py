"""Sending news to its targets. A fault of one target is reported and does not stop the others."""

import email.utils
import json
import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import httpx

from chancery.errors import ChanceryError, ParameterError
from chancery.notices.news import Made, News
from chancery.notices.secrets import revealed
from chancery.notices.targets import Mail, Target

WEBHOOK_SECONDS = 15.0


@dataclass(frozen=True)
class Sent:
    """What became of one notice: to whom (never with a secret), and the problem, "" where it went out."""

    target: str
    problem: str = ""


def tell(news: News, targets: Sequence[Target], mail: Mail | None = None, *, dry_run: bool = False) -> list[Sent]:
    """Tell each target that asked for the occasion.

    dry_run: nothing is sent; each target's subject is told in place of a problem.
    """
    sent = []
    for target in targets:
        if not news.occasions.intersection(target.when):
            continue
        made, withheld = news.up_to(target.up_to)
        if dry_run:
            sent.append(Sent(target.label, f"not sent (dry run): {news.subject(made)}"))
            continue
        try:
            _send(news, made, withheld, target, mail)
            sent.append(Sent(target.label))
        except ChanceryError as error:
            sent.append(Sent(target.label, f"{error.problem}; {error.remedy}"))
    return sent


def _send(news: News, made: tuple[Made, ...], withheld: int, target: Target, mail: Mail | None) -> None:
    if target.mail and mail is not None:
        _mail(message(news, made, withheld, target, mail.sender), mail)
    elif target.webhook:
        _webhook(revealed(target.webhook), news, made, withheld, target.label)
    elif target.apprise:
        _apprise(revealed(target.apprise), news, made, withheld, target)


def message(news: News, made: tuple[Made, ...], withheld: int, target: Target, sender: str) -> EmailMessage:
    """The mail of some news: a plain text that stands on its own, and the pages attached."""
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, ", ".join(target.mail)
    mail["Subject"] = " ".join(news.subject(made).split())
    mail["Date"] = email.utils.localtime()
    mail["Message-ID"] = email.utils.make_msgid(domain=sender.rpartition("@")[2].strip("> ") or None)
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(news.text(made, withheld, attached=target.attach))
    if target.attach:
        for each in made:
            mail.add_attachment(_page(each.page), maintype="text", subtype="html", filename=each.page.name)
    return mail


def _page(page: Path) -> bytes:
    try:
        return page.read_bytes()
    except OSError as error:
        raise ParameterError(str(page), "the page is gone", "run the job again") from error


def _mail(mail: EmailMessage, server: Mail) -> None:
    try:
        context = ssl.create_default_context()
        if server.security == "tls":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=server.seconds, context=context
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=server.seconds)
        with connection:
            if server.security == "starttls":
                connection.starttls(context=context)
            if server.user:
                connection.login(server.user, revealed(server.password))
            connection.send_message(mail)
    except (OSError, smtplib.SMTPException) as error:
        raise _unsent(f"the mail server {server.host}:{server.port}", error) from None


def _webhook(address: str, news: News, made: tuple[Made, ...], withheld: int, label: str) -> None:
    body = json.dumps(news.data(made, withheld), ensure_ascii=False).encode("utf-8")
    try:
        answer = httpx.post(
            address,
            content=body,
            headers={"Content-Type": "application/json"},
            timeout=WEBHOOK_SECONDS,
            trust_env=False,
        )
        answer.raise_for_status()
    except httpx.HTTPStatusError as error:
        raise ParameterError(
            label, f"answered {error.response.status_code}", "check the address and its rights"
        ) from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise _unsent(label, error) from None


def _apprise(address: str, news: News, made: tuple[Made, ...], withheld: int, target: Target) -> None:
    import apprise  # a second of imports that few need

    service = apprise.Apprise()
    if not service.add(address):
        raise ParameterError(target.label, "is no address that apprise knows", "see apprise's list of services")
    attached = [str(each.page) for each in made] if target.attach else None
    text = news.text(made, withheld, attached=bool(attached))
    if not service.notify(title=news.subject(made), body=text, attach=attached):
        raise ParameterError(target.label, "the service did not take the notice", "check the address and its rights")


def _unsent(where: str, error: Exception) -> ParameterError:
    """A failed delivery, by the kind of the fault alone: its text might repeat an address with a secret in it."""
    code = getattr(error, "smtp_code", None)
    problem = f"could not be reached or refused the notice ({type(error).__name__}{f' {code}' if code else ''})"
    return ParameterError(where, problem, "check the server, its port and security, and the account")
