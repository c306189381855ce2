//! A tree over classes: again and again the two are joined whose union costs the least likelihood.

use super::Path;

/// The path to each of the classes; `both` tells how often class follows class, row by row.
pub(super) fn paths(both: &[u32], classes: usize) -> Vec<Path> {
    let mut joining = Joining::new(both, classes);
    let mut children = Vec::new();
    // Nodes: the classes, then one for each union.
    let mut node: Vec<usize> = (0..classes).collect();
    while let Some((a, b)) = joining.cheapest() {
        children.push((node[a], node[b]));
        node[a] = classes + children.len() - 1;
        joining.join(a, b);
    }
    let mut paths = vec![Path::default(); classes + children.len()];
    for (place, &(left, right)) in children.iter().enumerate().rev() {
        let above = paths[classes + place];
        paths[left] = above.then(false);
        paths[right] = above.then(true);
    }
    paths.truncate(classes);
    paths
}

/// n ln n.
fn h(n: f64) -> f64 {
    if n > 0.0 { n * n.ln() } else { 0.0 }
}

struct Joining {
    classes: usize,
    alive: Vec<bool>,
    both: Vec<f64>,
    first: Vec<f64>,
    second: Vec<f64>,
    /// What it costs to join two, for a < b.
    cost: Vec<f64>,
}

impl Joining {
    fn new(both: &[u32], classes: usize) -> Self {
        let k = classes;
        let both: Vec<f64> = both.iter().map(|&n| f64::from(n)).collect();
        let first = (0..k).map(|a| both[a * k..(a + 1) * k].iter().sum()).collect();
        let second = (0..k).map(|b| (0..k).map(|a| both[a * k + b]).sum()).collect();
        let mut joining = Self { classes, alive: vec![true; k], both, first, second, cost: vec![0.0; k * k] };
        for a in 0..k {
            for b in a + 1..k {
                let seen_by_others: f64 =
                    (0..k).filter(|&d| d != a && d != b).map(|d| joining.seen_by(a, b, d)).sum();
                joining.cost[a * k + b] = seen_by_others + joining.between(a, b);
            }
        }
        joining
    }

    fn cheapest(&self) -> Option<(usize, usize)> {
        let k = self.classes;
        let mut best: Option<(f64, usize, usize)> = None;
        for a in (0..k).filter(|&a| self.alive[a]) {
            for b in (a + 1..k).filter(|&b| self.alive[b]) {
                let cost = self.cost[a * k + b];
                if best.is_none_or(|(least, ..)| cost < least) {
                    best = Some((cost, a, b));
                }
            }
        }
        best.map(|(_, a, b)| (a, b))
    }

    /// Joins b into a, and mends the costs of all others by what has changed in them.
    fn join(&mut self, a: usize, b: usize) {
        let k = self.classes;
        self.alive[b] = false;
        let rest: Vec<usize> = (0..k).filter(|&c| self.alive[c] && c != a).collect();
        self.mend(&rest, |joining, x, y| -joining.seen_by(x, y, a) - joining.seen_by(x, y, b));
        for d in 0..k {
            self.both[a * k + d] += self.both[b * k + d];
        }
        for d in 0..k {
            self.both[d * k + a] += self.both[d * k + b];
        }
        self.first[a] += self.first[b];
        self.second[a] += self.second[b];
        self.mend(&rest, |joining, x, y| joining.seen_by(x, y, a));
        for &c in &rest {
            let (x, y) = (a.min(c), a.max(c));
            let others = rest.iter().filter(|&&d| d != c).map(|&d| self.seen_by(x, y, d)).sum::<f64>();
            self.cost[x * k + y] = others + self.between(x, y);
        }
    }

    fn mend(&mut self, rest: &[usize], change: impl Fn(&Self, usize, usize) -> f64) {
        for (place, &x) in rest.iter().enumerate() {
            for &y in &rest[place + 1..] {
                self.cost[x * self.classes + y] += change(self, x, y);
            }
        }
    }

    /// The part of the cost that the counts with a third class make: the less alike the two are to it, the more (at
    /// most 0: what they share comes for free).
    fn seen_by(&self, x: usize, y: usize, d: usize) -> f64 {
        let n = |a: usize, b: usize| self.both[a * self.classes + b];
        let part = |p: f64, q: f64| if p == 0.0 || q == 0.0 { 0.0 } else { h(p) + h(q) - h(p + q) };
        part(n(x, d), n(y, d)) + part(n(d, x), n(d, y))
    }

    /// The part that their counts among themselves and their own frequencies make.
    fn between(&self, x: usize, y: usize) -> f64 {
        let n = |a: usize, b: usize| self.both[a * self.classes + b];
        let own = [n(x, x), n(x, y), n(y, x), n(y, y)];
        let grown = |table: &[f64]| h(table[x] + table[y]) - h(table[x]) - h(table[y]);
        own.iter().map(|&n| h(n)).sum::<f64>() - h(own.iter().sum())
            + grown(&self.first)
            + grown(&self.second)
    }
}
