//! Whether a store lies on another machine: there locks may not hold, and what is committed may be lost.

use std::path::Path;

/// What Linux calls the file systems of networks, by their numbers (`statfs(2)`).
#[cfg(target_os = "linux")]
const REMOTE: [(u64, &str); 9] = [
    (0x6969, "NFS"),
    (0xff53_4d42, "CIFS"),
    (0xfe53_4d42, "SMB"),
    (0x517b, "SMB"),
    (0x0102_1997, "9P"),
    (0x5346_414f, "AFS"),
    (0x7375_7245, "Coda"),
    (0x00c3_6400, "Ceph"),
    (0x0bd0_0bd0, "Lustre"),
];

/// The name of the network's file system on which a file lies or would lie. `None` where it is none, or where the system
/// does not tell; those that programs make (FUSE) may be of either kind.
#[must_use]
pub fn remote_file_system(path: &Path) -> Option<&'static str> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    of_folder(folder)
}

#[cfg(target_os = "linux")]
fn of_folder(folder: &Path) -> Option<&'static str> {
    let kind = rustix::fs::statfs(folder).ok()?.f_type;
    // The type of the field has a sign on some machines and 32 bits on others.
    #[allow(clippy::cast_sign_loss, clippy::unnecessary_cast)]
    named(kind as u64 & u64::from(u32::MAX))
}

#[cfg(target_os = "linux")]
fn named(kind: u64) -> Option<&'static str> {
    REMOTE.iter().find(|(known, _)| *known == kind).map(|(_, name)| *name)
}

#[cfg(not(target_os = "linux"))]
fn of_folder(_: &Path) -> Option<&'static str> {
    None
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn networks_are_told_from_disks() {
        const EXT4: u64 = 0xef53;
        assert_eq!(named(0x6969), Some("NFS"));
        assert_eq!(named(0xff53_4d42), Some("CIFS"));
        assert_eq!(named(EXT4), None);
        assert_eq!(of_folder(Path::new("/proc")), None);
        assert_eq!(of_folder(Path::new("/tidak-ada")), None);
    }
}
