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

# Whole articles, true in all that the tables hold: nothing in them may be contradicted.
ARTICLES = [
    (
        _day("2025-09-16"),
        (
            "WARSAW – Russia and Belarus wrapped up the Zapad-2025 exercises on Tuesday, the first edition of the "
            "quadrennial manoeuvres since Moscow launched its full-scale invasion of Ukraine in February 2022.\n"
            "The drills, last held in September 2021, involved about 13,000 troops in Belarus, far fewer than the "
            "200,000 that Moscow said took part four years ago. President Vladimir Putin said 100,000 soldiers "
            "were training at 41 sites.\n"
            "Poland, which joined NATO in 1999, closed its border crossings with Belarus and staged its own Iron "
            "Defender exercise with 34,000 soldiers.\n"
            "Finland joined NATO in 2023 and Sweden followed in March 2024, becoming the alliance's 32nd member. "
            "Mark Rutte, who became NATO secretary-general in October 2024, has called on allies to spend more on "
            "defence.\n"
            "Putin met U.S. President Donald Trump in Alaska on Aug. 15, the first summit between the two "
            "countries since 2021. Trump and Putin had spoken by phone in February. Russia suspended its "
            "participation in the New START treaty in February 2023. Russia and Belarus signed a treaty on "
            "security guarantees in December 2024, and it entered into force in March 2025.\n"
            "NATO leaders held their annual summit in The Hague in June. The next NATO summit will be held in "
            "Turkey in July 2026."
        ),
    ),
    (
        _day("2025-09-16"),
        (
            "BRUSSELS – Ukraine applied to join NATO in September 2022, days after Russia declared the annexation "
            "of four Ukrainian regions. The European Union granted Ukraine candidate status in June 2022. Britain "
            "signed a security agreement with Ukraine in January 2024, and Germany and France followed in "
            "February. The United States signed a ten-year security agreement with Ukraine in June 2024. Britain "
            "and Ukraine signed a 100-year partnership in January this year.\n"
            "France and Poland signed a treaty with a mutual defence pledge in Nancy in May, and Britain and "
            "Germany signed a friendship treaty in London in July. NATO expelled eight members of Russia's "
            "mission in October 2021. Steadfast Defender 2024, with some 90,000 troops, was NATO's largest "
            "exercise since the Cold War. Joe Biden visited Kyiv in February 2023. The US suspended military aid "
            "to Ukraine in March 2025. NATO has 32 members. Finland shares a border of 1,340 kilometres with "
            "Russia.\n"
            "Vostok 2018, with 300,000 troops, was Russia's largest exercise since 1981. Vostok 2022 drew only "
            "50,000 soldiers, according to Moscow. Russia has held the Vostok exercise three times since 2014."
        ),
    ),
    (
        _day("2025-12-31"),
        (
            "TAIPEI – China began two days of live-fire drills around Taiwan on Monday, code-named Justice "
            "Mission 2025, less than two weeks after Washington announced an $11.1 billion arms package for the "
            "island.\n"
            "It was the first major exercise around the island since Strait Thunder in April. China held two "
            "Joint Sword exercises in 2024, in May and October, and one in April 2023. The drills that followed "
            "Nancy Pelosi's visit to Taipei in August 2022 were the largest in decades.\n"
            "Taiwanese President Lai Ching-te, who took office in May 2024, condemned the drills. Taiwan holds "
            "its annual Han Kuang exercise every July.\n"
            "China sanctioned 20 U.S. defence firms on Dec. 26. China's Anti-Secession Law, adopted in 2005, "
            "provides for the use of non-peaceful means. Honduras broke relations with Taiwan in March 2023.\n"
            "Japanese Prime Minister Sanae Takaichi said on Nov. 7 that a Taiwan contingency could threaten "
            "Japan's survival. China told its citizens on Nov. 14 to avoid travel to Japan. Days later China "
            "banned imports of Japanese seafood.\n"
            "Joe Biden and Xi Jinping met in Bali in November 2022 and in California in November 2023. Trump and "
            "Xi met in South Korea in October 2025. They had last met in June 2019.\n"
            "The United States and Japan held the Keen Sword exercise in October 2024. Japan and the Philippines "
            "signed a Reciprocal Access Agreement in July 2024 which entered into force in September 2025. The "
            "United States signed a mutual defence treaty with the Philippines in 1951. The United States, Japan "
            "and the Philippines held their first trilateral leaders' summit in April 2024. Balikatan, held in "
            "April and May, involved some 14,000 troops. RIMPAC is held every two years. China and Russia flew "
            "their tenth joint bomber patrol in December. Australia, Britain and the United States announced "
            "AUKUS in September 2021. Australia and Papua New Guinea signed the Pukpuk treaty in October."
        ),
    ),
    (
        _day("2024-10-20"),
        (
            "SEOUL – North Korea blew up road links with the South on Tuesday. Seoul's spy agency said on Friday "
            "that Pyongyang had sent troops to Russia. Russian President Vladimir Putin visited Pyongyang in "
            "June, his first trip to North Korea in 24 years, and signed a treaty with Kim Jong Un. It was their "
            "second summit in nine months. Kim travelled to Russia in September 2023.\n"
            "North Korea has carried out six nuclear tests, the last in September 2017. It has not tested an ICBM "
            "since December 2023. The country put its first spy satellite into orbit in November 2023 after two "
            "failed attempts. Three more were promised for 2024 but a launch in May failed. The UN Security "
            "Council has adopted ten sanctions resolutions against North Korea since 2006. Russia vetoed the "
            "renewal of the Panel of Experts in March 2024. China and Russia vetoed a U.S. draft resolution in "
            "May 2022.\n"
            "The leaders of the United States, Japan and South Korea met at Camp David in August 2023, the first "
            "standalone summit of the three. The three countries held their first Freedom Edge exercise in June. "
            "South Korea and Cuba opened diplomatic relations in February. South Korean President Yoon Suk Yeol "
            "met Japanese Prime Minister Fumio Kishida in Tokyo in March 2023, the first such visit in 12 years. "
            "Moon Jae-in met Kim three times in 2018. Kim and Trump met in Singapore in June 2018, in Hanoi in "
            "February 2019 and at Panmunjom in June 2019. Ulchi Freedom Shield was held from Aug. 19 to 29 with "
            "about 19,000 South Korean troops."
        ),
    ),
]

# Sentences of such articles with one thing altered.
ALTERED = [
    (
        _day("2025-09-16"),
        "It was the first edition of Zapad since 2017, when Russia and Belarus held the drills on the same grounds.",
    ),
    (_day("2025-09-16"), "Poland joined NATO in 2004, together with six other countries."),
    (_day("2025-09-16"), "Finland joined NATO in 2021 and hosts its land command."),
    (_day("2025-09-16"), "Sweden became NATO's 30th member in March 2024."),
    (
        _day("2025-09-16"),
        "Putin met Trump in Alaska on Aug. 15, the first summit between the United States and Russia in nine years.",
    ),
    (
        _day("2025-09-16"),
        "Russia suspended its participation in the New START treaty with the United States in February 2020.",
    ),
    (_day("2025-09-16"), "The next NATO summit will be held in Turkey in September 2026."),
    (_day("2025-09-16"), "Ukraine applied to join NATO in September 2020."),
    (_day("2025-09-16"), "The European Union granted Ukraine candidate status in June 2019."),
    (_day("2025-09-16"), "The United States signed a ten-year security agreement with Ukraine in June 2021."),
    (_day("2025-09-16"), "Vostok 2022 drew 250,000 soldiers."),
    (_day("2025-09-16"), "Steadfast Defender 2024 drew 300,000 troops."),
    (_day("2025-09-16"), "NATO has 29 members."),
    (_day("2025-09-16"), "NATO expelled eight members of Russia's mission in October 2018."),
    (_day("2025-12-31"), "China held five Joint Sword exercises in 2024."),
    (_day("2025-12-31"), "Honduras broke relations with Taiwan in March 2019."),
    (_day("2025-12-31"), "Japan and the Philippines signed a Reciprocal Access Agreement in July 2020."),
    (_day("2025-12-31"), "The United States signed a mutual defence treaty with the Philippines in 1961."),
    (_day("2025-12-31"), "RIMPAC is held every year off Hawaii."),
    (_day("2025-12-31"), "Balikatan, held in April and May, involved some 40,000 troops."),
    (_day("2025-12-31"), "China launched Strait Thunder in April 2023."),
    (_day("2025-12-31"), "The annual Talisman Sabre exercise was held in Australia in July."),
    (_day("2025-12-31"), "Australia, Britain and the United States announced the AUKUS partnership in September 2019."),
    (_day("2024-10-20"), "North Korea has carried out eight nuclear tests."),
    (_day("2024-10-20"), "North Korea has not tested a nuclear weapon since 2013."),
    (_day("2024-10-20"), "North Korea has not tested an ICBM since November 2022."),
    (_day("2024-10-20"), "Putin and Kim Jong Un signed a treaty in Pyongyang in June 2022."),
    (_day("2024-10-20"), "China and Russia vetoed a draft resolution on North Korea in May 2020."),
    (_day("2024-10-20"), "Moon Jae-in met Kim Jong Un six times in 2018."),
    (_day("2024-10-20"), "South Korea and Cuba opened diplomatic relations in February 2021."),
    (_day("2024-10-20"), "Kim Jong Un and Donald Trump have met four times."),
    (
        _day("2024-10-20"),
        "The United States, Japan and South Korea held their first Freedom Edge exercise in June 2022.",
    ),
    (_day("2024-10-20"), "North Korea carried out its seventh nuclear test in September 2017."),
    (_day("2024-10-20"), "Freedom Shield has been held every two years since 2023."),
]

# A third set, written after the rules and measured before they were touched again: (published, true, altered).
MORE = [
    (
        _day("2025-11-10"),
        "Tokyo and Manila's Reciprocal Access Agreement entered into force in September 2025.",
        "Tokyo and Manila's Reciprocal Access Agreement entered into force in September 2023.",
    ),
    (
        _day("2025-11-10"),
        "Japan and Britain signed a Reciprocal Access Agreement in January 2023.",
        "Japan and Britain signed a Reciprocal Access Agreement in January 2020.",
    ),
    (
        _day("2025-11-10"),
        "Chinese and Philippine vessels collided at Second Thomas Shoal in June 2024.",
        "Chinese and Philippine vessels collided at Second Thomas Shoal in June 2021.",
    ),
    (
        _day("2025-11-10"),
        "The Strait Thunder exercise took place in April 2025.",
        "The Strait Thunder exercise took place in July 2025.",
    ),
    (
        _day("2025-11-10"),
        "Beijing staged Joint Sword-2024B in October 2024.",
        "Beijing staged the Joint Sword drills in August 2024.",
    ),
    (
        _day("2025-11-10"),
        "The Balikatan exercise has been held annually since 2022.",
        "The Balikatan exercise has been held every four years.",
    ),
    (
        _day("2025-11-10"),
        "The Talisman Sabre drills, held biennially, drew 40,000 troops this year.",
        "The Talisman Sabre drills drew 90,000 troops this year.",
    ),
    (
        _day("2025-11-10"),
        "The United States and the Philippines have been treaty allies since 1951.",
        "",
    ),
    (
        _day("2025-11-10"),
        "Xi Jinping and Lee Jae Myung held talks in Gyeongju on Nov. 1, their first summit.",
        "",
    ),
    (
        _day("2025-11-10"),
        "Russia and China have held the Joint Sea exercise several times.",
        "",
    ),
    (
        _day("2025-10-15"),
        "Latvia, a NATO member since 2004, closed its airspace.",
        "",
    ),
    (
        _day("2025-10-15"),
        "Finland became a NATO member in April 2023 after decades of neutrality.",
        "Finland became a NATO member in April 2020 after decades of neutrality.",
    ),
    (
        _day("2025-10-15"),
        "Sweden is now a member of NATO.",
        "Sweden is not a member of NATO.",
    ),
    (
        _day("2025-10-15"),
        "Georgia is not a NATO member.",
        "Georgia is a member of NATO.",
    ),
    (
        _day("2025-10-15"),
        "Russia's full-scale invasion of Ukraine began on Feb. 24, 2022.",
        "Russia's full-scale invasion of Ukraine began in April 2022.",
    ),
    (
        _day("2025-10-15"),
        "Germany and Ukraine signed a security agreement in February 2024.",
        "Germany and Ukraine signed a security agreement in February 2022.",
    ),
    (
        _day("2025-10-15"),
        "Donald Trump and Vladimir Putin met in Alaska in August 2025.",
        "Donald Trump and Vladimir Putin met in Alaska in June 2025.",
    ),
    (
        _day("2025-10-15"),
        "The Zapad exercises took place in September 2021 and again in September 2025.",
        "The Zapad exercises took place in September 2023.",
    ),
    (
        _day("2025-10-15"),
        "Moscow and Minsk held Zapad in September, the first such exercise since 2021.",
        "Moscow and Minsk held Zapad in September, the first such exercise since 2009.",
    ),
    (
        _day("2025-10-15"),
        "Russia has held Vostok once every four years.",
        "Russia has held Vostok twice a year.",
    ),
    (
        _day("2025-10-15"),
        "Sweden was the last country to join NATO, in March 2024.",
        "",
    ),
    (
        _day("2025-10-15"),
        "Russia ended the annexation process of four Ukrainian regions in September 2022.",
        "",
    ),
    (
        _day("2025-10-15"),
        "North Korea's sixth and most recent nuclear test took place in September 2017.",
        "North Korea's sixth and most recent nuclear test took place in May 2019.",
    ),
    (
        _day("2025-10-15"),
        "Kim Jong Un met Xi Jinping in Beijing in September 2025.",
        "Kim Jong Un met Xi Jinping in Beijing in May 2025.",
    ),
    (
        _day("2025-10-15"),
        "Kim Jong Un and Vladimir Putin held their first summit in April 2019.",
        "Kim Jong Un and Vladimir Putin held their first summit in April 2017.",
    ),
    (
        _day("2025-10-15"),
        "No North Korean nuclear test has been recorded since 2017.",
        "No North Korean nuclear test has been recorded since 2009.",
    ),
    (
        _day("2025-10-15"),
        "North Korea launched one satellite in 2024.",
        "North Korea launched four satellites in 2024.",
    ),
    (
        _day("2025-10-15"),
        "China and North Korea are bound by a mutual defence treaty signed in 1961.",
        "China and North Korea are bound by a mutual defence treaty signed in 1981.",
    ),
    (
        _day("2025-10-15"),
        "Ulchi Freedom Shield has been held every year since 2022.",
        "Ulchi Freedom Shield has been held every two years since 2022.",
    ),
    (
        _day("2025-10-15"),
        "South Korea and Japan held a summit in Tokyo in August.",
        "",
    ),
    (
        _day("2025-10-15"),
        "Inter-Korean hotlines were cut in June 2020.",
        "",
    ),
    (
        _day("2025-10-15"),
        "It was Kim's first trip to China since 2019.",
        "",
    ),
    (
        _day("2025-10-15"),
        "North Korea sent a vice minister to the UN General Assembly for the first time since 2013.",
        "",
    ),
    (
        _day("2025-10-15"),
        "It was the third meeting between Trump and Kim in June 2019.",
        "",
    ),
    (
        _day("2025-10-15"),
        "The next APEC summit is to be held in South Korea at the end of October.",
        "The next APEC summit is to be held in South Korea in December.",
    ),
    (
        _day("2025-10-15"),
        "Moscow vetoed the extension of the UN panel monitoring North Korea sanctions in March 2024.",
        "Moscow vetoed the extension of the UN panel monitoring North Korea sanctions in March 2022.",
    ),
]

# True texts that a hasty check would contradict: other treaties, parts of an alliance, parties, the past in passing.
TRAPS = [
    ("In 2018, Secretary of State Mike Pompeo flew to Pyongyang. President Moon Jae-in welcomed the visit."),
    (
        "President Joe Biden's administration had promised more. Vladimir Putin, who first became president "
        "in 2000, has been in power for a quarter of a century."
    ),
    ("France and Germany signed the Elysee Treaty in 1963, a treaty of friendship, and renewed it in Aachen in 2019."),
    (
        "Russia and China signed a treaty of friendship in February 1950 under Stalin and Mao, when the "
        "Soviet Union still existed."
    ),
    ("Japan and the United States signed a security treaty in 1951, the same day as the San Francisco peace treaty."),
    (
        "NATO's original 12 members signed the treaty in Washington. Germany joined in 1955 and Spain in "
        "1982. France left the integrated command in 1966 and returned in 2009."
    ),
    ("Eight NATO members border Russia or its seas. The alliance held a summit for 30 members in 2021."),
    ("Poland joined the European Union in 2004, five years after it joined NATO. Sweden joined the EU in 1995."),
    (
        "Trump and Kim met again in Hanoi in February 2019, eight months after Singapore; aides had met in "
        "Stockholm in October 2019."
    ),
    ("North Korea's Kim visited Vietnam in February 2019 and Singapore in June 2018."),
    ("Xi Jinping visited North Korea in June 2019, the first Chinese leader to do so in 14 years."),
    (
        "Zapad-2021 was held in September 2021; the preparations for it began in July 2021. After Zapad in "
        "2017, NATO complained."
    ),
    ("North Korea fired three missiles on May 25, 2022, hours after Biden left Asia. It fired eight on June 5, 2022."),
    ("South Korea and Japan signed a basic treaty in 1965 and a military intelligence pact in November 2016."),
    (
        "The United States and South Korea signed an agreement on nuclear energy in 2015. Washington and "
        "Tokyo signed an agreement on bases in 1960."
    ),
    ("Foreign Minister Wang Yi, who has been in the job since 2013 with a short break, met Rubio."),
    (
        "Then-President Yoon Suk Yeol declared martial law in December 2024. Yoon, who became president in "
        "2022, was removed in April."
    ),
    ("Kim Jong Un's father met South Korean President Kim Dae-jung in June 2000, the first inter-Korean summit."),
    ("Resolution 2397 (2017) tightened what resolution 1718 had begun. Resolution 2231 was adopted in 2015."),
    ("Mark Rutte, prime minister of the Netherlands from 2010, became NATO chief last year."),
    (
        "Dmitry Medvedev, who was president from 2008 to 2012, wrote that Sergei Shoigu, defence minister "
        "until 2024, was right."
    ),
    ("Keir Starmer, Labour leader since 2020, and Friedrich Merz, who took over the CDU in 2022, met in London."),
    ("Ukraine gave up its weapons under a memorandum of 1994 and signed a partnership with Russia in 1997."),
    ("Australia held Talisman Sabre in July. Planning for the next one, in 2027, began in August."),
    (
        "Boris Johnson, as foreign secretary in 2017, met Sergei Lavrov in Moscow. Prime Minister Theresa May "
        "backed him."
    ),
    (
        "The China–Pakistan friendship treaty of 2005 is one of several accords of the two; another pact was "
        "signed in 2015."
    ),
    ("Taiwan's Lai Ching-te was premier from 2017 and vice president from 2020 before he took office in May 2024."),
    (
        "Armenia froze its participation in the Collective Security Treaty Organization in February 2024 and "
        "may leave it."
    ),
    ("Joe Biden and Xi Jinping met in Lima in November 2024, their last meeting."),
    (
        "Emmanuel Macron was elected in May 2017 and again in April 2022. Donald Trump, elected in November "
        "2024, took office on Jan. 20."
    ),
    (
        "Russia joined the drill. Belarus joined NATO's Partnership for Peace in 1995. Finland joined the "
        "Partnership for Peace in 1994."
    ),
    ("NATO and Russia signed the Founding Act in 1997. In 2002 the NATO-Russia Council was founded in Rome."),
]
