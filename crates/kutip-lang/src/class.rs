//! The kinds of words and marks that the engine asks for.
//!
//! An entry of `marks.toml`, `words.toml` or `people.toml` bears the name of a class, and its words are of that class.
//! A class that the engine does not know is an error of the folder; one that the folder lacks is simply empty.

macro_rules! classes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A kind of word or mark.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum Class { $($(#[$doc])* $variant,)* }

        impl Class {
            /// Every class.
            pub const ALL: &[Class] = &[$(Class::$variant,)*];

            /// The name of its entry.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Class::$variant => $name,)* }
            }
        }
    };
}

classes! {
    /// Opens a quotation, never closes one: “ „ «
    QuoteOpen = "quote-open",
    /// Closes a quotation: ” »
    QuoteClose = "quote-close",
    /// Opens or closes: "
    QuoteBoth = "quote-both",
    /// Opens a quotation of single marks: ‘
    SingleOpen = "single-open",
    /// Closes one: ’
    SingleClose = "single-close",
    /// Either: '
    SingleBoth = "single-both",
    /// May end a sentence: . ? ! …
    SentenceEnd = "sentence-end",
    /// Ends a sentence and belongs to what was said: ? !
    SpokenEnd = "spoken-end",
    /// ,
    Comma = "comma",
    /// :
    Colon = "colon",
    /// ;
    Semicolon = "semicolon",
    /// ( [
    BracketOpen = "bracket-open",
    /// ) ]
    BracketClose = "bracket-close",
    /// - – —
    Dash = "dash",
    /// /
    Slash = "slash",
    /// Before the name of an account: @
    Handle = "handle",
    /// A word that keeps its dot: Prof. Dr.
    Abbreviation = "abbreviation",
    /// tidak, belum
    Negation = "negation",
    /// Opens a sentence and belongs to no clause: lebih lanjut, sementara itu
    Connective = "connective",
    /// Stands between a speaker and the cue: juga, kemudian
    CueAdverb = "cue-adverb",
    /// Such an adverb that says that the speaker goes on: kemudian
    GoesOn = "goes-on",
    /// akan, bisa, harus
    Modal = "modal",
    /// A verb in this surrounding does not report: untuk, agar, dapat, jika
    Unreal = "unreal",
    /// AKBP, Jenderal: what follows is a person's name
    Rank = "rank",
    /// BPBD, Polda: has branches that are named after places
    Branched = "branched",
    /// kepala negara: another name for somebody of whom the article has spoken
    GenericRole = "generic-role",
    /// membuat: whoever follows does what follows him
    Causative = "causative",
    /// tak lupa: denies that something is left undone, so what follows is done
    Litotes = "litotes",
    /// pria, wanita: another word for somebody of whom the text speaks, where a clause says more of him
    Variation = "variation",
    /// peraih, ayah: such a word with more behind it and a demonstrative means somebody of whom the text speaks
    Epithet = "epithet",
    /// kepada: content never begins so
    Hearer = "hearer",
    /// di, ke: what follows is a place
    Locative = "locative",
    /// negara, negeri: a state without its name
    StateNoun = "state-noun",
    /// pihak, lembaga: with a clitic the speaker's own side
    OwnSide = "own-side",
    /// pihaknya, where the tables know it as one word
    OwnSideWord = "own-side-word",
    /// yang
    Relative = "relative",
    /// bernama, berusia: says more of the noun before it
    Describing = "describing",
    /// dan, serta, atau
    Coordinator = "coordinator",
    /// tetapi, namun, sedangkan, sementara: a new clause with its own subject
    ClauseCoordinator = "clause-coordinator",
    /// ketika, setelah, karena
    Subordinator = "subordinator",
    /// jika, apabila, kalau: begins a condition
    Condition = "condition",
    /// di, ke, dari, pada
    Preposition = "preposition",
    /// ia, dia, beliau
    PronounThird = "pronoun-third",
    /// mereka, keduanya
    PronounThirdPlural = "pronoun-third-plural",
    /// saya, kami
    PronounFirst = "pronoun-first",
    /// The clitic of the third person: -nya
    CliticThird = "clitic-third",
    /// ini, itu, tersebut
    Demonstrative = "demonstrative",
    /// Introduces content and is left out of it: bahwa, soal
    ComplementizerDropped = "complementizer-dropped",
    /// Introduces content and belongs to it: agar, untuk
    ComplementizerKept = "complementizer-kept",
    /// alias
    Alias = "alias",
    /// kepada
    ToAddressee = "to-addressee",
    /// What a back-reference begins with: hal itu, hal tersebut, pernyataan itu
    BackReference = "back-reference",
    /// disampaikan, dikatakan, diungkapkan: with a back-reference
    BackVerb = "back-verb",
    /// Closes a report: demikian
    Closing = "closing",
    /// What follows in quotation marks is a name or a phrase: bertajuk, yang disebut
    TermIntroducer = "term-introducer",
    /// Where or when a thing was said: di, dalam, lewat, saat, usai
    Circumstance = "circumstance",
    /// secara, dengan
    Manner = "manner",
    /// para, sejumlah, beberapa: begins a noun phrase
    Quantifier = "quantifier",
    /// Counts one person: seorang
    OnePerson = "one-person",
    /// Stands before a person's name: presiden, juru bicara
    Title = "title",
    /// Prof., Dr., H.
    Honorific = "honorific",
    /// May follow within a title: umum, utama
    TitleModifier = "title-modifier",
    /// mantan, calon
    Former = "former",
    /// Heads an unnamed person or group: sumber, pejabat
    UnnamedPerson = "unnamed-person",
    /// Speaks as a body: pemerintah, pihak
    Collective = "collective",
    /// Speaks in writing: laporan, pernyataan
    Document = "document",
    /// What somebody is to the person named behind: istri, ayah
    Kin = "kin",
    /// Begins the name of a body: kementerian, komisi
    BodyHead = "body-head",
    /// Begins the name of a place: kota, gunung
    PlaceHead = "place-head",
    /// A head of a body or place that never stands without its own name: universitas, kecamatan
    NamedHead = "named-head",
    /// A field of work, within a role: kesehatan, pertahanan
    Field = "field",
    /// Ends the name of a body: airlines, corporation
    BodyTail = "body-tail",
    /// An office whose place stands behind it, before any name: kapolda
    PlacedOffice = "placed-office",
    /// A title behind which a place or a person is named, no body: bupati, penyanyi
    PersonalTitle = "personal-title",
    /// A title that is as often a first name: ratu, raja
    TitleName = "title-name",
    /// Stands before whoever it relates somebody to: istri, pengacara, ajudan
    Relational = "relational",
    /// Heads those who belong to the person named behind, never that person: pendukung, pemerintahan
    Following = "following",
    /// Begins the role of whoever speaks for somebody: juru bicara, kuasa hukum
    SpeaksFor = "speaks-for",
    /// What follows is for whom somebody speaks: mewakili, atas nama
    OnBehalf = "on-behalf",
    /// Through whom somebody speaks: melalui juru bicaranya
    Through = "through",
    /// Leads to or follows the other name of somebody: sapaan, disapa
    Byname = "byname",
    /// Leads from a noun to the name of whom it means: bernama, berinisial
    Called = "called",
    /// Begins the role of somebody whose name is nobody's business, and is left out of exports: korban, tersangka
    Protected = "protected",
    /// Such a role where it has no other words: saksi, but not saksi ahli
    ProtectedAlone = "protected-alone",
    /// Between a name and such a role: sebagai
    ProtectedLink = "protected-link",
    /// What somebody under age is called in the place of a name: anak
    Minor = "minor",
    /// A degree after a name: S.H.
    SuffixDegree = "suffix-degree",
    /// Lower-case words within a person's name: bin, van
    FamilyParticle = "family-particle",
    /// Says that a body or person is home to the state in question: dalam negeri
    MediaWord = "media-word",
    /// A line of another article or of the page: baca juga
    Boilerplate = "boilerplate",
    /// In names of blocks of a page that are no part of its article: terkait, bagikan
    PageBlock = "page-block",
    /// Before the names of those who made the article, on a line of its own: pewarta, editor
    Byline = "byline",
    /// Begins the credit of a picture, in the bracket at a line's end: foto, dok
    PictureCredit = "picture-credit",
    /// A verb or auxiliary with which a clause's predicate begins: adalah, telah, akan
    Predicate = "predicate",
    /// With what the forms of verbs begin: me-, ber-
    VerbPrefix = "verb-prefix",
    /// With what the forms of abstract nouns begin and end: pe-an
    NounForm = "noun-form",
    /// sementara, sedangkan: after a comma somebody else's clause
    Meanwhile = "meanwhile",
    /// Verbs and states without a prefix: hilang, tewas, tumbuh
    BareVerb = "bare-verb",
    /// awalnya, semula: a count that another one replaces
    Earlier = "earlier",
    /// menjadi, bertambah: what a count became
    Becomes = "becomes",
    /// Words that begin so and are no verbs: menteri, berita
    NoVerb = "no-verb",
    /// A word with the form of a verb. Set by the tables, not by an entry of its own.
    Verb = "verb",
    /// Common words that are capitalised at the start of a sentence only and never begin a name.
    NotName = "not-name",
}

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ClassSet(u128);

impl ClassSet {
    /// The set of these classes.
    #[must_use]
    pub const fn of(classes: &[Class]) -> Self {
        let mut bits = 0;
        let mut index = 0;
        while index < classes.len() {
            bits |= 1 << classes[index] as u32;
            index += 1;
        }
        Self(bits)
    }

    /// The set with one class more.
    #[must_use]
    pub const fn with(self, class: Class) -> Self {
        Self(self.0 | 1 << class as u32)
    }

    /// Whether the class is in it.
    #[must_use]
    pub const fn has(self, class: Class) -> bool {
        self.0 >> class as u32 & 1 == 1
    }

    /// Whether the two sets share a class.
    #[must_use]
    pub const fn any(self, other: ClassSet) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) fn insert(&mut self, class: Class) {
        self.0 |= 1 << class as u32;
    }
}
