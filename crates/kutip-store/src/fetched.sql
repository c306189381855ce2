-- What was asked of the network, one row an address: by it the next run asks whether something changed since, and leaves
-- alone for a while what fails. Times are those of the other tables.
CREATE TABLE fetched (
  url           TEXT PRIMARY KEY,    -- as it was asked for
  kind          TEXT,                -- feed or page, by the last answer; nothing before there was one
  feed          TEXT,                -- the address of the feed that named it; nothing where it was asked for by name
  article       TEXT REFERENCES articles (id), -- what came of a page
  found_at      TEXT,                -- where the request was led to, if it was
  etag          TEXT,                -- of the last answer that was taken in whole
  last_modified TEXT,
  body_sha256   TEXT,                -- of a feed
  manner        TEXT,                -- what of a feed was taken: items or pages
  policies      TEXT,                -- a hash of what was to be kept when it was
  asked_at      TEXT NOT NULL,       -- the last time
  answered_at   TEXT,                -- the last time that something came that could be read, or the answer was: not changed
  changed_at    TEXT,                -- the last time that something else came than before
  failures      INTEGER NOT NULL,    -- in a row, until now
  error         TEXT,                -- code and cause of the last one; nothing where the last time was no failure
  due_at        TEXT                 -- when it is asked again; nothing where nobody watches it
) WITHOUT ROWID;
CREATE INDEX fetched_feed ON fetched (feed, failures) WHERE feed IS NOT NULL;
CREATE INDEX fetched_article ON fetched (article) WHERE article IS NOT NULL;
