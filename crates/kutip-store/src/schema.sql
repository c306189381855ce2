-- A store of kutip. docs/store.md tells what each table is for and has queries to begin with.
--
-- Numbers join, ids are what is cited: every table of items has both. An item's number holds the day of its article, the
-- article and the item's place in the record, so that a table lies in the order in which lists are shown, a range of
-- numbers is a range of days, and all items of an article lie side by side:
--   no = first + 1048575 - item,  first = day << 47 | article << 20,  day = days since 1900, 0 without one
-- Columns start and stop are code points of the article's text, stop exclusive.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- One row an article: what is known of it now.
CREATE TABLE articles (
  no          INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,  -- the same for all its versions
  first       INTEGER NOT NULL UNIQUE, -- its items are numbered from here to first + 1048575
  own_id      TEXT,                  -- the input's own id
  uri         TEXT,
  host        TEXT,                  -- of the address, without www.
  outlet      TEXT,
  language    TEXT NOT NULL,
  title       TEXT,
  published   TEXT,                  -- YYYY-MM-DD
  day         TEXT,                  -- the day that lists go by: published, else the one that relative dates count from
  version     INTEGER NOT NULL,      -- the one that the items are of
  kept        TEXT NOT NULL,         -- full, spans or hash: what of its text is here
  reading     TEXT NOT NULL,         -- the program, lexicon and settings that its items were found with
  text_sha256 TEXT NOT NULL,
  length      INTEGER NOT NULL,      -- code points of the text
  added_at    TEXT NOT NULL,
  changed_at  TEXT NOT NULL
);
CREATE INDEX articles_outlet ON articles (outlet COLLATE NOCASE, first);
CREATE INDEX articles_host ON articles (host COLLATE NOCASE, first);
CREATE INDEX articles_language ON articles (language, first);
CREATE INDEX articles_text ON articles (text_sha256);

-- What an article was like when it came in.
CREATE TABLE versions (
  article     INTEGER NOT NULL REFERENCES articles (no),
  n           INTEGER NOT NULL,      -- from 1
  content     TEXT NOT NULL,         -- hash of the text and of what the input says of the article
  text_sha256 TEXT NOT NULL,
  file        TEXT,                  -- where it was read
  line        INTEGER,
  added_at    TEXT NOT NULL,
  PRIMARY KEY (article, n)
) WITHOUT ROWID;

-- Texts of versions: whole where the source's policy is full; blanks but for the stretches that items cite where it is
-- spans; none where it is hash.
CREATE TABLE texts (
  article INTEGER NOT NULL REFERENCES articles (no),
  version INTEGER NOT NULL,
  text    TEXT NOT NULL,
  UNIQUE (article, version)
);

-- The record of the current version as JSON, without document.text.
CREATE TABLE records (
  article INTEGER PRIMARY KEY REFERENCES articles (no),
  json    TEXT NOT NULL
);

CREATE TABLE actors (
  no        INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,
  article   INTEGER NOT NULL REFERENCES articles (no),
  item      INTEGER NOT NULL,        -- its place in the record, from 0
  digest    INTEGER NOT NULL,        -- changes when anything but its place does
  name      TEXT,
  type      TEXT,
  role      TEXT,
  of        INTEGER REFERENCES actors (no), -- to whom he belongs
  country   TEXT,                    -- ISO 3166-1 alpha-3
  sector    TEXT,                    -- PLOVER
  mentions  INTEGER,                 -- how many
  rule      TEXT,                    -- the entry or pass that made it
  certainty TEXT                     -- written, inferred or guess
);
CREATE INDEX actors_name ON actors (name COLLATE NOCASE, no);
CREATE INDEX actors_country ON actors (country, no) WHERE country IS NOT NULL;

CREATE TABLE mentions (
  actor     INTEGER NOT NULL REFERENCES actors (no),
  n         INTEGER NOT NULL,
  start     INTEGER,
  stop      INTEGER,
  form      TEXT,                    -- name, nominal, pronoun or clitic
  certainty TEXT,
  PRIMARY KEY (actor, n)
) WITHOUT ROWID;

CREATE TABLE places (
  no        INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,
  article   INTEGER NOT NULL REFERENCES articles (no),
  item      INTEGER NOT NULL,
  digest    INTEGER NOT NULL,
  name      TEXT,
  start     INTEGER,
  stop      INTEGER,
  kind      TEXT,
  country   TEXT,
  lat       REAL,
  lon       REAL,
  rule      TEXT,
  certainty TEXT
);
CREATE INDEX places_name ON places (name COLLATE NOCASE, no);
CREATE INDEX places_country ON places (country, no) WHERE country IS NOT NULL;

CREATE TABLE times (
  no        INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,
  article   INTEGER NOT NULL REFERENCES articles (no),
  item      INTEGER NOT NULL,
  digest    INTEGER NOT NULL,
  text      TEXT,
  start     INTEGER,
  stop      INTEGER,
  type      TEXT,                    -- DATE, TIME, DURATION or SET
  value     TEXT,                    -- TIMEX3
  inferred  INTEGER,
  rule      TEXT,
  certainty TEXT
);

CREATE TABLE figures (
  no           INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,
  article      INTEGER NOT NULL REFERENCES articles (no),
  item         INTEGER NOT NULL,
  digest       INTEGER NOT NULL,
  text         TEXT,
  start        INTEGER,
  stop         INTEGER,
  value        REAL,
  upper        REAL,
  unit         TEXT,
  counted      TEXT,
  of           INTEGER REFERENCES actors (no),
  approx       INTEGER,
  relation     TEXT,                 -- eq, ge or le
  according_to INTEGER REFERENCES statements (no),
  revises      INTEGER REFERENCES figures (no),
  rule         TEXT,
  certainty    TEXT
);
CREATE INDEX figures_unit ON figures (unit, no, value, upper) WHERE unit IS NOT NULL;
CREATE INDEX figures_value ON figures (no, value, upper);
CREATE INDEX figures_according_to ON figures (according_to) WHERE according_to IS NOT NULL;

CREATE TABLE statements (
  no            INTEGER PRIMARY KEY,
  id            TEXT NOT NULL UNIQUE,
  article       INTEGER NOT NULL REFERENCES articles (no),
  item          INTEGER NOT NULL,
  digest        INTEGER NOT NULL,
  kind          TEXT,                -- direct, indirect or mixed
  content       TEXT,                -- its stretches with " … " between them
  speaker       TEXT,                -- his name
  speaker_text  TEXT,                -- as it stands there
  speaker_type  TEXT,
  speaker_actor INTEGER REFERENCES actors (no),
  speaker_start INTEGER,
  speaker_stop  INTEGER,
  cue           TEXT,
  cue_start     INTEGER,
  cue_stop      INTEGER,
  lemma         TEXT,
  act           TEXT,
  addressee     TEXT,
  addressee_actor INTEGER REFERENCES actors (no),
  said_on       TEXT,
  via           TEXT,                -- through whom we have it, nearest the speaker first, with "; " between them
  speaks_for    INTEGER REFERENCES actors (no),
  voiced_by     TEXT,
  within        INTEGER REFERENCES statements (no), -- the statement that reports this one
  rule          TEXT,
  certainty     TEXT
);
CREATE INDEX statements_speaker ON statements (speaker COLLATE NOCASE, no) WHERE speaker IS NOT NULL;
CREATE INDEX statements_act ON statements (act, no) WHERE act IS NOT NULL;
CREATE INDEX statements_kind ON statements (kind, no);

CREATE TABLE contents (
  statement INTEGER NOT NULL REFERENCES statements (no),
  n         INTEGER NOT NULL,
  start     INTEGER,
  stop      INTEGER,
  PRIMARY KEY (statement, n)
) WITHOUT ROWID;

CREATE TABLE vias (
  statement INTEGER NOT NULL REFERENCES statements (no),
  n         INTEGER NOT NULL,
  name      TEXT,
  start     INTEGER,
  stop      INTEGER,
  PRIMARY KEY (statement, n)
) WITHOUT ROWID;
CREATE INDEX vias_name ON vias (name COLLATE NOCASE, statement);

CREATE TABLE quoted_terms (
  no      INTEGER PRIMARY KEY,
  id      TEXT NOT NULL UNIQUE,
  article INTEGER NOT NULL REFERENCES articles (no),
  item    INTEGER NOT NULL,
  digest  INTEGER NOT NULL,
  text    TEXT,
  start   INTEGER,
  stop    INTEGER
);

CREATE TABLE events (
  no           INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,
  article      INTEGER NOT NULL REFERENCES articles (no),
  item         INTEGER NOT NULL,
  digest       INTEGER NOT NULL,
  type         TEXT,                 -- PLOVER
  mode         TEXT,                 -- several with ", " between them
  contexts     TEXT,
  cameo        TEXT,
  goldstein    REAL,
  quad         INTEGER,
  words        TEXT,                 -- that tell it
  start        INTEGER,
  stop         INTEGER,
  actor        TEXT,                 -- names with "; " between them
  recipient    TEXT,
  "when"       TEXT,                 -- TIMEX3
  place        INTEGER REFERENCES places (no),
  figure       INTEGER REFERENCES figures (no),
  modality     TEXT,
  same_as      INTEGER REFERENCES events (no),
  according_to INTEGER REFERENCES statements (no),
  rule         TEXT,
  certainty    TEXT
);
CREATE INDEX events_type ON events (type, no);

CREATE TABLE event_parties (
  event   INTEGER NOT NULL REFERENCES events (no),
  n       INTEGER NOT NULL,
  side    TEXT,                      -- actor or recipient
  name    TEXT,
  state   TEXT,                      -- that it is or acts for
  country TEXT,                      -- where it belongs
  sector  TEXT,
  actor   INTEGER REFERENCES actors (no),
  start   INTEGER,
  stop    INTEGER,
  PRIMARY KEY (event, n)
) WITHOUT ROWID;
CREATE INDEX event_parties_country ON event_parties (country, event) WHERE country IS NOT NULL;
CREATE INDEX event_parties_name ON event_parties (name COLLATE NOCASE, event);

CREATE TABLE commitments (
  no              INTEGER PRIMARY KEY,
  id              TEXT NOT NULL UNIQUE,
  article         INTEGER NOT NULL REFERENCES articles (no),
  item            INTEGER NOT NULL,
  digest          INTEGER NOT NULL,
  who             TEXT,              -- names with "; " between them
  strength        TEXT,
  action          TEXT,
  action_start    INTEGER,
  action_stop     INTEGER,
  condition       TEXT,
  condition_start INTEGER,
  condition_stop  INTEGER,
  deadline        TEXT,              -- TIMEX3
  condition_event INTEGER REFERENCES events (no),
  action_event    INTEGER REFERENCES events (no),
  statement       INTEGER REFERENCES statements (no),
  rule            TEXT,
  certainty       TEXT
);

CREATE TABLE commitment_parties (
  commitment INTEGER NOT NULL REFERENCES commitments (no),
  n          INTEGER NOT NULL,
  name       TEXT,
  state      TEXT,
  country    TEXT,
  sector     TEXT,
  actor      INTEGER REFERENCES actors (no),
  start      INTEGER,
  stop       INTEGER,
  PRIMARY KEY (commitment, n)
) WITHOUT ROWID;
CREATE INDEX commitment_parties_country ON commitment_parties (country, commitment) WHERE country IS NOT NULL;
CREATE INDEX commitment_parties_name ON commitment_parties (name COLLATE NOCASE, commitment);

CREATE TABLE pacts (
  no        INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,
  article   INTEGER NOT NULL REFERENCES articles (no),
  item      INTEGER NOT NULL,
  digest    INTEGER NOT NULL,
  name      TEXT,
  start     INTEGER,
  stop      INTEGER,
  kind      TEXT,
  stage     TEXT,
  agreed    TEXT,                    -- TIMEX3
  parties   TEXT,                    -- states by ISO 3166-1 alpha-3, others by name, with "; " between them
  rule      TEXT,
  certainty TEXT
);
CREATE INDEX pacts_name ON pacts (name COLLATE NOCASE, no);

CREATE TABLE clauses (
  pact            INTEGER NOT NULL REFERENCES pacts (no),
  n               INTEGER NOT NULL,
  kind            TEXT,
  text            TEXT,
  start           INTEGER,
  stop            INTEGER,
  condition       TEXT,
  action          TEXT,
  PRIMARY KEY (pact, n)
) WITHOUT ROWID;

CREATE TABLE doubts (
  no        INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,
  article   INTEGER NOT NULL REFERENCES articles (no),
  item      INTEGER NOT NULL,
  digest    INTEGER NOT NULL,
  kind      TEXT,
  text      TEXT,
  start     INTEGER,
  stop      INTEGER,
  about     TEXT,                    -- id of the item that is in doubt
  note      TEXT,
  rule      TEXT,
  certainty TEXT
);

-- What became of items and articles, in order. All items of an article that is added come with its one row.
CREATE TABLE changes (
  seq     INTEGER PRIMARY KEY AUTOINCREMENT,
  at      TEXT NOT NULL,
  what    TEXT NOT NULL,             -- added, changed, withdrawn or forgotten
  kind    TEXT NOT NULL,             -- article, statements, events, ...
  id      TEXT NOT NULL,
  article TEXT NOT NULL,             -- id of the article
  version INTEGER NOT NULL
);

-- What is kept of the texts of a host or outlet, where it is other than the store's own rule (meta, key keep).
CREATE TABLE sources (
  name TEXT PRIMARY KEY COLLATE NOCASE,
  keep TEXT NOT NULL                 -- full, spans or hash
) WITHOUT ROWID;

-- How far inputs were read.
CREATE TABLE cursors (
  source TEXT PRIMARY KEY,           -- a file, or - for standard input
  line   INTEGER,                    -- the last one that is in the store
  at     TEXT NOT NULL
) WITHOUT ROWID;

-- What must not come in again: hashes of ids and texts, nothing that tells what they were.
CREATE TABLE forgotten (
  hash TEXT PRIMARY KEY,
  at   TEXT NOT NULL
) WITHOUT ROWID;

-- Search: words are folded to small letters without accents. Rows are numbered as articles.first and the items' no. The
-- words themselves stand in the tables; of texts only whole ones are searched.
CREATE VIEW article_words AS
SELECT a.first, a.title, t.text FROM articles a
LEFT JOIN texts t ON t.article = a.no AND t.version = a.version AND a.kept = 'full';

CREATE VIRTUAL TABLE article_search USING fts5 (
  title, text, content = 'article_words', content_rowid = 'first', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE actor_search USING fts5 (
  name, content = 'actors', content_rowid = 'no', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE statement_search USING fts5 (
  content, speaker, via, content = 'statements', content_rowid = 'no', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE figure_search USING fts5 (
  text, counted, content = 'figures', content_rowid = 'no', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE event_search USING fts5 (
  words, actor, recipient, content = 'events', content_rowid = 'no', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE commitment_search USING fts5 (
  who, action, condition, content = 'commitments', content_rowid = 'no', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIEW v_statements AS
SELECT s.id, a.day, a.outlet, a.title, s.speaker, s.speaker_type, s.cue, s.act, s.kind, s.content, s.addressee, s.said_on,
  s.via, s.voiced_by, f.name AS speaks_for, w.id AS within, s.certainty, s.rule, a.uri, a.id AS article_id,
  json_extract(r.json, '$.statements[' || s.item || ']') AS json
FROM statements s JOIN articles a ON a.no = s.article LEFT JOIN records r ON r.article = s.article
LEFT JOIN actors f ON f.no = s.speaks_for LEFT JOIN statements w ON w.no = s.within;

CREATE VIEW v_events AS
SELECT e.id, a.day, a.outlet, a.title, e.type, e.mode, e.contexts, e.cameo, e.goldstein, e.quad, e.words, e.actor, e.recipient,
  e."when", p.name AS place, p.country AS place_country, e.modality, s.speaker AS according_to, s.id AS statement_id,
  e.certainty, e.rule, a.uri, a.id AS article_id, json_extract(r.json, '$.events[' || e.item || ']') AS json
FROM events e JOIN articles a ON a.no = e.article LEFT JOIN records r ON r.article = e.article
LEFT JOIN places p ON p.no = e.place LEFT JOIN statements s ON s.no = e.according_to;

CREATE VIEW v_figures AS
SELECT f.id, a.day, a.outlet, a.title, f.text, f.value, f.upper, f.unit, f.counted, o.name AS of, f.approx, f.relation,
  s.speaker AS according_to, s.id AS statement_id, v.id AS revises, f.certainty, f.rule, a.uri, a.id AS article_id,
  json_extract(r.json, '$.figures[' || f.item || ']') AS json
FROM figures f JOIN articles a ON a.no = f.article LEFT JOIN records r ON r.article = f.article
LEFT JOIN actors o ON o.no = f.of LEFT JOIN statements s ON s.no = f.according_to LEFT JOIN figures v ON v.no = f.revises;

CREATE VIEW v_commitments AS
SELECT c.id, a.day, a.outlet, a.title, c.who, c.strength, c.action, c.condition, c.deadline, s.id AS statement_id,
  c.certainty, c.rule, a.uri, a.id AS article_id, json_extract(r.json, '$.commitments[' || c.item || ']') AS json
FROM commitments c JOIN articles a ON a.no = c.article LEFT JOIN records r ON r.article = c.article
LEFT JOIN statements s ON s.no = c.statement;

CREATE VIEW v_pacts AS
SELECT p.id, a.day, a.outlet, a.title, p.name, p.kind, p.stage, p.agreed, p.parties, p.certainty, p.rule, a.uri,
  a.id AS article_id, json_extract(r.json, '$.pacts[' || p.item || ']') AS json
FROM pacts p JOIN articles a ON a.no = p.article LEFT JOIN records r ON r.article = p.article;
