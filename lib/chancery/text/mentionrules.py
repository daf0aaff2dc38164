"""The rules of mentions by name: what each does, sentences it takes and sentences it leaves."""

Examples = tuple[str, tuple[str, ...], tuple[str, ...]]

RULES: dict[str, Examples] = {
    "gazetteer-name": (
        "A name of the gazetteer, the longest first, with its case or in capitals.",
        ("The Democratic People's Republic of Korea refused.", "NATO replied."),
        ("They told us so.",),
    ),
    "demonym": (
        "A nationality stands for its state.",
        ("North Korean troops marched.",),
        ("Korean food is good.",),
    ),
    "capital-as-government": (
        "A capital stands for its government unless a preposition of place leads it.",
        ("Talks with Moscow failed.",),
        ("A parade in Moscow was held.",),
    ),
    "capital-as-place": (
        "A capital after a preposition of place is a place.",
        ("A parade in Beijing was held.",),
        ("Beijing refused.",),
    ),
    "minority-of-a-state": (
        "An ethnic group in a named state belongs to that state.",
        ("They shot two ethnic Albanians in southern Serbia.",),
        ("Albanians live in Albania.",),
    ),
    "group-of-the-only-state": (
        "Police, rebels and other unnamed groups of a text that speaks of one state are that state's.",
        ("In Peru police fired on students.",),
        ("In Peru and Chile police fired on students.",),
    ),
    "group-in-a-state": (
        "An unnamed group said to be in or of a state is that state's.",
        ("Rebels in the Ivory Coast met envoys of France.",),
        ("Rebels wrote to France and Chile.",),
    ),
    "known-person": (
        "A person of the gazetteer, by full name or a name that stands for one person.",
        ("Nelson Mandela spoke.", "Arafat left."),
        ("Nelson Roe spoke.",),
    ),
    "known-family-name": (
        "A family name not introduced in the text that one known person, or persons of one state, bear.",
        ("President Mugabe refused.",),
        ("Mr. Smith refused.",),
    ),
    "other-spelling": (
        "A known name spelt with other doubled letters, h, y or k.",
        ("President Francois Mitterand left.",),
        ("President Francois Mitterrand left.",),
    ),
    "titled-name": (
        "A capitalised name after a title, or before one in apposition.",
        ("Sheriff Odell Roe spoke.", "Odell Roe, a lawyer, spoke."),
        ("Odell Roe spoke.",),
    ),
    "capitalised-name": (
        "Two or more capitalised words that name neither a body nor a place.",
        ("She met Jane Roe.",),
        ("She met the Roe Foundation.",),
    ),
    "capitalised-body": (
        "Capitalised words with a word of bodies among them, or an acronym.",
        ("She runs the Roe Foundation.",),
        ("She runs.",),
    ),
    "capitalised-place": (
        "Capitalised words that end in a word of places.",
        ("They met near Roe Valley.",),
        ("They met near the valley.",),
    ),
    "short-name": (
        "A short name means the one last introduced in full, with title, sex and company agreeing.",
        ("Jane Roe came. Roe spoke.",),
        ("Roe spoke.",),
    ),
    "short-name-undecided": (
        "A short name that two persons bear alike lists both and chooses neither.",
        ("Jane Roe and John Roe came. Roe spoke.",),
        ("Jane Roe and John Roe came. Mrs. Roe spoke.",),
    ),
    "title-and-family-name": (
        "A title and one capitalised word, not introduced in full.",
        ("Sheriff Roe spoke.",),
        ("Sheriff Odell Roe spoke.",),
    ),
    "speaking-name": (
        "One capitalised word beside a verb of saying.",
        ('"No," Roe said.',),
        ("Roe slept.",),
    ),
    "office": (
        "An office that stands alone; who held it on the publication date is added from officeholders.csv.",
        ("The South Korean President stated it.",),
        ("President Lee Jae Myung stated it.",),
    ),
    "office-of-one-named": (
        "An office spoken of again is the one named or described with it before.",
        ("Foreign Minister Jane Roe came. The minister spoke.",),
        ("The minister spoke.",),
    ),
    "description": (
        "Somebody described by role and not yet named.",
        ("A senior Japanese diplomat spoke.",),
        ("Japanese diplomats spoke.",),
    ),
    "pronoun-forward": (
        "In an opening phrase a pronoun looks forward to the subject.",
        ("In his speech on Monday, John Roe said no.",),
        ("John Roe said no in his speech on Monday.",),
    ),
    "pronoun-subject": (
        "A pronoun means the last one before it in the sentence who can be a subject.",
        ("John Roe said that he would go.",),
        ("It was said that he would go.",),
    ),
    "pronoun-urged": (
        "What somebody is asked to do is done with their own.",
        ("Jane Roe urged Paul Moe to use his power.",),
        ("Jane Roe used her power.",),
    ),
    "pronoun-again": (
        "A pronoun means the one another pronoun of the sentence means.",
        ("John Roe came. He asked for what was his.",),
        ("John Roe asked for what was his.",),
    ),
    "pronoun-near": (
        "A pronoun that is no subject means the only one near who agrees.",
        ("They asked of Jane Roe what her plans were.",),
        ("They asked of Jane Roe what his plans were.",),
    ),
    "body-again": (
        "“The ministry” is the one named before.",
        ("China's foreign ministry objected. The ministry said it would act.",),
        ("The ministry said it would act.",),
    ),
    "body-continued": (
        "“It” before a verb of saying or doing, or “the statement said”, is the body the sentence before tells of.",
        ("Japan sent a note. It urged talks.", "NATO met. The statement said nothing."),
        ("Japan sent a note. It rained.",),
    ),
    "pronoun-continued": (
        "At the head of a sentence a pronoun means the subject of the sentence before.",
        ("John Roe met Jane Moe. He was late.",),
        ("Jane Moe spoke. He was late.",),
    ),
}
