-- From schema 1 to schema 2, beside the table of fetched.sql: indexes along which lists are walked, and names of actors by
-- words. Stores that were made while these were on their way have some of them already.
DROP INDEX IF EXISTS articles_host;
CREATE INDEX articles_host ON articles (host COLLATE NOCASE, first);
CREATE INDEX IF NOT EXISTS articles_language ON articles (language, first);
DROP INDEX IF EXISTS figures_unit;
CREATE INDEX figures_unit ON figures (unit, no, value, upper) WHERE unit IS NOT NULL;
CREATE INDEX IF NOT EXISTS figures_value ON figures (no, value, upper);
CREATE INDEX IF NOT EXISTS statements_act ON statements (act, no) WHERE act IS NOT NULL;
CREATE INDEX IF NOT EXISTS statements_kind ON statements (kind, no);
CREATE INDEX IF NOT EXISTS commitment_parties_country ON commitment_parties (country, commitment) WHERE country IS NOT NULL;
CREATE VIRTUAL TABLE IF NOT EXISTS actor_search USING fts5 (
  name, content = 'actors', content_rowid = 'no', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO actor_search (actor_search) VALUES ('rebuild');
