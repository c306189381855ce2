use super::*;
use crate::model::{Relation, Settings};
use crate::{times, tokens};

/// Text, then span, value, upper end, unit, relation.
type Case = (&'static str, &'static [(&'static str, f64, Option<f64>, Option<&'static str>)]);

const TABLE: &[Case] = &[
    ("Kota itu mengirim 10.000 tentara.", &[("10.000 tentara", 10000.0, None, Some("troops"))]),
    (
        "Sebanyak tiga orang warga desa, kemarin, tewas tertimbun.",
        &[("tiga orang", 3.0, None, Some("killed"))],
    ),
    ("Ledakan itu menewaskan sedikitnya 16 warga sipil.", &[("16 warga sipil", 16.0, None, Some("killed"))]),
    ("Ratusan orang terluka.", &[("Ratusan orang", 100.0, None, Some("injured"))]),
    ("Banjir merusak 17 unit rumah.", &[("17 unit rumah", 17.0, None, Some("houses"))]),
    ("Ekspor mencapai US$ 15,09 juta.", &[("US$ 15,09 juta", 15_090_000.0, None, Some("USD"))]),
    ("Utangnya Rp3,5 triliun.", &[("Rp3,5 triliun", 3_500_000_000_000.0, None, Some("IDR"))]),
    ("Harga naik 6,5 persen.", &[("6,5 persen", 6.5, None, Some("percent"))]),
    ("Harga naik 5% saja.", &[("5%", 5.0, None, Some("percent"))]),
    ("Petani berusia 35 tahun itu selamat.", &[("35 tahun", 35.0, None, Some("years"))]),
    (
        "Korban bernama Sari Dewi (45) dan Wulan (8).",
        &[("45", 45.0, None, Some("years")), ("8", 8.0, None, Some("years"))],
    ),
    ("Gempa berkekuatan 7,5 terjadi.", &[("7,5", 7.5, None, Some("magnitude"))]),
    ("Hadir 10-15 orang.", &[("10-15 orang", 10.0, Some(15.0), Some("people"))]),
    (
        "Hadir 2.000 hingga 3.000 orang.",
        &[("2.000 hingga 3.000 orang", 2000.0, Some(3000.0), Some("people"))],
    ),
    ("Bantuan 3 miliar dolar AS cair.", &[("3 miliar dolar AS", 3_000_000_000.0, None, Some("USD"))]),
    ("Jumlah korban tewas mencapai 20 orang.", &[("20 orang", 20.0, None, Some("killed"))]),
    ("Polisi menangkap empat orang.", &[("empat orang", 4.0, None, Some("arrested"))]),
    (
        "Tiket dijual Rp 700 ribu hingga Rp 1 juta.",
        &[("Rp 700 ribu hingga Rp 1 juta", 700_000.0, Some(1_000_000.0), Some("IDR"))],
    ),
    ("Sebanyak 328 KK mengungsi.", &[("328 KK", 328.0, None, Some("displaced"))]),
    ("Kota itu merayakan hari jadi ke - 72.", &[]),
    ("Ia dijerat Pasal 156 dan salah satu pasal lain.", &[]),
    ("Timnya menang 2 - 1 di Liga 1.", &[]),
    ("Ia naik di lantai lima.", &[]),
];

pub(super) fn read(text: &str) -> Vec<(String, Amount)> {
    let lang = kutip_lang::builtin("id").unwrap();
    let article = Article { text: text.to_owned(), ..Article::default() };
    let tokens = tokens::find(text, lang);
    let terms = tokens::terms(text, &tokens, lang);
    let blocks = Blocks::default();
    let settings = Settings { today: "2026-11-25".parse().unwrap() };
    let (times, _, _) = times::find(&article, &blocks, &tokens, &terms, lang, &settings);
    let amounts = find(&article, &blocks, &tokens, &terms, &times, lang);
    amounts.as_slice().iter().map(|mark| (mark.span.of(text).to_owned(), mark.value.clone())).collect()
}

#[test]
fn spans_values_and_units() {
    for (text, expected) in TABLE {
        let found = read(text);
        let found: Vec<_> = found
            .iter()
            .map(|(span, amount)| (span.as_str(), amount.value, amount.upper, amount.unit.as_deref()))
            .collect();
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn manner() {
    for (text, approx, relation) in [
        ("Hadir sekitar 200 orang.", true, Relation::Equal),
        ("Hadir lebih dari 200 orang.", false, Relation::AtLeast),
        ("Hadir paling banyak 200 orang.", false, Relation::AtMost),
        ("Hadir puluhan orang.", true, Relation::AtLeast),
    ] {
        let found = read(text);
        assert_eq!((found[0].1.approx, found[0].1.relation), (approx, relation), "{text}");
    }
}
