//! The languages of messages.

/// The languages of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tongue {
    /// English.
    #[default]
    English,
    /// Indonesian.
    Indonesian,
}

impl Tongue {
    /// What systems and parsers say in English, in this language: the words that are known, the rest as it is.
    ///
    /// ```
    /// use kutip_text::Tongue;
    /// let why = "Permission denied (os error 13)";
    /// assert_eq!(Tongue::English.reason(why), why);
    /// assert_eq!(Tongue::Indonesian.reason(why), "izin ditolak (galat sistem 13)");
    /// ```
    #[must_use]
    pub fn reason(self, english: &str) -> String {
        let mut out = english.to_owned();
        if self == Self::Indonesian {
            for (from, to) in REASONS.iter().filter(|(from, _)| english.contains(from)) {
                out = out.replace(from, to);
            }
        }
        out
    }
}

/// Longer ones before those that they hold.
const REASONS: &[(&str, &str)] = &[
    ("No such file or directory", "berkas atau folder tidak ada"),
    ("Permission denied", "izin ditolak"),
    ("Is a directory", "ini folder"),
    ("Not a directory", "bukan folder"),
    ("No space left on device", "tidak ada ruang tersisa"),
    ("Disk quota exceeded", "kuota penyimpanan habis"),
    ("Read-only file system", "sistem berkas hanya dapat dibaca"),
    ("Too many open files", "terlalu banyak berkas terbuka"),
    ("Too many levels of symbolic links", "terlalu banyak tautan berantai"),
    ("File name too long", "nama berkas terlalu panjang"),
    ("File exists", "berkas sudah ada"),
    ("Input/output error", "galat masukan atau keluaran"),
    ("Invalid argument", "argumen tidak sah"),
    ("stream did not contain valid UTF-8", "isinya bukan UTF-8"),
    ("os error", "galat sistem"),
    // JSON
    ("EOF while parsing a string", "berakhir di tengah string"),
    ("EOF while parsing an object", "berakhir di tengah objek"),
    ("EOF while parsing a list", "berakhir di tengah daftar"),
    ("EOF while parsing a value", "berakhir sebelum ada nilai"),
    ("control character (\\u0000-\\u001F) found while parsing a string", "karakter kendali di dalam string"),
    ("trailing characters", "ada karakter berlebih di belakang"),
    ("trailing comma", "ada koma berlebih"),
    ("key must be a string", "kunci harus string"),
    ("invalid escape", "kode lolos tidak sah"),
    ("invalid number", "angka tidak sah"),
    ("number out of range", "angka terlalu besar"),
    ("recursion limit exceeded", "terlalu banyak lapisan"),
    ("invalid unicode code point", "kode karakter tidak sah"),
    ("expected value", "harus ada nilai"),
    ("expected ident", "harus ada kata"),
    ("expected `", "harus ada `"),
    ("` or `", "` atau `"),
    (" at line ", " pada baris "),
    (" column ", " kolom "),
    // Patterns
    ("Pattern syntax error near position", "kesalahan pola dekat posisi"),
    (
        "recursive wildcards must form a single path component",
        "** harus berdiri sendiri di antara dua garis miring",
    ),
    ("wildcards are either regular `*` or recursive `**`", "hanya ada * dan **"),
    ("invalid range pattern", "kurung siku tidak ditutup"),
    // Sentences of a lexicon
    ("no: found where there is nothing", "no: terbaca padahal tidak ada apa-apa"),
    ("not found", "tidak terbaca"),
    ("too many", "terlalu banyak"),
    ("other extent", "rentang lain"),
    ("another value", "nilai lain"),
    ("unexpected ", "tidak mungkin ada "),
    ("closes nothing", "tidak menutup apa-apa"),
    ("is none of S A C Q P X and no lower-case word", "bukan S A C Q P X dan bukan kata dengan huruf kecil"),
    (
        "a group holds one literal, one element, or a literal before an element",
        "sepasang kurung memuat satu kata, satu unsur, atau kata di depan unsur",
    ),
    ("expected exactly one V and closed brackets", "harus ada tepat satu V dan kurung yang tertutup"),
];
