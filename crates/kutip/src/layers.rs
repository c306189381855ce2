//! The layers of a record, and which of them are asked for.

use std::str::FromStr;

/// The lists of a record, in its order.
pub const LAYERS: [&str; 10] = [
    "actors",
    "places",
    "times",
    "figures",
    "statements",
    "quoted_terms",
    "events",
    "commitments",
    "pacts",
    "doubts",
];

/// Which layers a record holds; the others are empty lists in it.
///
/// Ids that point into a layer that was left out stay as they are: they are those of the whole record.
///
/// ```
/// let layers: kutip::Layers = "statements,figures".parse().unwrap();
/// assert!(layers.has("figures") && !layers.has("times"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layers(u16);

impl Layers {
    /// Whether a layer is among them.
    #[must_use]
    pub fn has(self, layer: &str) -> bool {
        LAYERS.iter().position(|name| *name == layer).is_some_and(|at| self.0 & (1 << at) != 0)
    }

    /// The items of a layer that is among them, else none.
    pub(crate) fn only<T>(self, layer: &str, items: impl FnOnce() -> Vec<T>) -> Vec<T> {
        if self.has(layer) { items() } else { Vec::new() }
    }
}

impl Default for Layers {
    /// All of them.
    fn default() -> Self {
        Self((1 << LAYERS.len()) - 1)
    }
}

impl FromStr for Layers {
    type Err = String;

    /// Names with commas between them.
    fn from_str(names: &str) -> Result<Self, String> {
        let mut layers = 0;
        for name in names.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            match LAYERS.iter().position(|layer| *layer == name) {
                Some(at) => layers |= 1 << at,
                None => return Err(format!("no layer '{name}'; there are {}", LAYERS.join(", "))),
            }
        }
        if layers == 0 { Err(format!("no layer; there are {}", LAYERS.join(", "))) } else { Ok(Self(layers)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read() {
        let layers: Layers = "doubts, actors,".parse().unwrap();
        let names: Vec<&str> = LAYERS.into_iter().filter(|layer| layers.has(layer)).collect();
        assert_eq!(names, ["actors", "doubts"]);
        assert!(LAYERS.iter().all(|layer| Layers::default().has(layer)));
        assert!("figures,angka".parse::<Layers>().unwrap_err().contains("'angka'"));
        assert!("".parse::<Layers>().is_err());
    }
}
