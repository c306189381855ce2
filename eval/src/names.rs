//! When two names, two parties or two units are the same.
//!
//! Names are compared as sets of lower-case words without accents and punctuation. A shorter form of a name will do
//! ("Wardana" for "Ratna Wardana") unless it is just as much a part of another name of the article ("Korea").

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

use crate::record::Party;
use crate::spans::align;

/// The words of one name.
pub type Words = BTreeSet<String>;

/// Lower-case words of a name, without accents and punctuation, in their order.
pub fn words(name: &str) -> Vec<String> {
    let plain: String = name.nfkd().filter(|c| canonical_combining_class(*c) == 0).collect();
    plain.to_lowercase().split(|c| !is_word(c)).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// Letters, numbers and the underscore. Marks and the enclosed letters count as alphabetic in Unicode but are none here.
fn is_word(c: char) -> bool {
    let enclosed = ('\u{1F130}'..='\u{1F189}').contains(&c);
    c == '_' || c.is_numeric() || (c.is_alphabetic() && !is_combining_mark(c) && !enclosed)
}

/// The words of a name as a set.
pub fn word_set(name: &str) -> Words {
    words(name).into_iter().collect()
}

/// Whether `found` names what `gold` names; `others` are the words of all names of the article.
pub fn same_name(gold: &str, found: &str, others: &[Words]) -> bool {
    let (gold, found) = (word_set(gold), word_set(found));
    if gold.is_empty() || found.is_empty() {
        return gold.is_empty() && found.is_empty();
    }
    if found.is_subset(&gold) {
        return found == gold || !others.iter().any(|other| *other != gold && found.is_subset(other));
    }
    gold.is_subset(&found) && found.len() <= gold.len() + 4
}

/// Two small sets agree: F1 of at least .7 (two of three, but not one of two); nothing agrees with nothing.
pub fn enough(matched: usize, gold: usize, found: usize) -> bool {
    (gold == 0 && found == 0) || (2 * matched) as f64 / (gold + found).max(1) as f64 >= 0.7
}

/// Whether the speakers are the same; joint speakers are joined with `;`.
pub fn same_speaker(gold: Option<&str>, found: Option<&str>, others: &[Words]) -> bool {
    let (gold, found) = (joint(gold), joint(found));
    let same = |i: usize, j: usize| f64::from(u8::from(same_name(gold[i], found[j], others)));
    enough(align(gold.len(), found.len(), same, 1.0).pairs.len(), gold.len(), found.len())
}

fn joint(names: Option<&str>) -> Vec<&str> {
    names.unwrap_or("").split(';').filter(|name| !words(name).is_empty()).collect()
}

/// Whether the parties of an event agree. Gold has an ISO code for a state and whoever acts for it, else a name.
pub fn same_parties(gold: &[String], found: &[Party]) -> bool {
    let same = |i: usize, j: usize| f64::from(u8::from(same_party(&gold[i], &found[j])));
    enough(align(gold.len(), found.len(), same, 1.0).pairs.len(), gold.len(), found.len())
}

fn same_party(gold: &str, found: &Party) -> bool {
    if is_state(gold) { found.state() == Some(gold) } else { same_name(gold, found.name(), &[]) }
}

/// Channel by channel, in order.
pub fn same_chain(gold: &[String], found: &[Option<String>]) -> bool {
    let same = |(g, f): (&String, &Option<String>)| same_name(g, f.as_deref().unwrap_or(""), &[]);
    gold.len() == found.len() && gold.iter().zip(found).all(same)
}

/// Units that everyone names alike, and currencies, must agree; other units are free nouns and are not compared.
pub fn same_unit(gold: Option<&str>, found: Option<&str>) -> bool {
    let (gold, found) = (gold.unwrap_or(""), found.unwrap_or(""));
    let is_currency = gold.len() == 3 && gold.bytes().all(|b| b.is_ascii_uppercase());
    let gold_words = words(gold).join("_");
    gold_words == words(found).join("_") || !(is_currency || listed(UNITS, &gold_words))
}

/// Whether a code is an ISO 3166-1 alpha-3 code (or Kosovo's).
pub fn is_state(code: &str) -> bool {
    listed(ISO3, code)
}

fn listed(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|known| known == word)
}

const UNITS: &str = "
killed injured missing displaced arrested hostages refugees troops people percent years magnitude degrees meters
kilometers miles hectares square_kilometers kilograms tons liters barrels times
";

/// ISO 3166-1 alpha-3, and Kosovo.
const ISO3: &str = "
ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM BLR
BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP
CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB
GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN
KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD
MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN
PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM
SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR
UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE XKX
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_case_accents_and_punctuation() {
        assert_eq!(words("  Jean-Éric d'Oñate_2 "), ["jean", "eric", "d", "onate_2"]);
        assert_eq!(words("ﬁnal Ⅳ ①"), ["final", "iv", "1"]);
        assert!(words("…“”").is_empty());
    }

    #[test]
    fn a_short_form_will_do_unless_another_name_has_it_too() {
        let others = [word_set("Negara Utara"), word_set("Negara Selatan")];
        assert!(same_name("Ratna Wardana", "Wardana", &others));
        assert!(!same_name("Negara Utara", "Negara", &others));
        assert!(same_name("Ratna Wardana", "Menteri Urusan Laut Ratna Wardana", &others));
        assert!(!same_name("Ratna", "satu dua tiga empat lima Ratna", &others));
    }

    #[test]
    fn no_name_fits_only_no_name() {
        assert!(same_speaker(None, None, &[]));
        assert!(!same_speaker(Some("Ratna"), None, &[]));
        assert!(!same_speaker(None, Some("Ratna"), &[]));
        assert!(same_speaker(None, Some(" ; "), &[]));
    }

    #[test]
    fn joint_speakers_agree_by_most_of_them() {
        assert!(same_speaker(Some("A; B; C"), Some("C;A"), &[]));
        assert!(!same_speaker(Some("A; B"), Some("A"), &[]));
    }

    #[test]
    fn free_units_are_not_compared_and_named_ones_are() {
        assert!(same_unit(Some("protesters"), Some("chairs")));
        assert!(!same_unit(Some("killed"), Some("people")));
        assert!(same_unit(Some("square kilometers"), Some("square_kilometers")));
        assert!(!same_unit(Some("USD"), None));
    }
}
