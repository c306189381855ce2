use super::*;
use crate::tokens;
use kutip_text::Span;

pub(super) fn read(text: &str, published: Option<&str>) -> Vec<(String, String)> {
    let lang = kutip_lang::builtin("id").unwrap();
    let article = Article {
        text: text.to_owned(),
        published: published.map(|day| day.parse().unwrap()),
        ..Article::default()
    };
    let tokens = tokens::find(text, lang);
    let terms = tokens::terms(text, &tokens, lang);
    let settings = Settings { today: "2026-11-25".parse().unwrap() };
    let (times, _, _) = find(&article, &Blocks::default(), &tokens, &terms, lang, &settings);
    let show = |span: Span| span.of(text).to_owned();
    times.as_slice().iter().map(|mark| (show(mark.span), mark.value.value.clone())).collect()
}

/// Text, then pairs of span and value; published on Wednesday 14 June 2023.
const TABLE: &[(&str, &[(&str, &str)])] = &[
    ("Rapat dibuka Senin (12/6) pagi.", &[("Senin (12/6) pagi", "2023-06-12TMO")]),
    ("Ia tiba Selasa (13/6/2023) lalu.", &[("Selasa (13/6/2023) lalu", "2023-06-13")]),
    ("Ia tiba Jumat (5/19).", &[("Jumat (5/19)", "2023-05-19")]),
    ("Kontrak diteken Kamis, 8 Juni 2023.", &[("Kamis, 8 Juni 2023", "2023-06-08")]),
    ("Pabrik itu dibuka 17 Agustus 1995.", &[("17 Agustus 1995", "1995-08-17")]),
    (
        "Lomba digelar 20 hingga 22 Juli mendatang.",
        &[("20", "2023-07-20"), ("22 Juli mendatang", "2023-07-22")],
    ),
    ("Ia lahir pada 03-04-1980.", &[("03-04-1980", "1980-04-03")]),
    ("Harga naik sejak Maret 2021.", &[("Maret 2021", "2021-03")]),
    ("Jembatan selesai akhir April lalu.", &[("akhir April lalu", "2023-04")]),
    ("Pabrik dibangun pada awal tahun depan.", &[("awal tahun depan", "2024")]),
    ("Sejak 2019 ia tinggal di sini.", &[("2019", "2019")]),
    ("Pada tahun 1967 desa itu kosong.", &[("tahun 1967", "1967")]),
    ("Bendungan itu runtuh pada 1950 silam.", &[("1950 silam", "1950")]),
    ("Ia kalah pada Pilkada 2018.", &[("2018", "2018")]),
    ("Peserta Festival Film Rakyat 2018 hadir.", &[]),
    ("Harga turun kemarin.", &[("kemarin", "2023-06-13")]),
    ("Hujan turun tadi malam.", &[("tadi malam", "2023-06-13TNI")]),
    ("Kapal berlabuh sore tadi.", &[("sore tadi", "2023-06-14TAF")]),
    ("Ia pulang pekan lalu.", &[("pekan lalu", "2023-W23")]),
    ("Mereka bertemu Rabu pekan depan.", &[("Rabu pekan depan", "2023-06-21")]),
    ("Toko itu tutup dua hari lalu.", &[("dua hari lalu", "2023-06-12")]),
    ("Dalam tiga bulan terakhir harga naik.", &[("tiga bulan terakhir", "P3M")]),
    ("Ia ditahan 20 hari ke depan.", &[("20 hari ke depan", "P20D")]),
    ("Pemadaman berlangsung selama 13,5 jam.", &[("13,5 jam", "PT13.5H")]),
    ("Rapat berjalan lebih dari dua jam.", &[("lebih dari dua jam", "PT2H")]),
    ("Mereka menunggu satu jam lebih.", &[("satu jam lebih", "PT1H")]),
    (
        "Listrik padam pukul 17.30 hingga 19.00 WIB.",
        &[("pukul 17.30", "2023-06-14T17:30"), ("19.00 WIB", "2023-06-14T19:00")],
    ),
    ("Toko buka setiap hari.", &[("setiap hari", "P1D")]),
    ("Ia menerima gaji bulanan.", &[("bulanan", "P1M")]),
    ("Kini ia bekerja di bank.", &[("Kini", "PRESENT_REF")]),
    ("Belakangan ini hujan deras.", &[("Belakangan ini", "PAST_REF")]),
    ("Musik era 1990-an digemari.", &[("era 1990-an", "199")]),
    ("Gereja dari abad ke-19.", &[("abad ke-19", "18")]),
    ("Aturan itu tercantum dalam Undang-Undang Nomor 5 Tahun 2014.", &[]),
    ("Wanita berusia 30 tahun itu selamat.", &[]),
    ("Minggu lalu pasar sepi.", &[("Minggu lalu", "2023-W23")]),
    ("Pasar itu sepi pada Minggu.", &[("Minggu", "2023-06-11")]),
    ("Laba naik pada kuartal II 2022.", &[("kuartal II 2022", "2022-Q2")]),
    ("Sidang digelar Sabtu (10/6) dan Minggu.", &[("Sabtu (10/6)", "2023-06-10"), ("Minggu", "2023-06-11")]),
    ("Ujian digelar Mei atau Juni tahun depan.", &[("Mei", "2024-05"), ("Juni tahun depan", "2024-06")]),
    ("Ia belanja di Pasar Minggu.", &[]),
    (
        "\"Kami tutup hari ini,\" kata Sari, Senin (12/6).",
        &[("hari ini", "2023-06-12"), ("Senin (12/6)", "2023-06-12")],
    ),
    ("Hal itu terjadi beberapa waktu lalu.", &[("beberapa waktu lalu", "PAST_REF")]),
    ("Ia dihukum 3 tahun 6 bulan penjara.", &[("3 tahun 6 bulan", "P3Y6M")]),
];

#[test]
fn spans_and_values() {
    for (text, expected) in TABLE {
        let found = read(text, Some("2023-06-14"));
        let found: Vec<(&str, &str)> =
            found.iter().map(|(span, value)| (span.as_str(), value.as_str())).collect();
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn without_an_anchor_values_stay_open() {
    let cases: &[(&str, &str)] = &[
        ("Mereka bertemu pada hari Sabtu.", "XXXX-WXX-6"),
        ("Kapal tiba bulan depan.", "XXXX-XX"),
        ("Hari ini pasar sepi.", "PRESENT_REF"),
        ("Pasar buka 5 Mei.", "XXXX-05-05"),
    ];
    for (text, value) in cases {
        assert_eq!(read(text, None)[0].1, *value, "{text}");
    }
}

fn doubts(text: &str, published: Option<&str>) -> (Anchor, Vec<DoubtKind>) {
    let lang = kutip_lang::builtin("id").unwrap();
    let published = published.map(|day| day.parse().unwrap());
    let article = Article { text: text.to_owned(), published, ..Article::default() };
    let tokens = tokens::find(text, lang);
    let terms = tokens::terms(text, &tokens, lang);
    let settings = Settings { today: "2026-11-25".parse().unwrap() };
    let (_, anchor, doubts) = find(&article, &Blocks::default(), &tokens, &terms, lang, &settings);
    (anchor, doubts.into_iter().map(|doubt| doubt.value).collect())
}

#[test]
fn a_year_that_is_not_written_is_inferred_and_doubted() {
    let (anchor, doubts) = doubts("Jalan itu ditutup, kata Sari, Senin (28/10).", None);
    assert_eq!(anchor, Anchor { day: Some("2024-10-28".parse().unwrap()), inferred: true });
    assert_eq!(doubts, [DoubtKind::YearInferred(vec![2019, 2013])]);
}

#[test]
fn a_weekday_that_is_not_that_of_its_date_is_doubted() {
    let text = "Jalan itu ditutup, kata Sari, Senin (13/6).";
    assert_eq!(doubts(text, Some("2023-06-14")).1, [DoubtKind::WeekdayDateDisagree]);
    assert_eq!(read(text, Some("2023-06-14"))[0].1, "2023-06-13");
}

#[test]
fn what_is_no_day_of_the_calendar_is_doubted() {
    for text in [
        "Rapat digelar pada 31 Februari 2024.",
        "Rapat digelar pada 29 Februari 2023.",
        "Rapat digelar pada 31/02/2024.",
        "Rapat digelar, Senin (32/10).",
        "Rapat digelar tanggal 45/13/2024.",
        "Rapat digelar pada 32 Oktober 2024.",
    ] {
        assert!(doubts(text, Some("2024-10-29")).1.contains(&DoubtKind::NoSuchDay), "{text}");
    }
    for text in [
        "Rapat digelar pada 29 Februari 2024.",
        "Rapat digelar, Senin (28/10).",
        "Rapat digelar, Sabtu-Minggu (26-27/10).",
        "Ia dijerat Pasal 45/13.",
        "Harga naik 32 persen pada Oktober 2024.",
        "Rapat digelar, Senin (10/28).",
    ] {
        assert!(!doubts(text, Some("2024-10-29")).1.contains(&DoubtKind::NoSuchDay), "{text}");
    }
}

#[test]
fn a_value_is_on_the_calendar_also_where_nothing_is_known_of_the_day() {
    let values = |text: &str| read(text, None).into_iter().map(|(_, value)| value).collect::<Vec<_>>();
    assert_eq!(values("Ia tiba (5/19)."), ["XXXX-05-19"]);
    assert_eq!(values("Ia tiba (29/2)."), ["XXXX-02-29"]);
    assert_eq!(values("Ia tiba (31/2)."), [""; 0]);
    assert_eq!(values("Hari ini pukul 7.30 WIB ia tiba.").last().unwrap(), "XXXX-XX-XXT07:30");
}
