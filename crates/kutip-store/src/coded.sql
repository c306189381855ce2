-- Events as those who work with event data know them. They come after the tables of schema.sql; a store that was made without
-- them gets them by this file. The columns of v_plover and v_acled are those of 'kutip export plover' and 'kutip export
-- acled', told in docs/export.md; v_event_words is what both begin with. A date is as much of a TIMEX3 value as is one of the
-- calendar.
CREATE VIEW v_event_words AS
SELECT e.no, a.id AS article, a.outlet, a.published, a.uri AS url, a.title,
  CASE WHEN e.date_precision IS NOT NULL THEN e.date END AS event_date, e.date_precision, e.type AS event_type,
  e.mode AS plover_mode, e.contexts, e.cameo, e.goldstein, e.quad, e.modality, p.name AS location, p.country,
  p.lat AS latitude, p.lon AS longitude, CASE WHEN p.kind IN ('building', 'city', 'capital') THEN 1
    WHEN p.kind IN ('region', 'border') THEN 2 WHEN p.no IS NOT NULL THEN 3 END AS geo_precision,
  s.speaker, s.id AS according_to, o.id AS same_as,
  coalesce(nullif(CASE WHEN a.kept = 'full' THEN (
    SELECT substr(t.text, json_extract(j.value, '$[0]') + 1, json_extract(j.value, '$[1]') - json_extract(j.value, '$[0]'))
    FROM json_each(r.json, '$.document.sentences') j, texts t
    WHERE t.article = a.no AND t.version = a.version
      AND json_extract(j.value, '$[0]') <= e.start AND json_extract(j.value, '$[1]') >= e.stop
    ORDER BY j.key DESC LIMIT 1) END, ''), e.words) AS notes, -- the words alone behind a NUL, where SQLite ends a text
  e.start, e.stop
FROM (
  SELECT d.*, CASE WHEN length(d.date) = 10 AND date(d.date) = d.date THEN 'day'
    WHEN length(d.date) = 7 AND date(d.date || '-01') = d.date || '-01' THEN 'month'
    WHEN d.date GLOB '[0-9][0-9][0-9][0-9]' THEN 'year' END AS date_precision
  FROM (SELECT *, substr("when", 1, instr("when" || 'T', 'T') - 1) AS date FROM events) d
) e JOIN articles a ON a.no = e.article LEFT JOIN records r ON r.article = e.article
LEFT JOIN places p ON p.no = e.place LEFT JOIN statements s ON s.no = e.according_to LEFT JOIN events o ON o.no = e.same_as;

-- Pairs of who does something to whom: each actor with each recipient but itself, one without another alone.
CREATE VIEW v_plover AS
SELECT e.id || '/' || coalesce(x.n + 1, 0) || '/' || coalesce(y.n + 1, 0) AS id, w.article, w.outlet, w.published, w.url,
  w.title, w.event_date, w.date_precision, w.event_type, w.plover_mode, w.contexts, w.cameo, w.goldstein, w.quad, w.modality,
  w.location, w.country, w.latitude, w.longitude, w.geo_precision, w.speaker, w.according_to, w.same_as, w.notes, w.start,
  w.stop, e.id AS event, x.name AS actor, x.state AS actor_state, x.country AS actor_country, x.sector AS actor_sector,
  xa.id AS actor_id, y.name AS recipient, y.state AS recipient_state, y.country AS recipient_country,
  y.sector AS recipient_sector, ya.id AS recipient_id, s.via, e.rule, e.certainty
FROM events e JOIN v_event_words w ON w.no = e.no LEFT JOIN statements s ON s.no = e.according_to
LEFT JOIN event_parties x ON x.event = e.no AND x.side = 'actor' LEFT JOIN actors xa ON xa.no = x.actor
LEFT JOIN event_parties y ON y.event = e.no AND y.side = 'recipient' AND y.name IS NOT x.name
LEFT JOIN actors ya ON ya.no = y.actor;

-- A row an event, as ACLED has them. Of its columns those are left out that would be our guess at its own codes.
CREATE VIEW v_acled AS
SELECT e.id, w.article, w.outlet, w.published, w.url, w.title, w.event_date, w.date_precision, w.event_type, w.plover_mode,
  w.contexts, w.cameo, w.goldstein, w.quad, w.modality, w.location, w.country, w.latitude, w.longitude, w.geo_precision,
  w.speaker, w.according_to, w.same_as, w.notes, w.start, w.stop, CAST(substr(w.event_date, 1, 4) AS INTEGER) AS year,
  (SELECT name FROM event_parties WHERE event = e.no AND side = 'actor' ORDER BY n LIMIT 1) AS actor1,
  (SELECT group_concat(name, '; ') FROM (SELECT name FROM event_parties WHERE event = e.no AND side = 'actor'
    ORDER BY n LIMIT -1 OFFSET 1)) AS assoc_actor_1,
  (SELECT name FROM event_parties WHERE event = e.no AND side = 'recipient' ORDER BY n LIMIT 1) AS actor2,
  (SELECT group_concat(name, '; ') FROM (SELECT name FROM event_parties WHERE event = e.no AND side = 'recipient'
    ORDER BY n LIMIT -1 OFFSET 1)) AS assoc_actor_2,
  w.outlet AS source, f.value AS fatalities, f.upper AS fatalities_upper, f.relation AS fatalities_relation, f.id AS figure,
  (WITH RECURSIVE chain (no) AS (
      SELECT f.no WHERE f.no IS NOT NULL
      UNION SELECT g.revises FROM figures g JOIN chain ON g.no = chain.no WHERE g.revises IS NOT NULL
      UNION SELECT g.no FROM chain JOIN figures g ON +g.revises = chain.no
        AND g.no BETWEEN chain.no - 1048575 AND chain.no + 1048575
    ) SELECT CASE WHEN count(*) > 1 THEN json_group_array(json_object('id', id, 'value', value, 'upper', upper,
        'relation', relation, 'according_to', voucher)) END
    FROM (SELECT g.id, g.value, g.upper, g.relation, v.id AS voucher FROM chain JOIN figures g ON g.no = chain.no
      LEFT JOIN statements v ON v.no = g.according_to ORDER BY g.item)) AS figure_history,
  e.rule, e.certainty
FROM events e JOIN v_event_words w ON w.no = e.no
LEFT JOIN figures f ON f.no = e.figure AND f.unit = 'killed';
