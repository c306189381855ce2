//! Codes of countries and languages, as other formats want them. Facts of ISO 3166-1 and ISO 639.

/// Three letters, then the two that mean the same.
const COUNTRIES: &str = "\
ABWaw AFGaf AGOao AIAai ALAax ALBal ANDad AREae ARGar ARMam ASMas ATAaq ATFtf ATGag AUSau AUTat \
AZEaz BDIbi BELbe BENbj BESbq BFAbf BGDbd BGRbg BHRbh BHSbs BIHba BLMbl BLRby BLZbz BMUbm BOLbo \
BRAbr BRBbb BRNbn BTNbt BVTbv BWAbw CAFcf CANca CCKcc CHEch CHLcl CHNcn CIVci CMRcm CODcd COGcg \
COKck COLco COMkm CPVcv CRIcr CUBcu CUWcw CXRcx CYMky CYPcy CZEcz DEUde DJIdj DMAdm DNKdk DOMdo \
DZAdz ECUec EGYeg ERIer ESHeh ESPes ESTee ETHet FINfi FJIfj FLKfk FRAfr FROfo FSMfm GABga GBRgb \
GEOge GGYgg GHAgh GIBgi GINgn GLPgp GMBgm GNBgw GNQgq GRCgr GRDgd GRLgl GTMgt GUFgf GUMgu GUYgy \
HKGhk HMDhm HNDhn HRVhr HTIht HUNhu IDNid IMNim INDin IOTio IRLie IRNir IRQiq ISLis ISRil ITAit \
JAMjm JEYje JORjo JPNjp KAZkz KENke KGZkg KHMkh KIRki KNAkn KORkr KWTkw LAOla LBNlb LBRlr LBYly \
LCAlc LIEli LKAlk LSOls LTUlt LUXlu LVAlv MACmo MAFmf MARma MCOmc MDAmd MDGmg MDVmv MEXmx MHLmh \
MKDmk MLIml MLTmt MMRmm MNEme MNGmn MNPmp MOZmz MRTmr MSRms MTQmq MUSmu MWImw MYSmy MYTyt NAMna \
NCLnc NERne NFKnf NGAng NICni NIUnu NLDnl NORno NPLnp NRUnr NZLnz OMNom PAKpk PANpa PCNpn PERpe \
PHLph PLWpw PNGpg POLpl PRIpr PRKkp PRTpt PRYpy PSEps PYFpf QATqa REUre ROUro RUSru RWArw SAUsa \
SDNsd SENsn SGPsg SGSgs SHNsh SJMsj SLBsb SLEsl SLVsv SMRsm SOMso SPMpm SRBrs SSDss STPst SURsr \
SVKsk SVNsi SWEse SWZsz SXMsx SYCsc SYRsy TCAtc TCDtd TGOtg THAth TJKtj TKLtk TKMtm TLStl TONto \
TTOtt TUNtn TURtr TUVtv TWNtw TZAtz UGAug UKRua UMIum URYuy USAus UZBuz VATva VCTvc VENve VGBvg \
VIRvi VNMvn VUTvu WLFwf WSMws XKXxk YEMye ZAFza ZMBzm ZWEzw";

/// The two letters of a country, in small letters, by its three: `KOR` is `kr`.
pub(crate) fn two_letters(three: &str) -> Option<&'static str> {
    COUNTRIES.split(' ').find_map(|pair| pair.strip_prefix(three)).filter(|two| two.len() == 2)
}

/// The three letters of ISO 639-3 by the two of ISO 639-1, for the languages around here.
pub(crate) fn language(two: &str) -> Option<&'static str> {
    const LANGUAGES: &str =
        "idind eneng msmsa jvjav susun zhzho arara jajpn kokor ptpor nlnld frfra dedeu rurus";
    LANGUAGES.split(' ').find_map(|pair| pair.strip_prefix(two)).filter(|three| three.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::{language, two_letters};

    #[test]
    fn codes_are_those_of_the_standards() {
        let found = ["IDN", "KOR", "PRK", "XKX", "CHE", "ID", "", "XXX"].map(two_letters);
        assert_eq!(found, [Some("id"), Some("kr"), Some("kp"), Some("xk"), Some("ch"), None, None, None]);
        assert_eq!(["id", "en", "", "xx"].map(language), [Some("ind"), Some("eng"), None, None]);
    }
}
