//! What newspapers write about time: text, then pairs of span and value; published on Wednesday 14 June 2023.

use super::tests::read;

type Line = (&'static str, &'static [(&'static str, &'static str)]);

const DAYS: &[Line] = &[
    ("Jalan dibuka Senin (12/6).", &[("Senin (12/6)", "2023-06-12")]),
    ("Jalan dibuka Senin (12/6/2023) siang.", &[("Senin (12/6/2023) siang", "2023-06-12TMI")]),
    ("Pasar terbakar Senin siang (12/6).", &[("Senin siang (12/6)", "2023-06-12TMI")]),
    ("Rapat digelar pada Selasa, 13 Juni 2023.", &[("Selasa, 13 Juni 2023", "2023-06-13")]),
    ("Pabrik itu tutup pada 28 Oktober 2022.", &[("28 Oktober 2022", "2022-10-28")]),
    ("Kapal karam pada 5 Juni malam.", &[("5 Juni malam", "2023-06-05TNI")]),
    ("Kapal karam pada 5 Juni 2022 pagi.", &[("5 Juni 2022 pagi", "2022-06-05TMO")]),
    ("Kapal karam pada 5 Juni lalu.", &[("5 Juni lalu", "2023-06-05")]),
    ("Lomba dimulai 1 Juli mendatang.", &[("1 Juli mendatang", "2023-07-01")]),
    ("Ia datang kemarin sore.", &[("kemarin sore", "2023-06-13TAF")]),
    ("Ia berangkat besok pagi.", &[("besok pagi", "2023-06-15TMO")]),
    ("Salat id digelar 1 Syawal 1444 hijriah.", &[("1 Syawal 1444 hijriah", "XXXX-XX-XX")]),
    ("Ia datang hari ini (13/6).", &[("hari ini (13/6)", "2023-06-13")]),
    ("Ia datang kemarin malam (12/6/2023).", &[("kemarin malam (12/6/2023)", "2023-06-12TNI")]),
    ("Ia berangkat lusa.", &[("lusa", "2023-06-16")]),
    ("Ia datang kemarin lusa.", &[("kemarin lusa", "2023-06-12")]),
    ("Ia datang Jumat malam WIB.", &[("Jumat malam WIB", "2023-06-09TNI")]),
    ("Ia datang Jumat malam waktu setempat.", &[("Jumat malam waktu setempat", "2023-06-09TNI")]),
    ("Sidang digelar Kamis pekan lalu.", &[("Kamis pekan lalu", "2023-06-08")]),
    ("Sidang akan digelar Jumat.", &[("Jumat", "2023-06-16")]),
    ("Pertemuan diperkirakan berlangsung pada hari Sabtu.", &[("hari Sabtu", "2023-06-17")]),
    ("Sidang digelar Jumat lalu.", &[("Jumat lalu", "2023-06-09")]),
    ("Sidang dijadwalkan Jumat depan.", &[("Jumat depan", "2023-06-16")]),
    ("Pasar buka Senin dan Kamis.", &[("Senin", "2023-06-12"), ("Kamis", "2023-06-15")]),
    (
        "Pameran digelar Sabtu-Minggu (10-11/6).",
        &[("Sabtu", "2023-06-10"), ("Minggu (10-11/6)", "2023-06-11")],
    ),
    ("Toko buka Januari-Juni 2022.", &[("Januari", "2022-01"), ("Juni 2022", "2022-06")]),
    ("Pameran digelar 3-5 Juni 2023.", &[("3-5 Juni 2023", "2023-06-03/2023-06-05")]),
    ("Pameran digelar 3-5 Juni lalu.", &[("3-5 Juni lalu", "2023-06-03/2023-06-05")]),
    (
        "Pameran digelar 30 Mei hingga 2 Juni 2023.",
        &[("30 Mei", "2023-05-30"), ("2 Juni 2023", "2023-06-02")],
    ),
    ("Gaji dibayar pada tanggal 5.", &[("tanggal 5", "2023-06-05")]),
    ("Gaji dibayar tanggal 5 bulan depan.", &[("tanggal 5 bulan depan", "2023-07-05")]),
    ("Surat itu bertanggal 17/08/1998.", &[("17/08/1998", "1998-08-17")]),
    ("Ia tiba dua hari lalu.", &[("dua hari lalu", "2023-06-12")]),
    ("Ia tiba dua hari yang lalu.", &[("dua hari yang lalu", "2023-06-12")]),
    ("Ia tiba tiga hari kemudian.", &[("tiga hari kemudian", "XXXX-XX-XX")]),
    (
        "Ia jatuh pada 3 Mei 2022 dan wafat tiga hari kemudian.",
        &[("3 Mei 2022", "2022-05-03"), ("tiga hari kemudian", "2022-05-06")],
    ),
    (
        "Ia jatuh pada 3 Mei 2022 dan wafat keesokan harinya.",
        &[("3 Mei 2022", "2022-05-03"), ("keesokan harinya", "2022-05-04")],
    ),
    (
        "Ia jatuh pada 3 Mei 2022. Sehari sebelumnya ia sehat.",
        &[("3 Mei 2022", "2022-05-03"), ("Sehari sebelumnya", "2022-05-02")],
    ),
    (
        "Ia jatuh pada 3 Mei 2022 dan wafat malam harinya.",
        &[("3 Mei 2022", "2022-05-03"), ("malam harinya", "2022-05-03TNI")],
    ),
    (
        "Ia jatuh pada 3 Mei 2022 dan wafat esok paginya.",
        &[("3 Mei 2022", "2022-05-03"), ("esok paginya", "2022-05-04TMO")],
    ),
    ("Hari ini sekolah libur.", &[("Hari ini", "2023-06-14")]),
    ("Warga berkumpul sejak dini hari tadi.", &[("dini hari tadi", "2023-06-14TMO")]),
    ("Hujan turun semalam.", &[("semalam", "2023-06-13TNI")]),
    ("Kota itu berubah dalam semalam.", &[]),
    (
        "Api padam siang tadi sekitar pukul 12.30 WIB.",
        &[("siang tadi sekitar pukul 12.30 WIB", "2023-06-14T12:30")],
    ),
    (
        "Salat id digelar 1 Syawal 1444 H, Sabtu (22/4).",
        &[("1 Syawal 1444 H", "XXXX-XX-XX"), ("Sabtu (22/4)", "2023-04-22")],
    ),
    ("Ia pulang pada malam hari.", &[("malam hari", "2023-06-14TNI")]),
    ("Partainya menang dalam pemilu kemarin.", &[]),
];

const CLOCK: &[Line] = &[
    ("Gempa terjadi pukul 15.50 WIT.", &[("pukul 15.50 WIT", "2023-06-14T15:50")]),
    ("Gempa terjadi pukul 15:50 Wita.", &[("pukul 15:50 Wita", "2023-06-14T15:50")]),
    ("Gempa terjadi sekitar jam 3 sore.", &[("sekitar jam 3 sore", "2023-06-14T15:00")]),
    ("Ayam berkokok pukul lima pagi.", &[("pukul lima pagi", "2023-06-14T05:00")]),
    ("Acara mulai pukul setengah tujuh malam.", &[("pukul setengah tujuh malam", "2023-06-14T18:30")]),
    ("Acara mulai setengah tujuh malam.", &[("setengah tujuh malam", "2023-06-14T18:30")]),
    (
        "Acara mulai pukul tujuh lewat lima belas menit.",
        &[("pukul tujuh lewat lima belas menit", "2023-06-14T07:15")],
    ),
    (
        "Acara mulai pukul delapan kurang seperempat.",
        &[("pukul delapan kurang seperempat", "2023-06-14T07:45")],
    ),
    (
        "Toko buka pukul 08.00-16.00 WIB.",
        &[("pukul 08.00", "2023-06-14T08:00"), ("16.00 WIB", "2023-06-14T16:00")],
    ),
    (
        "Toko buka pukul 8 sampai 10 pagi.",
        &[("pukul 8", "2023-06-14T08:00"), ("10 pagi", "2023-06-14T10:00")],
    ),
    (
        "Api muncul pada Senin (12/6) sekitar pukul 03.40 WIB.",
        &[("Senin (12/6)", "2023-06-12"), ("sekitar pukul 03.40 WIB", "2023-06-12T03:40")],
    ),
    (
        "Api muncul sekitar pukul 03.40 WIB, Senin (12/6).",
        &[("sekitar pukul 03.40 WIB", "2023-06-12T03:40"), ("Senin (12/6)", "2023-06-12")],
    ),
    (
        "Rapat mulai pukul 09.00 WIB pada Jumat (9/6).",
        &[("pukul 09.00 WIB", "2023-06-09T09:00"), ("Jumat (9/6)", "2023-06-09")],
    ),
    (
        "Pesta digelar Sabtu (10/6) malam. Pukul 01.15 WIB polisi datang.",
        &[("Sabtu (10/6) malam", "2023-06-10TNI"), ("Pukul 01.15 WIB", "2023-06-11T01:15")],
    ),
    ("Lampu padam selama dua jam.", &[("dua jam", "PT2H")]),
    ("Tim tiba beberapa jam kemudian.", &[("beberapa jam kemudian", "PTXH")]),
    ("Tim tiba 30 menit kemudian.", &[("30 menit kemudian", "PT30M")]),
    ("Toko buka jam 2 - 4 sore.", &[("jam 2", "2023-06-14T14:00"), ("4 sore", "2023-06-14T16:00")]),
    ("Ia tiba pukul 10.00 tadi.", &[("pukul 10.00 tadi", "2023-06-14T10:00")]),
    ("Warga berkumpul ba'da magrib.", &[("ba'da magrib", "2023-06-14TEV")]),
    ("Ia tiba menjelang tengah malam.", &[("tengah malam", "2023-06-14TNI")]),
];

const LONGER: &[Line] = &[
    ("Ia pulang awal bulan ini.", &[("awal bulan ini", "2023-06")]),
    ("Ia pulang pertengahan bulan lalu.", &[("pertengahan bulan lalu", "2023-05")]),
    ("Pabrik tutup akhir tahun.", &[("akhir tahun", "2023")]),
    ("Pabrik tutup pada akhir 2019.", &[("akhir 2019", "2019")]),
    ("Proyek berlanjut hingga pertengahan 2018.", &[("pertengahan 2018", "2018")]),
    ("Mereka libur akhir pekan.", &[("akhir pekan", "2023-W24-WE")]),
    ("Mereka libur akhir pekan lalu.", &[("akhir pekan lalu", "2023-W23-WE")]),
    ("Ekspor turun pada semester pertama 2017.", &[("semester pertama 2017", "2017-H1")]),
    ("Ekspor turun pada kuartal III 2016.", &[("kuartal III 2016", "2016-Q3")]),
    ("Ekspor turun pada kuartal III 2016 lalu.", &[("kuartal III 2016 lalu", "2016-Q3")]),
    ("Ia tampil pada musim panas 2015 lalu.", &[("musim panas 2015 lalu", "2015-SU")]),
    ("Pabrik itu tutup sekitar Juli tahun lalu.", &[("sekitar Juli tahun lalu", "2022-07")]),
    ("Ekspor turun pada triwulan II tahun lalu.", &[("triwulan II tahun lalu", "2022-Q2")]),
    ("Ekspor turun pada kuartal tiga tahun ini.", &[("kuartal tiga tahun ini", "2023-Q3")]),
    ("Ekspor turun pada kuartal lalu.", &[("kuartal lalu", "2023-Q1")]),
    ("Ekspor akan naik semester depan.", &[("semester depan", "2023-H2")]),
    (
        "Ekspor kuartal I 2023 turun dibanding periode yang sama tahun lalu.",
        &[("kuartal I 2023", "2023-Q1"), ("periode yang sama tahun lalu", "2022-Q1")],
    ),
    ("Laba tumbuh 8 persen secara tahunan.", &[]),
    ("Ia menjabat periode 2014-2019.", &[("2014", "2014"), ("2019", "2019")]),
    ("Perang Kosovo 1998 - 1999 dikenang.", &[("1998", "1998"), ("1999", "1999")]),
    ("Regu itu tampil di Liga Rakyat 2016 - 2017.", &[]),
    ("Ia bermain pada musim 2016/2017.", &[("musim 2016/2017", "2016/2017")]),
    ("Ia bermain baik musim lalu.", &[("musim lalu", "2022")]),
    ("Danau itu ramai pada musim panas.", &[("musim panas", "XXXX-SU")]),
    ("Danau itu beku pada musim dingin 2019.", &[("musim dingin 2019", "2019-WI")]),
    ("Danau itu ramai musim panas lalu.", &[("musim panas lalu", "2022-SU")]),
    ("Benteng itu berasal dari abad ke-19.", &[("abad ke-19", "18")]),
    ("Lagu era 1990-an populer lagi.", &[("era 1990-an", "199")]),
    ("Lagu era '90-an populer lagi.", &[("era '90-an", "199")]),
    ("Lagu tahun 80-an populer lagi.", &[("tahun 80-an", "198")]),
    ("Ia pindah pada awal 1990-an.", &[("awal 1990-an", "199")]),
    ("Kota itu maju pada abad lalu.", &[("abad lalu", "19")]),
    ("Harga naik sepanjang 2016.", &[("2016", "2016")]),
    ("Harga naik sepanjang tahun lalu.", &[("tahun lalu", "2022")]),
    ("Partai itu menang pada Pemilu 2019 nanti.", &[("2019 nanti", "2019")]),
    ("Dana itu berasal dari tahun anggaran 2022.", &[("tahun anggaran 2022", "2022")]),
    ("Ia kuliah sejak 2019.", &[("2019", "2019")]),
    ("Panen mulai pekan kedua Mei.", &[("pekan kedua Mei", "2023-05")]),
    ("Harga naik pada Mei dan Juni.", &[("Mei", "2023-05"), ("Juni", "2023-06")]),
    ("Ia pulang Desember tahun lalu.", &[("Desember tahun lalu", "2022-12")]),
    ("Ia akan pulang Desember mendatang.", &[("Desember mendatang", "2023-12")]),
    ("Ia pulang bulan lalu.", &[("bulan lalu", "2023-05")]),
    ("Ia pulang tiga tahun silam.", &[("tiga tahun silam", "2020")]),
    ("Ia pulang seminggu lagi.", &[("seminggu lagi", "2023-W25")]),
    ("Pasar itu ramai tahun-tahun sebelumnya.", &[("tahun-tahun sebelumnya", "PAST_REF")]),
    ("Kabar itu beredar sejak bertahun-tahun lalu.", &[("bertahun-tahun lalu", "PAST_REF")]),
    ("Jembatan itu ada sejak dulu.", &[("dulu", "PAST_REF")]),
    ("Dulu, desa itu sepi.", &[("Dulu", "PAST_REF")]),
    ("Ia makan lebih dulu.", &[]),
    ("Kita tunggu dulu kabarnya.", &[]),
    ("Ia berharap itu berguna di kemudian hari.", &[("kemudian hari", "FUTURE_REF")]),
    ("Hingga kini polisi belum datang.", &[("kini", "PRESENT_REF")]),
    ("Sampai saat ini polisi belum datang.", &[("saat ini", "PRESENT_REF")]),
    ("Jembatan dibuka dalam waktu dekat.", &[("waktu dekat", "FUTURE_REF")]),
    ("Baru-baru ini ia pindah.", &[("Baru-baru ini", "PAST_REF")]),
];

const LENGTHS: &[Line] = &[
    ("Warga wajib lapor dalam 1x24 jam.", &[("1x24 jam", "PT24H")]),
    ("Kapal itu dicari 2 x 24 jam.", &[("2 x 24 jam", "PT48H")]),
    ("Lomba itu memakai papan 2 x 4 meter.", &[]),
    ("Hujan turun dua hari terakhir.", &[("dua hari terakhir", "P2D")]),
    ("Hujan turun dalam beberapa hari terakhir.", &[("beberapa hari terakhir", "PXD")]),
    ("Hujan turun sepekan terakhir.", &[("sepekan terakhir", "P1W")]),
    ("Hujan turun dua hari ini.", &[("dua hari ini", "P2D")]),
    ("Proyek berlanjut tiga tahun mendatang.", &[("tiga tahun mendatang", "P3Y")]),
    ("Proyek berlanjut lima tahun ke depan.", &[("lima tahun ke depan", "P5Y")]),
    ("Izin terbit dalam 14 hari kerja.", &[("14 hari kerja", "P14D")]),
    ("Ia dihukum 10 tahun penjara.", &[("10 tahun", "P10Y")]),
    ("Ia dihukum tiga tahun enam bulan penjara.", &[("tiga tahun enam bulan", "P3Y6M")]),
    ("Rapat itu seharian.", &[("seharian", "P1D")]),
    ("Perjalanan makan waktu 2-3 jam.", &[("2-3 jam", "PT2H")]),
    ("Perjalanan makan waktu dua sampai tiga jam.", &[("dua sampai tiga jam", "PT2H")]),
    ("Perjalanan makan waktu satu setengah jam.", &[("satu setengah jam", "PT1.5H")]),
    ("Perjalanan makan waktu setengah jam.", &[("setengah jam", "PT0.5H")]),
    ("Kota itu dikepung selama seperempat abad.", &[("seperempat abad", "P25Y")]),
    ("Ia menunggu hampir tiga pekan.", &[("hampir tiga pekan", "P3W")]),
    ("Ia menunggu lebih dari setahun.", &[("lebih dari setahun", "P1Y")]),
    ("Ia menunggu puluhan tahun.", &[("puluhan tahun", "PXY")]),
    ("Ia menunggu berjam-jam.", &[("berjam-jam", "PTXH")]),
    ("Ia menunggu dua dekade.", &[("dua dekade", "P20Y")]),
];

const SETS: &[Line] = &[
    ("Rapat digelar setiap Senin.", &[("setiap Senin", "XXXX-WXX-1")]),
    ("Rapat digelar setiap hari Senin.", &[("setiap hari Senin", "XXXX-WXX-1")]),
    ("Rapat digelar dua kali seminggu.", &[("dua kali seminggu", "P1W")]),
    ("Rapat digelar tiga kali dalam sepekan.", &[("tiga kali dalam sepekan", "P1W")]),
    ("Rapat digelar sekali setahun.", &[("sekali setahun", "P1Y")]),
    ("Rapat digelar setahun sekali.", &[("setahun sekali", "P1Y")]),
    ("Rapat digelar lima tahun sekali.", &[("lima tahun sekali", "P5Y")]),
    ("Rapat digelar setiap lima tahun sekali.", &[("setiap lima tahun sekali", "P5Y")]),
    ("Rapat digelar tiap bulan.", &[("tiap bulan", "P1M")]),
    ("Ia menulis setiap harinya.", &[("setiap harinya", "P1D")]),
    ("Ia menulis tiap malam.", &[("tiap malam", "XXXX-XX-XXTNI")]),
    ("Ia menang dua kali tahun lalu.", &[("tahun lalu", "2022")]),
    ("Pasar itu ramai sekali.", &[]),
];

const NONE: &[Line] = &[
    ("Petani berusia 35 tahun itu selamat.", &[]),
    ("Ia kehilangan ayahnya ketika berusia 12 tahun.", &[]),
    ("Anak itu merayakan ulang tahun ke-7.", &[]),
    ("Laga itu digelar di Stadion 17 Mei.", &[]),
    ("Ia tiba di Istana 17 Mei 2022.", &[("17 Mei 2022", "2022-05-17")]),
    ("Regu itu menang di Liga 1 pekan ke-7.", &[]),
    ("Majalah itu memuatnya dalam Edisi 5 Mei 2022.", &[("5 Mei 2022", "2022-05-05")]),
    ("Ia membaca Surat Keputusan Nomor 7 Tahun 2016 tentang pasar.", &[]),
    ("Ia membela klub itu selama tiga periode.", &[]),
    ("Mereka shalat Jumat di masjid.", &[]),
    ("Kegiatan sehari-hari mereka terganggu.", &[]),
    ("Ia lulusan SMA Negeri 3.", &[]),
];

/// Told on the day before it was published, as the day of the speech shows or one beside *today*.
const TOLD: &[Line] = &[
    (
        "Jembatan itu dibuka hari ini. \"Kami senang,\" kata Bupati Rusli di Ambon, Selasa.",
        &[("hari ini", "2023-06-13"), ("Selasa", "2023-06-13")],
    ),
    (
        "Jembatan itu dibuka hari ini. \"Kami senang,\" kata Bupati Rusli di Ambon, Rabu.",
        &[("hari ini", "2023-06-14"), ("Rabu", "2023-06-14")],
    ),
    (
        "Toko itu tutup hari ini, Senin (12/6). Pemiliknya sakit sejak kemarin.",
        &[("hari ini", "2023-06-12"), ("Senin (12/6)", "2023-06-12"), ("kemarin", "2023-06-11")],
    ),
    (
        "Gedung itu runtuh kemarin, Selasa (13/6). Hari ini puingnya diangkut.",
        &[("kemarin", "2023-06-13"), ("Selasa (13/6)", "2023-06-13"), ("Hari ini", "2023-06-14")],
    ),
    (
        "Gedung itu runtuh Selasa (13/6). Hari ini puingnya diangkut.",
        &[("Selasa (13/6)", "2023-06-13"), ("Hari ini", "2023-06-14")],
    ),
    (
        "Kapal itu karam Senin (12/6). Kapal buatan 2012 itu berangkat sehari sebelumnya.",
        &[("Senin (12/6)", "2023-06-12"), ("2012", "2012"), ("sehari sebelumnya", "2023-06-11")],
    ),
    (
        "Bupati Rusli berkata, Senin pekan lalu, jembatan itu dibuka hari ini.",
        &[("Senin pekan lalu", "2023-06-05"), ("hari ini", "2023-06-14")],
    ),
    (
        "Rapat digelar Senin (12/6). Kapal itu karam pada malam hari di Selat Alor, Minggu (11/6).",
        &[("Senin (12/6)", "2023-06-12"), ("malam hari", "2023-06-11TNI"), ("Minggu (11/6)", "2023-06-11")],
    ),
];

#[test]
fn what_newspapers_write() {
    let mut wrong = Vec::new();
    for (text, expected) in [DAYS, CLOCK, LONGER, LENGTHS, SETS, TOLD, NONE].into_iter().flatten() {
        let found = read(text, Some("2023-06-14"));
        let found: Vec<(&str, &str)> =
            found.iter().map(|(span, value)| (span.as_str(), value.as_str())).collect();
        if found != *expected {
            wrong.push(format!("{text}\n    {found:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Without a day to count from; the reference day is 25 November 2026.
#[test]
fn without_an_anchor() {
    let lines: &[Line] = &[
        (
            "Banjir datang pada Jumat (13/11) sekitar pukul 03.40 WIB.",
            &[("Jumat (13/11)", "2026-11-13"), ("sekitar pukul 03.40 WIB", "2026-11-13T03:40")],
        ),
        ("Banjir datang pada Sabtu (14/11) pagi.", &[("Sabtu (14/11) pagi", "2026-11-14TMO")]),
        ("Banjir datang pada Senin (28/10).", &[("Senin (28/10)", "2024-10-28")]),
        ("Banjir datang pada 28 Oktober.", &[("28 Oktober", "XXXX-10-28")]),
        ("Banjir datang Jumat malam.", &[("Jumat malam", "XXXX-WXX-5TNI")]),
        (
            "Banjir datang pukul 09.30 pada hari Minggu.",
            &[("pukul 09.30", "XXXX-WXX-7T09:30"), ("hari Minggu", "XXXX-WXX-7")],
        ),
        (
            "\"Kami berangkat besok,\" kata Sari pada hari Minggu.",
            &[("besok", "XXXX-WXX-1"), ("hari Minggu", "XXXX-WXX-7")],
        ),
        ("Banjir datang pekan lalu.", &[("pekan lalu", "XXXX-WXX")]),
        ("Banjir datang kemarin.", &[("kemarin", "XXXX-XX-XX")]),
        ("Banjir datang tahun lalu.", &[("tahun lalu", "XXXX")]),
        ("Banjir datang dua tahun lalu.", &[("dua tahun lalu", "XXXX")]),
        ("Kota itu ramai abad lalu.", &[("abad lalu", "XX")]),
        ("Banjir datang musim panas lalu.", &[("musim panas lalu", "XXXX-SU")]),
        ("Banjir datang kuartal lalu.", &[("kuartal lalu", "XXXX-QX")]),
        ("Banjir datang tanggal 5.", &[("tanggal 5", "XXXX-XX-05")]),
    ];
    for (text, expected) in lines {
        let found = read(text, None);
        let found: Vec<(&str, &str)> =
            found.iter().map(|(span, value)| (span.as_str(), value.as_str())).collect();
        assert_eq!(found, *expected, "{text}");
    }
}
