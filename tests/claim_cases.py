"""Claims for the check to answer, in pairs: a true sentence, and the same with one thing altered.

Facts are those of the reference tables. Sentences were written for these tests, in the several ways news puts things.
`published` is the day the paragraph is read on.
"""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """A pair of paragraphs; `altered` is blank where no alteration makes sense."""

    name: str
    theatre: str
    published: dt.date
    true: str
    altered: str = ""


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


KOREA, EUROPE, STRAIT = "korea", "europe", "taiwan-strait"

CASES = [
    Case(
        "six nuclear tests", KOREA, _day("2025-09-29"),
        "North Korea has conducted six nuclear tests, all of them underground.",
        "North Korea has conducted nine nuclear tests, all of them underground.",
    ),
    Case(
        "six nuclear tests since 2006", KOREA, _day("2025-03-03"),
        "Since 2006, Pyongyang has carried out six nuclear tests.",
        "Since 2006, Pyongyang has carried out four nuclear tests.",
    ),
    Case(
        "no nuclear test since 2017", KOREA, _day("2025-09-29"),
        "Pyongyang has not conducted a nuclear test since 2017.",
        "Pyongyang has not conducted a nuclear test since 2013.",
    ),
    Case(
        "sixth nuclear test", KOREA, _day("2024-01-10"),
        "North Korea conducted its sixth nuclear test in September 2017.",
        "North Korea conducted its seventh nuclear test in September 2017.",
    ),
    Case(
        "last nuclear test", KOREA, _day("2024-11-04"),
        "Its last nuclear test was in September 2017, North Korea watchers say.",
        "North Korea's last nuclear test was in January 2016.",
    ),
    Case(
        "two nuclear tests in 2016", KOREA, _day("2018-01-04"),
        "North Korea conducted two nuclear tests in 2016.",
        "North Korea conducted three nuclear tests in 2016.",
    ),
    Case(
        "satellite launches in 2023", KOREA, _day("2024-02-01"),
        "North Korea attempted three satellite launches in 2023.",
        "North Korea attempted five satellite launches in 2023.",
    ),
    Case(
        "trump and kim three times", KOREA, _day("2025-10-20"),
        "Donald Trump and Kim Jong Un met three times in 2018 and 2019.",
        "Donald Trump and Kim Jong Un met five times in 2018 and 2019.",
    ),
    Case(
        "trump and kim, no meeting since", KOREA, _day("2025-08-01"),
        "Trump and Kim have not met since June 2019.",
        "Trump and Kim have not met since June 2018.",
    ),
    Case(
        "kim and xi, six years", KOREA, _day("2025-09-05"),
        "Kim Jong Un and Xi Jinping held their first summit in six years in Beijing on Thursday.",
        "Kim Jong Un and Xi Jinping held their first summit in ten years in Beijing on Thursday.",
    ),
    Case(
        "kim and xi since 2019", KOREA, _day("2025-09-06"),
        "It was the first summit between China and North Korea since 2019.",
        "It was the first summit between China and North Korea since 2016.",
    ),
    Case(
        "kim and xi five meetings", KOREA, _day("2025-09-01"),
        "Kim and Chinese President Xi Jinping met five times in 2018 and 2019.",
        "Kim and Chinese President Xi Jinping met eight times in 2018 and 2019.",
    ),
    Case(
        "putin's visit", KOREA, _day("2024-06-25"),
        "Russia and North Korea signed a mutual defence treaty in June 2024.",
        "Russia and North Korea signed a mutual defence treaty in June 2021.",
    ),
    Case(
        "treaty of 1961", KOREA, _day("2025-07-11"),
        "China and North Korea signed a treaty of friendship and mutual assistance in 1961.",
        "China and North Korea signed a treaty of friendship and mutual assistance in 1975.",
    ),
    Case(
        "senior speaker since 2018", KOREA, _day("2025-09-30"),
        "He was the first high-ranking North Korean official to address the UN General Assembly since 2018.",
        "He was the first high-ranking North Korean official to address the UN General Assembly since 2012.",
    ),
    Case(
        "several resolutions", KOREA, _day("2025-05-01"),
        "Several UN Security Council resolutions have banned North Korea from launching ballistic missiles.",
    ),
    Case(
        "annual ulchi freedom shield", KOREA, _day("2025-08-20"),
        "The allies began the annual Ulchi Freedom Shield exercise on Monday.",
    ),
    Case(
        "freedom edge three times", KOREA, _day("2025-10-01"),
        "The United States, Japan and South Korea have held the Freedom Edge exercise three times.",
        "The United States, Japan and South Korea have held the Freedom Edge exercise seven times.",
    ),
    Case(
        "third freedom edge", KOREA, _day("2025-09-20"),
        "It was the third Freedom Edge exercise by the United States, Japan and South Korea.",
        "It was the sixth Freedom Edge exercise by the United States, Japan and South Korea.",
    ),
    Case(
        "constitution", KOREA, _day("2025-09-29"),
        "North Korea's nuclear status is enshrined in its constitution.",
    ),
    Case(
        "apec next month", KOREA, _day("2025-09-29"),
        "The APEC summit will be held in South Korea next month.",
        "The APEC summit will be held in South Korea next week.",
    ),
    Case(
        "icbm since", KOREA, _day("2024-11-01"),
        "It was North Korea's first ICBM launch since December 2023.",
        "It was North Korea's first ICBM launch since March 2022.",
    ),
    Case(
        "inter-korean summits", KOREA, _day("2019-01-15"),
        "Moon Jae-in and Kim Jong Un held three summits in 2018.",
    ),
    Case(
        "kishida visit", KOREA, _day("2025-08-26"),
        "South Korean President Lee Jae Myung met US President Donald Trump in Washington on Monday.",
    ),
    Case(
        "finland 2023", EUROPE, _day("2024-04-04"),
        "Finland joined NATO in April 2023.",
        "Finland joined NATO in April 2022.",
    ),
    Case(
        "sweden 2024", EUROPE, _day("2024-07-01"),
        "Sweden became a member of NATO in March 2024, ending two centuries of non-alignment.",
        "Sweden joined NATO in March 2023, ending two centuries of non-alignment.",
    ),
    Case(
        "finland the 31st", EUROPE, _day("2023-04-05"),
        "Finland became the 31st member of NATO on Tuesday.",
        "Finland became the 35th member of NATO on Tuesday.",
    ),
    Case(
        "ukraine no member", EUROPE, _day("2025-08-01"),
        "Ukraine is not a member of NATO.",
        "Ukraine is a member of NATO.",
    ),
    Case(
        "poland member", EUROPE, _day("2025-09-20"),
        "Poland is a member of NATO.",
        "Poland is not a member of NATO.",
    ),
    Case(
        "zapad every four years", EUROPE, _day("2025-09-11"),
        "Russia and Belarus hold the Zapad exercise every four years.",
        "Russia and Belarus hold the Zapad exercise every year.",
    ),
    Case(
        "first zapad since 2021", EUROPE, _day("2025-09-15"),
        "The Zapad drills are the first since 2021.",
        "The Zapad drills are the first since 2013.",
    ),
    Case(
        "zapad three times", EUROPE, _day("2021-10-01"),
        "Moscow held the Zapad exercise three times between 2013 and 2021.",
        "Moscow held the Zapad exercise six times between 2013 and 2021.",
    ),
    Case(
        "alaska since 2021", EUROPE, _day("2025-08-16"),
        "The Alaska meeting was the first summit between the United States and Russia since 2021.",
    ),
    Case(
        "trump and putin in august", EUROPE, _day("2025-09-20"),
        "Donald Trump and Vladimir Putin held a summit in August 2025.",
        "Donald Trump and Vladimir Putin held a summit in March 2025.",
    ),
    Case(
        "russia-belarus treaty", EUROPE, _day("2025-04-01"),
        "Russia and Belarus signed a treaty on security guarantees in December 2024.",
        "Russia and Belarus signed a treaty on security guarantees in December 2022.",
    ),
    Case(
        "nancy", EUROPE, _day("2025-06-01"),
        "France and Poland signed a treaty in May 2025.",
        "France and Poland signed a treaty in May 2023.",
    ),
    Case(
        "kensington", EUROPE, _day("2025-08-10"),
        "Britain and Germany signed a friendship treaty in July 2025.",
        "Britain and Germany signed a friendship treaty in July 2023.",
    ),
    Case(
        "steadfast defender", EUROPE, _day("2024-02-10"),
        "NATO's Steadfast Defender exercise involves some 90,000 troops.",
        "NATO's Steadfast Defender exercise involves some 250,000 troops.",
    ),
    Case(
        "vostok 2022 smaller", EUROPE, _day("2022-09-08"),
        "Russia's Vostok exercise is held every four years.",
        "Russia's Vostok exercise is held every two years.",
    ),
    Case(
        "nato summit ankara", EUROPE, _day("2026-06-10"),
        "The NATO summit will be held in Turkey next month.",
        "The NATO summit will be held in Turkey this week.",
    ),
    Case(
        "invasion", EUROPE, _day("2025-02-24"),
        "Russia invaded Ukraine in February 2022.",
        "Russia launched its full-scale invasion of Ukraine in February 2021.",
    ),
    Case(
        "hundred years", EUROPE, _day("2025-05-02"),
        "Britain and Ukraine signed a 100-year partnership in January 2025.",
        "Britain and Ukraine signed a 100-year partnership in January 2023.",
    ),
    Case(
        "new start", EUROPE, _day("2024-02-21"),
        "Russia suspended its participation in the New START treaty with the United States in February 2023.",
        "Russia suspended its participation in the New START treaty with the United States in February 2021.",
    ),
    Case(
        "joint sword 2024", STRAIT, _day("2025-01-10"),
        "China held two Joint Sword exercises in 2024.",
        "China held four Joint Sword exercises in 2024.",
    ),
    Case(
        "joint sword three", STRAIT, _day("2025-03-01"),
        "The Chinese military has held three Joint Sword exercises around Taiwan.",
        "The Chinese military has held eight Joint Sword exercises around Taiwan.",
    ),
    Case(
        "strait thunder first", STRAIT, _day("2025-04-05"),
        "China launched its first Strait Thunder exercise on Tuesday.",
    ),
    Case(
        "rimpac biennial", STRAIT, _day("2024-07-01"),
        "The biennial RIMPAC exercise began last week off Hawaii.",
        "The annual RIMPAC exercise began last week off Hawaii.",
    ),
    Case(
        "talisman sabre", STRAIT, _day("2025-07-20"),
        "Australia and the United States hold the Talisman Sabre exercise every two years.",
        "Australia and the United States hold the Talisman Sabre exercise every year.",
    ),
    Case(
        "balikatan annual", STRAIT, _day("2025-04-22"),
        "The annual Balikatan exercise opened in Manila on Monday.",
        "The biennial Balikatan exercise opened in Manila on Monday.",
    ),
    Case(
        "balikatan 2023 troops", STRAIT, _day("2023-04-20"),
        "This year's Balikatan exercise involves more than 17,600 troops.",
        "This year's Balikatan exercise involves more than 60,000 troops.",
    ),
    Case(
        "largest balikatan", STRAIT, _day("2023-04-25"),
        "The Balikatan exercise this year is the largest ever.",
    ),
    Case(
        "mutual defence treaty 1951", STRAIT, _day("2025-04-22"),
        "The United States and the Philippines signed a mutual defence treaty in 1951.",
        "The United States and the Philippines signed a mutual defence treaty in 1971.",
    ),
    Case(
        "reciprocal access", STRAIT, _day("2025-09-15"),
        "Japan and the Philippines signed a Reciprocal Access Agreement in July 2024.",
        "Japan and the Philippines signed a Reciprocal Access Agreement in July 2021.",
    ),
    Case(
        "australia-japan", STRAIT, _day("2025-02-15"),
        "Japan and Australia signed an access agreement in January 2022.",
    ),
    Case(
        "honduras", STRAIT, _day("2024-06-01"),
        "Honduras cut diplomatic ties with Taiwan in March 2023.",
        "Honduras cut diplomatic ties with Taiwan in March 2021.",
    ),
    Case(
        "pelosi", STRAIT, _day("2023-08-01"),
        "US House Speaker Nancy Pelosi visited Taiwan in August 2022.",
    ),
    Case(
        "biden and xi", STRAIT, _day("2023-12-01"),
        "Joe Biden and Xi Jinping held a summit in California in November 2023.",
    ),
    Case(
        "trilateral with manila", STRAIT, _day("2024-06-01"),
        "The United States, Japan and the Philippines held their first trilateral summit in April 2024.",
    ),
    Case(
        "pukpuk", STRAIT, _day("2025-10-20"),
        "Australia and Papua New Guinea signed a mutual defence treaty in October 2025.",
        "Australia and Papua New Guinea signed a mutual defence treaty in October 2020.",
    ),
    Case(
        "anti-secession law", STRAIT, _day("2025-03-15"),
        "China's claim to use force against Taiwan is written into a law of 2005.",
    ),
]  # fmt: skip
