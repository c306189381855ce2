use super::*;
use kutip::{Engine, Input, Scratch};

/// Ten people and bodies, each with words of their own.
const TEN: &str = "Menteri Perhubungan Sari Wulandari mengatakan jembatan itu ditutup sampai pekan depan.\n\
    “Kami sudah menunggu lama,” kata Bupati Harun Lesmana, dikutip Reuters.\n\
    Gubernur Tirta Mahendra menilai jalan memutar terlalu jauh bagi petani.\n\
    “Truk kami berhenti sejak subuh,” ujar Ketua Koperasi Danu Prakoso.\n\
    Kepala Dinas Wening Astuti menyebut 3.000 warga terdampak.\n\
    “Anak-anak menyeberang dengan perahu,” tutur Kepala Sekolah Ratna Puspita.\n\
    Juru bicara kepolisian Bima Santosa menegaskan perahu itu diawasi.\n\
    “Biayanya naik dua kali,” keluh Ketua Asosiasi Yoga Permana.\n\
    Wakil Presiden Laras Widjaja berjanji bahwa dana akan turun pada November.\n\
    “Kami akan menghitungnya lagi,” kata Direktur Galih Nugroho kepada wartawan, Senin (28/10).\n";

fn record(text: &str) -> Value {
    Engine::default().record(Input { text: text.to_owned(), ..Input::default() }, &mut Scratch::default())
}

fn shown(text: &str, width: usize, colour: bool) -> String {
    let mut out = Vec::new();
    Sheet { width, colour }.write(&record(text), &mut out);
    String::from_utf8(out).unwrap()
}

/// Without the codes for styles.
fn plain(page: &str) -> String {
    page.split("\u{1b}[")
        .enumerate()
        .map(|(at, piece)| if at == 0 { piece } else { piece.split_once('m').unwrap().1 })
        .collect()
}

#[test]
fn ten_speakers_have_ten_colours_and_every_line_fits() {
    let record = record(TEN);
    let view = View::new(&record);
    let speakers: Vec<_> = view.layer("statements").iter().filter_map(|s| view.speaker(s)).collect();
    assert_eq!(speakers.iter().max(), Some(&9), "{record}");
    for width in [30, 80, 200] {
        let page = shown(TEN, width, true);
        for line in plain(&page).lines() {
            assert!(term::columns_of(line) <= width, "{width}: {line}");
        }
        for colour in SPEAKERS {
            assert!(page.contains(&colour.on_default().bold().render().to_string()), "{colour:?}");
        }
    }
}

#[test]
fn the_text_is_there_whole_and_says_through_whom() {
    let page = plain(&shown(TEN, 200, true));
    assert!(
        page.contains("“Kami sudah menunggu lama,” [s2 Harun Lesmana › Reuters] kata Bupati Harun Lesmana"),
        "{page}"
    );
    let bare: String = shown(TEN, 60, true);
    let words = plain(&bare).split_whitespace().collect::<Vec<_>>().join(" ");
    for line in TEN.lines().filter(|line| !line.contains('“')) {
        assert!(words.contains(line.trim_end_matches('.')), "{line}");
    }
}

#[test]
fn without_colour_brackets_stand_around_the_words_of_others() {
    let page = shown(TEN, 200, false);
    assert!(!page.contains('\u{1b}'));
    assert!(page.contains("“[Kami sudah menunggu lama],” [s2"), "{page}");
}

#[test]
fn what_the_article_writes_commands_nothing() {
    let page = shown("Menteri Sari\u{1b}[2J mengatakan \u{202E}jalan itu\u{9b} ditutup.\u{7}\n", 80, false);
    assert!(!page.contains(['\u{1b}', '\u{202E}', '\u{9b}', '\u{7}']), "{page:?}");
    assert!(page.contains("[U+001B][2J"));
}

#[test]
fn tables_name_what_was_found() {
    let page = shown(TEN, 120, false);
    for part in ["Statements (10)", "Figures (", "Times (", "3,000", "year inferred", "2024-10-28"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(shown("", 80, false).contains("empty text"));
}

#[test]
fn a_credit_at_the_end_is_not_said_after_each_statement() {
    let text =
        "Utara, Contoh.id —\nMenteri Sari mengatakan jalan itu ditutup.\nDemikian dilaporkan Reuters.\n";
    let page = shown(text, 120, false);
    assert!(page.contains("ditutup]. [s1]\n"), "{page}");
    assert!(page.contains("Sari › Reuters"), "{page}");
}
