"""Reads what kutip exports with the programs of others, and says what they do not find as it should be.

    check.py KUTIP FOLDER [FORMAT ...]

KUTIP is the binary. FOLDER takes the exports and must not be there. Articles are those of examples/ and hostile.jsonl.
Each format is checked by a reader that is not ours, and against the records: every item is there, and whatever is given as
a quotation stands in the text at its place, counted in Python's code points.
"""
import csv
import hashlib
import importlib
import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
EPOCH = "2026-11-29T00:00:00Z"


class Faults(list):
    def __call__(self, holds, what):
        if not holds:
            self.append(what)
        return holds


def run(kutip, *args, **kwargs):
    done = subprocess.run([kutip, *map(str, args)], capture_output=True, **kwargs)
    if done.returncode != 0:
        sys.exit(f"kutip {' '.join(map(str, args))}: {done.returncode}\n{done.stderr.decode()}")
    return done.stdout


def export(kutip, folder, records, kinds, fmt, *more):
    name = f"{fmt}-{'-'.join(kinds)}{'-text' if '--with-text' in more else ''}"
    out = folder / name
    run(kutip, "export", ",".join(kinds), "--from", records, "--to", fmt, "-o", out, "--time", EPOCH, "-q", *more)
    return out


def manifest(out, check):
    told = json.loads((out / "kutip.manifest.json").read_text())
    files = {it["name"]: it for it in told["files"]}
    there = {it.name for it in out.iterdir()} - {"kutip.manifest.json"}
    check(there == set(files), f"{out.name}: the manifest lists {set(files) ^ there} otherwise")
    for name, it in files.items():
        data = (out / name).read_bytes()
        check(hashlib.sha256(data).hexdigest() == it["sha256"], f"{out.name}/{name}: another hash")
    return told


def one(out, *ending):
    found = [it for it in out.iterdir() if it.name.endswith(ending) and it.name != "kutip.manifest.json"]
    assert len(found) == 1, (out, found)
    return found[0]


def count(articles, kind):
    return sum(len(it[kind]) for it in articles)


def jsonl(kutip, folder, records, articles, check):
    text = {}
    out = export(kutip, folder, records, ["all"], "jsonl", "--with-text")
    manifest(out, check)
    for line in (out / "articles.jsonl").open():
        it = json.loads(line)
        text[it["id"]] = it["text"]
    check(sorted(text.values()) == sorted(it["document"]["text"] for it in articles), "jsonl: other texts")
    for path in out.glob("*.jsonl"):
        seen = set()
        for line in path.open():
            it = json.loads(line)
            check(it["id"] not in seen, f"jsonl: {it['id']} twice")
            seen.add(it["id"])
            for name in ["content", "trigger", "condition", "action", "span"]:
                words = it.get("text" if name == "span" else f"{name}_text")
                if path.stem != "articles" and words is not None and name in it:
                    spans = it[name] if isinstance(it[name][0], list) else [it[name]]
                    words = words if isinstance(words, list) else [words]
                    found = [text[it["article"]][start:end] for start, end in spans]
                    check(found == words, f"jsonl: {it['id']} {name} is {found}, not {words}")
    for kind in ["statements", "events", "figures", "times", "actors", "doubts"]:
        lines = (out / f"{kind}.jsonl").read_text().splitlines()
        check(len(lines) == count(articles, kind), f"jsonl: {len(lines)} {kind}")
    whole = export(kutip, folder, records, ["records"], "jsonl", "--with-text")
    check((whole / "records.jsonl").read_bytes() == records.read_bytes(), "jsonl: records are not the same bytes")
    excerpts = export(kutip, folder, records, ["all"], "jsonl")
    shown = {}
    for path in excerpts.glob("*.jsonl"):
        for line in path.open():
            it = json.loads(line)
            words = it.get("content_text") or []
            words = words + [it[key] for key in ["text", "trigger_text", "condition_text", "action_text"] if it.get(key)]
            for word in filter(None, words):
                check(len(word) <= 301, f"jsonl: an excerpt of {len(word)} characters")
                shown.setdefault(it["article"], []).append(word.rstrip("…"))
    for article, words in shown.items():
        chars = covered(text[article], words)
        check(chars <= 0.15 * len(text[article]), f"jsonl: {chars} of {len(text[article])} characters of {article}")


def covered(text, words):
    """At least so many characters of a text lie in words, each counted at the first place where it stands."""
    at = set()
    for word in words:
        start = text.find(word)
        if len(word) > 3 and start >= 0 and text.find(word, start + 1) < 0:
            at.update(range(start, start + len(word)))
    return len(at)


def tables(kutip, folder, records, articles, check):
    from csvw import CSVW, TableGroup

    out = export(kutip, folder, records, ["all"], "csv", "--with-text")
    manifest(out, check)
    for path in sorted(out.glob("*.csv")):
        table = CSVW(str(path))
        rows = list(table.tables[0])
        check(table.is_valid, f"csv: csvw does not take {path.name}")
        if path.stem in articles[0]:
            check(len(rows) == count(articles, path.stem), f"csv: {len(rows)} {path.stem}")
    group = TableGroup.from_file(str(out / "csv-metadata.json"))
    check(group.check_referential_integrity(), "csv: rows name others that are not there")
    rows = list(csv.DictReader((out / "articles.csv").open(newline="", encoding="utf-8")))
    texts = sorted(decoded(row["text"]) for row in rows)
    check(texts == sorted(it["document"]["text"] for it in articles), "csv: other texts")
    for path in out.glob("*.csv"):
        for row in csv.reader(path.open(newline="", encoding="utf-8")):
            for cell in row:
                bad = cell[:1] in tuple("=+-@\t\r\n＝＋－＠") and cell and not is_number(cell)
                check(not bad, f"csv: {path.name} has the cell {cell[:30]!r}")


def searched(kutip, folder, records, articles, check):
    """Tables of a search have the items that the lists show, and every row that others name."""
    from csvw import TableGroup

    store = folder / "searched.db"
    run(kutip, "import", "-q", "--store", store, records)
    said = [it for article in articles for it in article["statements"] if it["speaker"] and it["speaker"]["name"]]
    searches = sorted({f'speaker:"{it["speaker"]["name"]}"' for it in said}) + ["kind:direct", "event:AID", "figure:killed"]
    for number, search in enumerate(searches):
        out = folder / f"searched-{number}"
        run(kutip, "export", "all", "--to", "csv", "--store", store, "-o", out, "--time", EPOCH, "-q", search)
        told = manifest(out, check)
        check(told["filters"].get("search_of"), f"searched: {search} is not in the manifest")
        group = TableGroup.from_file(str(out / "csv-metadata.json"))
        check(group.check_referential_integrity(), f"searched: {search}: rows name others that are not there")
        for kind in ["statements", "events", "figures", "commitments", "pacts"]:
            rows = list(csv.DictReader((out / f"{kind}.csv").open(newline="", encoding="utf-8")))
            listed = subprocess.run([kutip, kind, "--store", store, search], capture_output=True).stdout.splitlines()
            ids = [json.loads(line)["id"] for line in listed]
            check([row["id"] for row in rows] == ids, f"searched: {search}: {len(rows)} {kind}, not {len(ids)}")


def coded(kutip, folder, records, articles, check):
    """Events as pairs and as rows: in tables, in lines and in the views of the store the same, and made of the records."""
    from csvw import CSVW

    more = ["--with-text", "--with-names"]
    folder = folder / "coded"
    folder.mkdir()
    out = export(kutip, folder, records, ["plover", "acled"], "csv", *more)
    lines = export(kutip, folder, records, ["plover", "acled"], "jsonl", *more)
    manifest(out, check)
    base = export(kutip, folder, records, ["all"], "sqlite", *more)
    store = sqlite3.connect(f"file:{base / 'kutip.db'}?mode=ro", uri=True)
    store.row_factory = sqlite3.Row
    nul = {it["document"]["text_sha256"] for it in articles if "\0" in it["document"]["text"]}
    short = {row["id"] for row in store.execute("SELECT id, text_sha256 FROM articles") if row["text_sha256"] in nul}
    for name in ["plover", "acled"]:
        table = CSVW(str(out / f"{name}.csv"))
        list(table.tables[0])
        check(table.is_valid, f"{name}: csvw does not take it")
        told = [json.loads(line) for line in (lines / f"{name}.jsonl").open()]
        rows = list(csv.DictReader((out / f"{name}.csv").open(newline="", encoding="utf-8")))
        view = {row["id"]: row for row in store.execute(f"SELECT * FROM v_{name}")}
        check([it["id"] for it in told] == [row["id"] for row in rows], f"{name}: lines and rows differ")
        check(set(view) == {it["id"] for it in told} and len(view) == len(told), f"{name}: the view has other rows")
        for it in told:
            row = view.get(it["id"])
            for key, value in it.items() if row is not None else []:
                if key in {"type", "schema", "authors", "whole", "url"}:
                    continue
                there = row[{"end": "stop", "by": "rule"}.get(key, key)]
                if isinstance(value, list):
                    value = ("; " if key == "via" else ", ").join(value) or None
                if key == "figure_history" and value:
                    value, there = json.loads(value), json.loads(there)
                # A string of SQLite ends at a NUL.
                same = (there or None) == (value or None) or key == "notes" and it["article"] in short
                check(same, f"{name}: {it['id']} has {key} {value!r}, the view {there!r}")
    by_pairs, singles = pairs_of(articles)
    pairs = [json.loads(line) for line in (lines / "plover.jsonl").open()]
    check(sorted((it["actor"] or "", it["event_type"], it["recipient"] or "") for it in pairs) == by_pairs, "plover: other pairs")
    rows = [json.loads(line) for line in (lines / "acled.jsonl").open()]
    found = sorted((it["event_type"], it["event_date"] or "", it["fatalities"] or 0, it["notes"]) for it in rows)
    check(found == singles, "acled: other events, days, numbers or sentences")
    # Without whole texts no sentence is told beyond the share.
    bare = export(kutip, folder, records, ["acled"], "jsonl")
    for line in (bare / "acled.jsonl").open():
        check(len(json.loads(line)["notes"] or "") <= 301, "acled: a long excerpt")


def pairs_of(articles):
    """What the tables have to hold, counted anew from the records."""
    pairs, singles = [], []
    for it in articles:
        figures = {figure["id"]: figure for figure in it["figures"]}
        for event in it["events"]:
            for actor in event["actor"] or [None]:
                name = actor and actor["name"]
                others = [other["name"] for other in event["recipient"] if other["name"] != name]
                pairs.extend((name or "", event["type"], other or "") for other in others or [None])
            day = re.match(r"\d{4}(-\d\d(-\d\d)?)?(?=T|$)", event["when"] or "")
            figure = figures.get(event["figure"], {})
            killed = figure["value"] if figure.get("unit") == "killed" else 0
            start, end = event["trigger"]
            sentences = [span for span in it["document"]["sentences"] if span[0] <= start and end <= span[1]]
            start, end = sentences[-1] if sentences else event["trigger"]
            singles.append((event["type"], day[0] if day else "", killed, it["document"]["text"][start:end]))
    return sorted(pairs), sorted(singles)


def is_number(cell):
    try:
        float(cell)
        return True
    except ValueError:
        return False


def decoded(cell):
    out, chars = [], iter(cell[1:] if cell.startswith("'") else cell)
    for c in chars:
        if c == "\u2426":
            out.append(next(chars, ""))
        elif c == "\u2421":
            out.append("\x7f")
        else:
            out.append(chr(ord(c) - 0x2400) if "\u2400" <= c <= "\u241f" else c)
    return "".join(out)


def geo(kutip, folder, records, articles, check):
    import geojson

    out = export(kutip, folder, records, ["all"], "geojson")
    manifest(out, check)
    map_ = geojson.loads(one(out, ".geojson").read_text())
    check(map_.is_valid, f"geojson: {map_.errors()}")
    check(len(map_.features) == count(articles, "places") + count(articles, "events"), "geojson: other features")
    points = [it for it in map_.features if it.geometry]
    check(points, "geojson: no point")
    for it in points:
        far = it.properties["geo_precision"] != 3 or it.properties.get("uncertainty_m")
        check(far, f"geojson: {it.id} stands for a state and does not say so")


def back(kutip, folder, records, check):
    """A page with the records in it, put into a store and taken out again."""
    out = export(kutip, folder, records, ["records", "statements"], "annotation", "--with-text")
    store = folder / "annotation-back.db"
    run(kutip, "import", "-q", "--store", store, one(out, ".jsonld"))
    again = run(kutip, "export", "records", "--to", "jsonl", "--with-text", "-q", "--store", store)
    same = sorted(again.splitlines()) == sorted(records.read_bytes().splitlines())
    check(same, "annotation: other records come back out of a page")


def annotations(kutip, folder, records, articles, check):
    back(kutip, folder, records, check)
    text = {it["document"]["text_sha256"]: it["document"]["text"] for it in articles}
    for more in [[], ["--with-text"]]:
        out = export(kutip, folder, records, ["all"], "annotation", *more)
        manifest(out, check)
        page = json.loads(one(out, ".jsonld").read_text())
        check(page["@context"] == "http://www.w3.org/ns/anno.jsonld" and page["type"] == "AnnotationPage", "annotation: no page")
        ids = [it["id"] for it in page["items"]]
        check(len(ids) == len(set(ids)), "annotation: the same id twice")
        for it in page["items"]:
            target = it["target"]
            of = text[target["state"]["cached"].removeprefix("urn:sha256:")]
            place = next(it for it in target["selector"] if it["type"] == "TextPositionSelector")
            start, end = place["start"], place["end"]
            check(0 <= start < end <= len(of), f"annotation: {it['id']} is not in its text")
            for quote in target["selector"]:
                if quote["type"] == "TextQuoteSelector":
                    check(quote["exact"] == of[start:end], f"annotation: {it['id']} quotes {quote['exact']!r}")
                    check(of[:start].endswith(quote.get("prefix", "")), f"annotation: {it['id']} has another prefix")
                    check(of[end:].startswith(quote.get("suffix", "")), f"annotation: {it['id']} has another suffix")


def ninjs(kutip, folder, records, articles, check):
    import geojson
    from jsonschema import Draft202012Validator, FormatChecker

    schema = json.loads((HERE / "ninjs.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    texts = sorted(it["document"]["text"] for it in articles)
    for more in [[], ["--with-text"]]:
        out = export(kutip, folder, records, ["all"], "ninjs", *more)
        manifest(out, check)
        items = [path for path in out.glob("ar-*.json")]
        check(len(items) == len(articles), f"ninjs: {len(items)} items")
        for path in items:
            item = json.loads(path.read_text())
            for fault in validator.iter_errors(item):
                check(False, f"ninjs: {path.name}: {fault.json_path}: {fault.message[:80]}")
            check(bool(item.get("bodies")) == bool(more), f"ninjs: {path.name} has a body, or none")
            page = json.loads((out / item["associations"][0]["title"]).read_text())
            check(page["type"] == "AnnotationPage", f"ninjs: {path.name} has no annotations")
            points = [it["geoJSON"] for it in item.get("places", []) if "geoJSON" in it]
            check(all(geojson.loads(json.dumps(it)).is_valid for it in points), f"ninjs: {path.name}: points")
        if more:
            bodies = {path: json.loads(path.read_text())["bodies"][0]["value"] for path in items}
            check(sorted(bodies.values()) == texts, "ninjs: other texts")
            # An item without a text is none to a reader.
            full = sorted(path for path, text in bodies.items() if text.strip())
            again = run(kutip, "read", "--json", "-q", *full).decode().splitlines()
            read = sorted(json.loads(line)["document"]["text"] for line in again)
            check(read == sorted(text for text in texts if text.strip()), "ninjs: kutip read finds other texts in them")


def schema_org(kutip, folder, records, articles, check):
    import rdflib

    def fields(kind):
        """The properties of a class of schema.org; none where there is no such class."""
        try:
            module = importlib.import_module(f"pydantic2_schemaorg.{kind}")
        except ImportError:
            return None
        return {it.alias for it in getattr(module, kind).__fields__.values()} | {"@type", "@id"}

    out = export(kutip, folder, records, ["all"], "schema-org")
    manifest(out, check)
    told = json.loads(one(out, ".jsonld").read_text())

    def walk(it):
        if isinstance(it, list):
            for inner in it:
                walk(inner)
        elif isinstance(it, dict):
            kind = it.get("@type")
            if kind is None:
                check(set(it) == {"@id"}, f"schema-org: no type: {it}")
            elif check(known := fields(kind), f"schema-org: there is no {kind}"):
                check(set(it) <= known, f"schema-org: {kind} has no {set(it) - known}")
            for inner in it.values():
                walk(inner)

    walk(told["@graph"])
    graph = rdflib.Graph()
    graph.parse(data=json.dumps({"@context": {"@vocab": "https://schema.org/"}, "@graph": told["@graph"]}), format="json-ld")
    kinds = [str(it) for it in graph.objects(None, rdflib.RDF.type)]
    said = kinds.count("https://schema.org/Quotation") + kinds.count("https://schema.org/Claim")
    wanted = count(articles, "statements") + count(articles, "figures") + count(articles, "commitments")
    check(said == wanted, f"schema-org: {said} quotations and claims, not {wanted}")


def ftm(kutip, folder, records, articles, check):
    from followthemoney import model
    from followthemoney.exc import InvalidData
    from followthemoney.proxy import EntityProxy

    out = export(kutip, folder, records, ["all"], "ftm", "--with-text")
    manifest(out, check)
    entities = [json.loads(line) for line in one(out, ".ftm.json").open()]
    ids = {it["id"]: it["schema"] for it in entities}
    check(len(ids) == len(entities), "ftm: the same id twice")
    for it in entities:
        schema = model.get(it["schema"])
        if not check(schema is not None and not schema.abstract, f"ftm: no schema {it['schema']}"):
            continue
        try:
            schema.validate(it)
        except InvalidData as error:
            check(False, f"ftm: {it['id']} {it['schema']}: {error} {getattr(error, 'errors', '')}")
        read = EntityProxy.from_dict(it, cleaned=False)
        for name, values in it["properties"].items():
            prop = schema.get(name)
            if not check(prop is not None, f"ftm: {it['schema']} has no {name}"):
                continue
            # What cleaning drops would be lost without a word.
            kept = read.get(name)
            check(len(kept) == len(set(values)), f"ftm: {it['schema']}.{name}: {values} became {kept}")
            for value in values if prop.range else []:
                to = model.get(ids.get(value, ""))
                check(to is not None and to.is_a(prop.range), f"ftm: {it['id']}.{name} names {value}, a {to}")
    notes = sum(it["schema"] == "Note" for it in entities)
    wanted = sum(count(articles, kind) for kind in ["statements", "figures", "commitments"])
    check(notes == wanted, f"ftm: {notes} notes, not {wanted}")


def gexf(kutip, folder, records, articles, check):
    import networkx
    from lxml import etree

    out = export(kutip, folder, records, ["all"], "gexf")
    manifest(out, check)
    path = one(out, ".gexf")
    etree.parse(str(path))
    graph = networkx.read_gexf(path)
    check(graph.is_directed() and graph.number_of_edges() > 10, f"gexf: {graph}")
    check(all(it.get("label") for _, it in graph.nodes(data=True)), "gexf: a node without a name")


def feeds(kutip, folder, records, articles, check):
    import feedparser
    from lxml import etree

    wanted = sum(count(articles, kind) for kind in ["statements", "figures", "events", "commitments", "pacts"])
    out = export(kutip, folder, records, ["all"], "atom")
    manifest(out, check)
    path = one(out, ".atom")
    etree.parse(str(path))
    feed = feedparser.parse(str(path))
    check(not feed.bozo and feed.version == "atom10", f"atom: {feed.get('bozo_exception')} {feed.version}")
    check(len(feed.entries) == wanted, f"atom: {len(feed.entries)} entries, not {wanted}")
    check(feed.feed.updated == EPOCH, "atom: another time")
    for it in feed.entries:
        check(it.id and it.title and it.updated_parsed and "<script" not in it.content[0].value, f"atom: {it.id}")
    out = export(kutip, folder, records, ["all"], "json-feed")
    manifest(out, check)
    feed = json.loads(one(out, ".json").read_text())
    check(feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"], "json-feed: no feed")
    ids = [it["id"] for it in feed["items"]]
    check(len(ids) == len(set(ids)) == wanted, f"json-feed: {len(ids)} items, not {wanted}")
    check(all("<script" not in it["content_html"] for it in feed["items"]), "json-feed: a script")


def markdown(kutip, folder, records, articles, check):
    from markdown_it import MarkdownIt

    out = export(kutip, folder, records, ["all"], "md")
    manifest(out, check)
    tokens = MarkdownIt("commonmark").parse(one(out, ".md").read_text())
    kinds = {it.type for it in tokens} | {inner.type for it in tokens for inner in it.children or []}
    # Links are addresses of articles alone; nothing that an article says is mark-up.
    ours = {"heading_open", "heading_close", "inline", "paragraph_open", "paragraph_close", "blockquote_open",
            "blockquote_close", "text", "strong_open", "strong_close", "code_inline", "link_open", "link_close"}
    check(kinds <= ours, f"md: {kinds - ours}")
    quotes = sum(it.type == "blockquote_open" for it in tokens)
    check(quotes > 10, f"md: {quotes} quotations")


def brat(kutip, folder, records, articles, check):
    from bioc import brat as reader

    out = export(kutip, folder, records, ["all"], "brat", "--with-text")
    manifest(out, check)
    texts = sorted(it["document"]["text"] for it in articles)
    found = [path.read_bytes().decode() for path in out.glob("*.txt")]
    check(sorted(found) == texts, "brat: other texts")
    for path in out.glob("*.ann"):
        text = path.with_suffix(".txt").read_bytes().decode()
        lines = path.read_bytes().decode().split("\n")
        for line in lines:
            if line.startswith("T"):
                _, place, words = line.split("\t")
                spans = [tuple(map(int, span.split())) for span in place.split(" ", 1)[1].split(";")]
                told = " ".join(text[start:end] for start, end in spans)
                check(told == words, f"brat: {path.name} {place}: {told!r}, not {words!r}")
        with path.open(newline="\n") as file:
            document = reader.load(path.with_suffix(".txt").open(newline=""), file)
        events = sum(line.startswith("E") for line in lines)
        check(len(document.events) == events, f"brat: {path.name}: {len(document.events)} events")


def sheets(kutip, folder, records, articles, check):
    import openpyxl

    out = export(kutip, folder, records, ["all"], "xlsx", "--with-text")
    manifest(out, check)
    book = openpyxl.load_workbook(one(out, ".xlsx"))
    for kind in ["statements", "events", "figures", "actors"]:
        rows = book[kind].max_row - 1
        check(rows == count(articles, kind), f"xlsx: {rows} {kind}")
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                check(cell.data_type != "f", f"xlsx: {sheet.title} {cell.coordinate} is a formula")
    wanted = sorted(it["document"]["text_sha256"] for it in articles)
    heads, *rows = book["Sumber"].iter_rows(values_only=True)
    told = {row[heads.index("text_sha256")]: row[heads.index("text")] or "" for row in rows}
    check(sorted(told) == wanted, "xlsx: other articles")
    for it in articles:
        text = told.get(it["document"]["text_sha256"], "")
        text = re.sub("_x([0-9A-F]{4})_", lambda code: chr(int(code[1], 16)), text)
        check(text == it["document"]["text"], f"xlsx: another text of {it['document']['id']}")


def sqlite(kutip, folder, records, articles, check):
    for more, texts in [([], 0), (["--with-text"], len(articles))]:
        out = export(kutip, folder, records, ["all"], "sqlite", *more)
        manifest(out, check)
        base = sqlite3.connect(f"file:{out / 'kutip.db'}?mode=ro", uri=True)
        check(base.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "sqlite: the file is damaged")
        check(base.execute("PRAGMA foreign_key_check").fetchall() == [], "sqlite: rows name others that are not there")
        for kind in ["statements", "events", "figures", "actors", "places", "times"]:
            (rows,) = base.execute(f"SELECT count(*) FROM {kind}").fetchone()
            check(rows == count(articles, kind), f"sqlite: {rows} {kind}")
        (rows,) = base.execute("SELECT count(*) FROM texts").fetchone()
        check(rows <= texts, f"sqlite: {rows} texts")
    for kind in ["statements", "events", "figures"]:
        page = ["datasette", str(out / "kutip.db"), "--get", f"/kutip/v_{kind}.json?_shape=objects&_size=max"]
        done = subprocess.run([sys.executable, "-m", *page], capture_output=True)
        rows = json.loads(done.stdout or "{}").get("rows", [])
        found, told = [json.loads(row["json"])["id"] for row in rows], {it["id"] for its in articles for it in its[kind]}
        check(done.returncode == 0 and len(found) == min(1000, count(articles, kind)), f"sqlite: Datasette has {len(found)} {kind}")
        check(set(found) <= told, f"sqlite: Datasette has other {kind}")


def parquet(kutip, folder, records, articles, check):
    import pyarrow.parquet as pq

    out = export(kutip, folder, records, ["all"], "parquet", "--with-text")
    manifest(out, check)
    for path in out.glob("*.parquet"):
        table = pq.read_table(path)
        table.validate(full=True)
        told = {key.decode(): value.decode() for key, value in (table.schema.metadata or {}).items()}
        check(told.get("kutip.schema") == "kutip/1", f"parquet: {path.name} says {told}")
        if path.stem in articles[0]:
            check(table.num_rows == count(articles, path.stem), f"parquet: {table.num_rows} {path.stem}")
    texts = pq.read_table(out / "articles.parquet").column("text").to_pylist()
    check(sorted(texts) == sorted(it["document"]["text"] for it in articles), "parquet: other texts")
    said = pq.read_table(out / "statements.parquet").to_pylist()
    via = [name for it in articles for said in it["statements"] for name in [via["name"] for via in said["via"]]]
    check(sorted(name for it in said for name in it["via"]) == sorted(via), "parquet: other channels")


CHECKS = {
    "jsonl": jsonl, "csv": tables, "geojson": geo, "annotation": annotations, "schema-org": schema_org, "ftm": ftm,
    "ninjs": ninjs, "coded": coded, "searched": searched, "gexf": gexf, "atom": feeds, "md": markdown, "brat": brat, "xlsx": sheets, "sqlite": sqlite, "parquet": parquet,
}


def main():
    kutip, folder, *formats = sys.argv[1:]
    folder = Path(folder)
    folder.mkdir(parents=True)
    records = folder / "records.jsonl"
    inputs = [*sorted((ROOT / "examples").glob("*.txt")), HERE / "hostile.jsonl"]
    records.write_bytes(run(kutip, "read", "--json", "-q", *inputs))
    articles = [json.loads(line) for line in records.open()]
    failed = 0
    for name in formats or [name for name in CHECKS if name != "parquet"]:
        check = Faults()
        CHECKS[name](kutip, folder, records, articles, check)
        print(f"{name}: {'as it should be' if not check else f'{len(check)} faults'}")
        for fault in check[:12]:
            print(f"  {fault}")
        failed += len(check) > 0
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
