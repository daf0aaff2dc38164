"""Texts that bring a reader of news to its limits, each as a piece to be written over and over."""

NAMES = "Kim Son Gyong, Kim Jong Un, Lee Jae Myung and Donald Trump met Foreign Minister Choe Son Hui in Moscow. "
PIECES = {
    "quotation marks": '"',
    "opening marks": "“",
    "marks of every kind": "“”‘’\"'«»„‟「」『』``''‹›",
    "nested quotes": "“He said ‘she said “no” and’ left” ",
    "open quotations": '“Kim said "no, ',
    "single quotes": "‘It’s over,’ the ministers’ envoy told MPs. ",
    "signed quotes": '"Kim" said "Lee" told ',
    "no full stop": "Kim and the minister said that talks, which failed, would go on and ",
    "one paragraph": NAMES,
    "short names": "Jane Roe and John Roe left. Roe told Roe that Mr. Roe, whom Roe knew, met Roe; ",
    "pronouns": "He said that she told him her view of his talks. ",
    "dates": "On Monday, Sept. 29, 2025, from May to July, last week and in over six years since 2018, ",
    "figures": "3 three 1,200 2018-2019 9/11 12th ",
    "verbs of saying": "said ",
    "all capitals": "NORTH KOREA'S KIM JONG UN SAID ON MONDAY THE U.S. WOULD “NEVER” ATTACK. ",
    "east asian": "朝鮮民主主義人民共和国は2025年9月29日に「訓練」を非難した。",
    "east asian without stops": "朝鮮民主主義人民共和国",
    "right to left": "قال الرئيس إن «التدريبات» ستستمر. הוא אמר ״לא״. ",
    "dash dialogue": "— I will go, — said Ivan. — No, — said Maria.\n",
    "press release": "FOR IMMEDIATE RELEASE\n\nMinistry of Defence\n\n• Drills began.\n\n",
    "headings": "Kim Talks\n\n",
    "drills": "the drills with Japan called the exercises a rehearsal, ",
    "one long report": "threatened ",
    "nouns of saying": "they claim president clear that a plan that ",
    "threats": "we will destroy not one house will be left or ",
    "commas": "the , of ",
    "one word": "a",
    "spaces": " ",
    "invisible signs": "\u200b\ufeffe\u0301\u0302",
}


def filled(piece: str, size: int) -> str:
    """A piece over and over, to a number of characters."""
    return (piece * (size // len(piece) + 1))[:size]
