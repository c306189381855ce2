//! What newspapers write about amounts: text, then span, value, upper end and unit.

use super::tests::read;

type Figure = (&'static str, f64, Option<f64>, Option<&'static str>);
type Line = (&'static str, &'static [Figure]);

const MONEY: &[Line] = &[
    ("Harganya Rp10 ribu.", &[("Rp10 ribu", 10_000.0, None, Some("IDR"))]),
    ("Harganya Rp 10.000,00.", &[("Rp 10.000,00", 10_000.0, None, Some("IDR"))]),
    ("Harganya Rp. 1,5 juta.", &[("Rp. 1,5 juta", 1_500_000.0, None, Some("IDR"))]),
    ("Anggarannya Rp3 triliun.", &[("Rp3 triliun", 3e12, None, Some("IDR"))]),
    ("Ekspornya USD100 juta.", &[("USD100 juta", 1e8, None, Some("USD"))]),
    ("Ekspornya US$ 1,2 miliar.", &[("US$ 1,2 miliar", 1.2e9, None, Some("USD"))]),
    ("Ekspornya 40 juta dolar AS.", &[("40 juta dolar AS", 4e7, None, Some("USD"))]),
    ("Dendanya 5 juta euro.", &[("5 juta euro", 5e6, None, Some("EUR"))]),
    ("Dendanya 200 juta rupiah.", &[("200 juta rupiah", 2e8, None, Some("IDR"))]),
    ("Dendanya dua ratus juta rupiah.", &[("dua ratus juta rupiah", 2e8, None, Some("IDR"))]),
    ("Upahnya Rp2 juta - Rp3 juta.", &[("Rp2 juta - Rp3 juta", 2e6, Some(3e6), Some("IDR"))]),
    ("Upahnya Rp2-3 juta.", &[("Rp2-3 juta", 2e6, Some(3e6), Some("IDR"))]),
    ("Upahnya antara Rp2 juta dan Rp3 juta.", &[("Rp2 juta dan Rp3 juta", 2e6, Some(3e6), Some("IDR"))]),
    ("Utangnya Rp 1, 4 triliun.", &[("Rp 1, 4 triliun", 1.4e12, None, Some("IDR"))]),
    ("Kurs ditutup pada Rp15.870 per dolar AS.", &[("Rp15.870", 15_870.0, None, Some("IDR"))]),
];

const MEASURES: &[Line] = &[
    ("Ekonomi tumbuh 5,1 persen.", &[("5,1 persen", 5.1, None, Some("percent"))]),
    (
        "Ekonomi tumbuh 5,1 persen hingga 5,3 persen.",
        &[("5,1 persen hingga 5,3 persen", 5.1, Some(5.3), Some("percent"))],
    ),
    ("Ekonomi tumbuh 5,1-5,3 persen.", &[("5,1-5,3 persen", 5.1, Some(5.3), Some("percent"))]),
    ("Ekonomi tumbuh 5,1%-5,3%.", &[("5,1%-5,3%", 5.1, Some(5.3), Some("percent"))]),
    (
        "Inflasi turun dari 2,9 persen menjadi 2,4 persen.",
        &[("2,9 persen", 2.9, None, Some("percent")), ("2,4 persen", 2.4, None, Some("percent"))],
    ),
    ("Tarif naik nol persen.", &[("nol persen", 0.0, None, Some("percent"))]),
    ("Desa itu berjarak 15 kilometer dari kota.", &[("15 kilometer", 15.0, None, Some("kilometers"))]),
    ("Air naik setinggi 50 cm.", &[("50 cm", 50.0, None, Some("centimeters"))]),
    ("Air naik setinggi 1-1,5 meter.", &[("1-1,5 meter", 1.0, Some(1.5), Some("meters"))]),
    ("Kebakaran menghanguskan 120 hektare lahan.", &[("120 hektare", 120.0, None, Some("hectares"))]),
    ("Luasnya 30 kilometer persegi.", &[("30 kilometer persegi", 30.0, None, Some("square kilometers"))]),
    ("Suhunya 37,5 derajat Celsius.", &[("37,5 derajat Celsius", 37.5, None, Some("degrees"))]),
    ("Suhunya mencapai 30°C.", &[("30°C", 30.0, None, Some("degrees"))]),
    ("Polisi menyita 5 kg sabu.", &[("5 kg", 5.0, None, Some("kilograms"))]),
    ("Polisi menyita 2,5 ton ganja.", &[("2,5 ton", 2.5, None, Some("tons"))]),
    ("Pabrik menghasilkan 10.000 barel minyak.", &[("10.000 barel", 10_000.0, None, Some("barrels"))]),
    ("Gempa bermagnitudo 5,6 terjadi.", &[("5,6", 5.6, None, Some("magnitude"))]),
    ("Gempa 5,6 SR terjadi.", &[("5,6 SR", 5.6, None, Some("magnitude"))]),
    ("Rentangnya 20 - 24.000 Hz.", &[("20 - 24.000 Hz", 20.0, Some(24_000.0), Some("hertz"))]),
    ("Angin berkecepatan 60 km per jam.", &[("60 km per jam", 60.0, None, Some("kilometers per hour"))]),
    ("Laba naik dua kali lipat.", &[("dua kali lipat", 2.0, None, Some("times"))]),
    ("Ia menang tiga kali.", &[("tiga kali", 3.0, None, Some("times"))]),
];

const PEOPLE: &[Line] = &[
    ("Sebanyak 12 orang hadir.", &[("12 orang", 12.0, None, Some("people"))]),
    ("Dua belas orang hadir.", &[("Dua belas orang", 12.0, None, Some("people"))]),
    ("Puluhan warga hadir.", &[("Puluhan warga", 10.0, None, Some("people"))]),
    ("Ribuan orang hadir.", &[("Ribuan orang", 1000.0, None, Some("people"))]),
    ("Ratusan ribu orang hadir.", &[("Ratusan ribu orang", 100_000.0, None, Some("people"))]),
    ("Kota itu dihuni 1,2 juta jiwa.", &[("1,2 juta jiwa", 1.2e6, None, Some("people"))]),
    ("Hadir antara 10 dan 15 orang.", &[("10 dan 15 orang", 10.0, Some(15.0), Some("people"))]),
    ("Hadir 10 orang hingga 15 orang.", &[("10 orang hingga 15 orang", 10.0, Some(15.0), Some("people"))]),
    ("Hadir 70.000 lebih orang.", &[("70.000 lebih orang", 70_000.0, None, Some("people"))]),
    ("Negara itu mengirim 250 tentara.", &[("250 tentara", 250.0, None, Some("troops"))]),
    ("Negara itu mengirim dua batalion pasukan.", &[("dua batalion", 2.0, None, None)]),
    ("Wanita 47 tahun itu selamat.", &[("47 tahun", 47.0, None, Some("years"))]),
    ("Sari, 52 tahun, selamat.", &[("52 tahun", 52.0, None, Some("years"))]),
    ("Kata Sari (52 tahun), ia selamat.", &[("52 tahun", 52.0, None, Some("years"))]),
    ("Ia berusia 12 tahun.", &[("12 tahun", 12.0, None, Some("years"))]),
    ("Empat ABG ditangkap.", &[("Empat ABG", 4.0, None, Some("arrested"))]),
    ("Ada dua SPBU di sana.", &[("dua SPBU", 2.0, None, None)]),
    (
        "Dari 14.686 nelayan terdaftar hanya 11.314 yang memiliki kapal.",
        &[
            ("14.686 nelayan", 14_686.0, None, Some("fishermen")),
            ("11.314", 11_314.0, None, Some("fishermen")),
        ],
    ),
    ("Ia menyebut Pasal 1.234 yang berlaku.", &[]),
    ("Ratusan petani datang.", &[("Ratusan petani", 100.0, None, Some("farmers"))]),
    ("Sepertiga warga pindah.", &[("Sepertiga warga", 1.0 / 3.0, None, Some("people"))]),
    ("Separuh warga pindah.", &[("Separuh warga", 0.5, None, Some("people"))]),
    ("Banjir merendam dua pertiga dari wilayah itu.", &[("dua pertiga", 2.0 / 3.0, None, None)]),
    (
        "Satu dari lima anak sakit.",
        &[("Satu", 1.0, None, Some("people")), ("lima anak", 5.0, None, Some("people"))],
    ),
    (
        "Ia memeriksa 112 dari 300 kuitansi.",
        &[("112", 112.0, None, None), ("300 kuitansi", 300.0, None, None)],
    ),
    (
        "Sebanyak 40 dari total 50 kursi terisi.",
        &[("40", 40.0, None, Some("seats")), ("50 kursi", 50.0, None, Some("seats"))],
    ),
    ("Ia satu dari puluhan pelamar.", &[("puluhan pelamar", 10.0, None, Some("applicants"))]),
];

const CASUALTIES: &[Line] = &[
    (
        "Badan itu mencatat 7 orang tewas dan 23 orang luka-luka.",
        &[("7 orang", 7.0, None, Some("killed")), ("23 orang", 23.0, None, Some("injured"))],
    ),
    (
        "Badan itu mencatat 5 tewas, 12 luka-luka, dan 3 hilang.",
        &[
            ("5", 5.0, None, Some("killed")),
            ("12", 12.0, None, Some("injured")),
            ("3", 3.0, None, Some("missing")),
        ],
    ),
    (
        "Ledakan menewaskan 10 orang dan melukai 40 orang.",
        &[("10 orang", 10.0, None, Some("killed")), ("40 orang", 40.0, None, Some("injured"))],
    ),
    (
        "Ledakan menewaskan 10 orang dan melukai 40 lainnya.",
        &[("10 orang", 10.0, None, Some("killed")), ("40", 40.0, None, Some("injured"))],
    ),
    (
        "Ledakan menewaskan 10 orang dan melukai puluhan lainnya.",
        &[("10 orang", 10.0, None, Some("killed")), ("puluhan", 10.0, None, Some("injured"))],
    ),
    ("Ledakan menewaskan satu orang.", &[("satu orang", 1.0, None, Some("killed"))]),
    (
        "Sedikitnya 11 warga masih hilang, sedangkan lebih dari 1.200 orang mengungsi.",
        &[("11 warga", 11.0, None, Some("missing")), ("1.200 orang", 1200.0, None, Some("displaced"))],
    ),
    (
        "Korban tewas 5 orang, luka 12 orang.",
        &[("5 orang", 5.0, None, Some("killed")), ("12 orang", 12.0, None, Some("injured"))],
    ),
    ("Jumlah korban tewas bertambah menjadi 9 orang.", &[("9 orang", 9.0, None, Some("killed"))]),
    ("Polisi mencatat satu orang korban meninggal dunia.", &[("satu orang", 1.0, None, Some("killed"))]),
    ("Tim menemukan dua jenazah.", &[("dua jenazah", 2.0, None, Some("killed"))]),
    ("Polisi menahan 15 pengunjuk rasa.", &[("15 pengunjuk rasa", 15.0, None, Some("arrested"))]),
    ("Sebanyak 15 orang ditangkap polisi.", &[("15 orang", 15.0, None, Some("arrested"))]),
    ("Kelompok itu menyandera 12 pekerja.", &[("12 pekerja", 12.0, None, Some("hostages"))]),
    (
        "Sembilan orang jatuh, dua di antaranya tewas.",
        &[("Sembilan orang", 9.0, None, Some("people")), ("dua", 2.0, None, Some("killed"))],
    ),
    (
        "Tiga tentara terluka dan satu tentara gugur.",
        &[("Tiga tentara", 3.0, None, Some("injured")), ("satu tentara", 1.0, None, Some("killed"))],
    ),
    ("Kamp itu menampung 4.500 pengungsi.", &[("4.500 pengungsi", 4500.0, None, Some("refugees"))]),
];

const THINGS: &[Line] = &[
    ("Banjir merusak 140 rumah.", &[("140 rumah", 140.0, None, Some("houses"))]),
    ("Sebanyak 17 unit mobil terbakar.", &[("17 unit mobil", 17.0, None, Some("vehicles"))]),
    ("Islandia menutup dua pelabuhannya.", &[("dua pelabuhan", 2.0, None, Some("ports"))]),
    ("Empat ekskavator dikerahkan.", &[("Empat ekskavator", 4.0, None, None)]),
    ("Peternak itu memiliki 30 ekor sapi.", &[("30 ekor sapi", 30.0, None, Some("animals"))]),
    ("Jumlahnya mencapai 2,5 juta.", &[("2,5 juta", 2.5e6, None, None)]),
    ("Penonton acara itu sekitar 15 ribu.", &[("15 ribu", 15_000.0, None, None)]),
];

const NONE: &[Line] = &[
    ("Ia anak kedua dari seorang guru.", &[]),
    ("Ia membawa sebuah tas.", &[]),
    ("Seorang warga datang.", &[]),
    ("Salah satu warga datang.", &[]),
    ("Tim itu memakai formasi 4-3-3.", &[]),
    ("Tim itu menang 3-1.", &[]),
    ("Tim itu kalah 0 - 1 dari lawannya.", &[]),
    ("Tim itu menang 3 - 4 kali.", &[("3 - 4 kali", 3.0, Some(4.0), Some("times"))]),
    ("Tim itu menang pada 3 - 4 Juli.", &[]),
    ("Mereka bermain seri 2 - 2.", &[]),
    ("Tim itu naik pesawat Nusa 737 - 800 Lion.", &[]),
    ("Tim itu di posisi 18 dari 20 tim.", &[("20 tim", 20.0, None, Some("teams"))]),
    ("Ia dijerat Pasal 340 KUHP.", &[]),
    ("Ia lulusan SMA Negeri 3.", &[]),
    ("Ia ditangkap Densus 88.", &[]),
    ("Ia tinggal di RT 05 RW 02.", &[]),
    ("Partai itu masuk tiga besar.", &[]),
    ("Mereka satu suara.", &[]),
    ("Ia berangkat 5 Mei 2019.", &[]),
    ("Rapat itu selesai dalam tiga hari.", &[]),
    ("Obat itu diminum dua kali sehari.", &[]),
    ("Kapal itu bernomor lambung 412.", &[]),
];

#[test]
fn what_newspapers_write() {
    let mut wrong = Vec::new();
    for (text, expected) in [MONEY, MEASURES, PEOPLE, CASUALTIES, THINGS, NONE].into_iter().flatten() {
        let found = read(text);
        let found: Vec<_> = found
            .iter()
            .map(|(span, amount)| (span.as_str(), amount.value, amount.upper, amount.unit.as_deref()))
            .collect();
        if found != *expected {
            wrong.push(format!("{text}\n    {found:?}, not\n    {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
