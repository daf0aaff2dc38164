"""The rules of quotation by name: what each takes, with sentences it must and must not take."""

RuleNotes = dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]]

RULES: RuleNotes = {
    "quote-subject-verb": (
        "a quotation, then the speaker and a verb of saying",
        ('"We will stay," the minister said.', "‘It is over,’ he told reporters in London."),
        ("The minister said that they would stay.",),
    ),
    "quote-verb-subject": (
        "a quotation, then a verb of saying and the speaker",
        ('"We will stay," said Foreign Minister Anna Lind, a doctor by training.',),
        ("The minister said little.",),
    ),
    "clause-subject-verb": (
        "a clause without quotation marks, then the speaker and a verb of saying",
        ("The talks will open on Monday, officials said.", "The plan was agreed in June, the ministry said on Friday."),
        ("In his speech the envoy did not respond.", "In his speech on Monday, the envoy did not respond."),
    ),
    "clause-verb-subject": (
        "a clause without quotation marks, then a verb of saying and the speaker",
        ("The talks will open on Monday, said a spokesman for the ministry.",),
        ("The envoy, said to be ill, left.",),
    ),
    "as-subject-said": (
        "the clause that follows “As somebody said,”",
        ("As the minister noted, the border remains closed.",),
        ("As the minister left, the border closed.",),
    ),
    "according-to": (
        "the clause that goes with “according to”",
        ("According to the ministry, the talks have failed.", "The talks have failed, according to two diplomats."),
        ("Each was paid according to need.",),
    ),
    "verb-then-quote": (
        "speaker, verb of saying, quotation",
        ('Kim added, "The first step will be trust."', 'The envoy said in Geneva on Monday: "We are ready."'),
        ('The ship "Unity" sailed.',),
    ),
    "verb-then-colon": (
        "speaker, verb of saying, colon, words without quotation marks",
        ("The minister said: the talks are over.",),
        ("Three states took part: Chad, Niger and Mali.",),
    ),
    "verb-then-that": (
        "speaker, verb of saying, thinking or showing, that-clause",
        ("The minister said that talks would resume.", "Resolutions have demanded that the state cease its tests."),
        ("The minister knew that man.", "The plan that failed was old."),
    ),
    "verb-then-bare-clause": (
        "speaker, verb, clause without “that”",
        ("The minister said the talks would resume.", "He told reporters the deal was dead."),
        ("The minister said nothing.",),
    ),
    "verb-then-question-word": (
        "speaker, verb of asking or knowing, clause with whether, how, why, what",
        ("Observers have questioned whether a meeting could occur.",),
        ("The envoy left when it rained.",),
    ),
    "verb-then-infinitive": (
        "speaker, verb of promising, wanting or refusing, to-infinitive",
        ("Japan pledged to send aid.", "The ministry declined to comment."),
        ("The envoy went to Seoul.",),
    ),
    "verb-object-infinitive": (
        "speaker, verb of asking or ordering, somebody, to-infinitive",
        ("The leader called on the United States to abandon its demand.", "France urged Mali to hold elections."),
        ("The leader called on his neighbours.",),
    ),
    "verb-then-ing-form": (
        "speaker, verb such as suggest or deny, -ing form",
        ("The minister denied taking bribes.",),
        ("The minister went fishing.",),
    ),
    "verb-then-object": (
        "speaker, verb of blame, praise or refusal, noun phrase",
        ("The envoy criticised the sanctions.", "Pyongyang has rejected diplomacy with Seoul."),
        ("The envoy carried the papers.",),
    ),
    "verb-object-description": (
        "speaker, verb of calling or describing, thing and its description",
        ("Pyongyang describes such exercises as a rehearsal for an attack.", "The senator called him a liar."),
        ("The group, called the Union, met.",),
    ),
    "verb-then-about": (
        "speaker, verb of talking or complaining, about-phrase",
        ("The mayor complained about the noise.",),
        ("The mayor walked about the town.",),
    ),
    "participle-then-quote": (
        "a participle of saying and a quotation, said by the subject of the main clause",
        ('Speaking in Geneva, the envoy delivered a firm message, declaring, "We will never give up."',),
        ('Sailing west, the crew of "Unity" slept.',),
    ),
    "participle-then-colon": (
        "a participle of saying, colon, words without quotation marks",
        ("The envoy left the room, adding: nothing more will be done.",),
        ("The list went on, ending: nothing.",),
    ),
    "participle-then-that": (
        "a participle of saying and a that-clause",
        ("The envoy walked out, saying that the talks had failed.",),
        ("The envoy walked out, closing the door that creaked.",),
    ),
    "participle-then-bare-clause": (
        "a participle of saying and a clause without “that”",
        ("The envoy walked out, saying he had heard enough.",),
        ("The envoy walked out, smiling.",),
    ),
    "participle-then-question-word": (
        "a participle of asking and a clause with whether, how, why, what",
        ("The envoy walked out, asking why he had been invited.",),
        ("The envoy walked out, carrying what he could.",),
    ),
    "participle-then-infinitive": (
        "a participle of promising or wanting and a to-infinitive",
        ("The leaders met, pledging to deepen their ties.",),
        ("The leaders met, flying to Beijing.",),
    ),
    "participle-object-infinitive": (
        "a participle of asking or ordering, somebody, to-infinitive",
        ("The council adopted the text, urging both states to show restraint.",),
        ("The council adopted the text, sending copies to members.",),
    ),
    "participle-then-ing-form": (
        "a participle such as denying and an -ing form",
        ("The minister resigned, denying taking bribes.",),
        ("The minister resigned, leaving early.",),
    ),
    "participle-then-object": (
        "a participle of blame, praise or citation and its object",
        ('Citing a growing "threat of invasion," the envoy described the arsenal.', "He spoke, praising the army."),
        ("He spoke, holding the flag.",),
    ),
    "participle-object-description": (
        "a participle of calling or describing, with thing and description",
        ('The state will keep its weapons, he said, calling them the key to a "balance of power".',),
        ("The state will keep its weapons, storing them in tunnels.",),
    ),
    "participle-then-about": (
        "a participle of talking or complaining and an about-phrase",
        ("The mayor left, complaining about the noise.",),
        ("The mayor left, walking about the town.",),
    ),
    "passive-report": (
        "a passive verb of saying: nobody is named, or somebody after “by”",
        ("The president is expected to attend the summit.",),
        ("The bridge was built to last.",),
    ),
    "passive-charge": (
        "a passive verb of charging with the one charged: nobody is named, or somebody after “by”",
        ("Lang is accused of taking the money.", "Two men were charged with fraud."),
        ("Lang was accused again.",),
    ),
    "noun-then-content": (
        "a noun of saying, thinking or intending with its clause",
        ("The claim that the talks failed spread fast.", "Their decision to leave surprised the city."),
        ("The bridge that failed was old.",),
    ),
    "adjective-then-content": (
        "be, an adjective of attitude, and a clause",
        ("The envoy is confident that the talks will succeed.",),
        ("The envoy is tall.",),
    ),
    "impersonal-that": (
        "it is clear, likely, possible that: nobody is named",
        ("It is clear that the talks have failed.",),
        ("It is raining.",),
    ),
    "quote-dash-name": (
        "a quotation signed after a dash",
        ("“The debate proved that he is not fit to lead.” ― Maria Lopez",),
        ("“Unity” — the ship that sailed — sank.",),
    ),
    "dash-dialogue": (
        "speech between dashes, then a verb of saying and the speaker",
        ("— We shall go tomorrow, — said Ivan Petrov.",),
        ("— Tickets cost five euros",),
    ),
    "colon-then-quote": (
        "a quotation that a colon announces without a verb of saying",
        ("The envoy had a single answer for them:\n\n“No, and we shall not discuss it again.”",),
        ("The envoy had a single answer.",),
    ),
    "floating-quote": (
        "a quotation of four words or more that stands alone: it goes on with the last speaker",
        ("“We stay,” the envoy said.\n\n“There is nothing more to be said about it.”",),
        ("The envoy left. It rained.",),
    ),
    "marked-words": (
        "words in quotation marks that no cue governs: kept as a fragment, laid to nobody",
        ('The "Sunshine" years ended.',),
        ("The sunshine years ended.",),
    ),
}
