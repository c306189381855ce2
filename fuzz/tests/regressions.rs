//! What failed once holds now, and a short run of each target holds with the checks of a build without optimization.

#![allow(clippy::unwrap_used)]

use kutip_fuzz::drive::{self, Plan};
use kutip_fuzz::{TARGETS, regressions};

#[test]
fn what_failed_once_holds() {
    let mut count = 0;
    for target in &TARGETS {
        for path in regressions(target) {
            let input = std::fs::read(&path).unwrap();
            let name = path.display();
            assert_eq!((target.check)(&input).err(), None, "{} {name}: {input:?}", target.name);
            count += 1;
        }
    }
    assert!(count > 0, "the inputs are gone");
}

#[test]
fn a_short_run_of_each_target_holds() {
    for target in TARGETS.iter().filter(|target| target.name != "growth") {
        let outcome = drive::run(target, Plan { seed: 7, runs: 100, time: None }, None);
        assert_eq!(outcome.runs, 100);
        assert_eq!(outcome.failures, [], "{}", target.name);
    }
}

#[test]
fn a_seed_names_its_inputs() {
    let target = kutip_fuzz::target("notation").unwrap();
    let run = || drive::run(target, Plan { seed: 11, runs: 300, time: None }, None).kept;
    assert_eq!(run(), run());
}
