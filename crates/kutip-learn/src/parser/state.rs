//! A sentence half parsed: what lies on the stack, what is still to come, and the arcs so far.
//!
//! Words have their numbers in the sentence, from 1. The root is 0 and lies at the bottom of the stack. It gets its
//! only child last, when all words but one have found their heads.

use super::RelationId;

/// Stands for a child that is not there; the state's arrays have a place for it behind the last word.
pub(crate) const NOBODY: u32 = u32::MAX;

/// What may be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// The next word goes onto the stack.
    Shift,
    /// The top of the stack is a child of the next word.
    Left,
    /// The top of the stack is a child of what lies below it.
    Right,
}

impl Kind {
    /// All of them, in the order of their weights.
    pub(crate) const ALL: [Self; 3] = [Self::Shift, Self::Left, Self::Right];
}

/// A word's children so far, on one of its sides.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Side {
    /// The outermost child.
    pub(crate) last: u32,
    /// The one that was the outermost before.
    pub(crate) other: u32,
    /// How many there are.
    pub(crate) count: u32,
    /// A bit for each relation that a child has.
    pub(crate) relations: u64,
}

impl Side {
    const NONE: Self = Self { last: NOBODY, other: NOBODY, count: 0, relations: 0 };

    fn add(&mut self, child: u32, relation: RelationId) {
        *self = Self {
            last: child,
            other: self.last,
            count: self.count + 1,
            relations: self.relations | 1 << (relation.0 & 63),
        };
    }
}

/// A word's place in the tree so far.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node {
    pub(crate) head: u32,
    pub(crate) relation: RelationId,
    pub(crate) left: Side,
    pub(crate) right: Side,
}

impl Node {
    const NEW: Self = Self { head: 0, relation: RelationId(0), left: Side::NONE, right: Side::NONE };
}

/// The state of the parser in a sentence.
#[derive(Debug, Clone, Default)]
pub(crate) struct State {
    stack: Vec<u32>,
    next: u32,
    size: u32,
    nodes: Vec<Node>,
}

impl State {
    /// Before the first word of a sentence of so many.
    pub(crate) fn start(&mut self, words: usize) {
        self.stack.clear();
        self.stack.push(0);
        self.next = 1;
        self.size = words as u32;
        self.nodes.clear();
        self.nodes.resize(words + 2, Node::NEW);
    }

    /// Whether every word but one has its head: that one is the root's child.
    pub(crate) fn is_done(&self) -> bool {
        self.next > self.size && self.stack.len() <= 2
    }

    pub(crate) fn allows(&self, kind: Kind) -> bool {
        match kind {
            Kind::Shift => self.next <= self.size,
            Kind::Left => self.next <= self.size && self.stack.len() > 1,
            Kind::Right => self.stack.len() > 2,
        }
    }

    /// Does what the state allows; what it does not allow changes nothing.
    pub(crate) fn apply(&mut self, kind: Kind, relation: RelationId) {
        if !self.allows(kind) {
            return;
        }
        let (child, head) = self.arc(kind);
        match kind {
            Kind::Shift => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Kind::Left | Kind::Right => {
                self.stack.pop();
                self.link(head, child, relation);
            }
        }
    }

    /// The child and the head of the arc that this would make; nobody's if it makes none.
    #[inline]
    pub(crate) fn arc(&self, kind: Kind) -> (u32, u32) {
        match kind {
            Kind::Shift => (NOBODY, NOBODY),
            Kind::Left => (self.on_stack(0), self.next),
            Kind::Right => (self.on_stack(0), self.on_stack(1)),
        }
    }

    fn link(&mut self, head: u32, child: u32, relation: RelationId) {
        if let Some(node) = self.nodes.get_mut(child as usize) {
            (node.head, node.relation) = (head, relation);
        }
        if let Some(node) = self.nodes.get_mut(head as usize) {
            let side = if child < head { &mut node.left } else { &mut node.right };
            side.add(child, relation);
        }
    }

    /// What lies so deep on the stack, the top being 0.
    #[inline]
    pub(crate) fn on_stack(&self, depth: usize) -> u32 {
        let at = self.stack.len().checked_sub(depth + 1);
        at.and_then(|at| self.stack.get(at)).copied().unwrap_or(NOBODY)
    }

    /// The word that comes so many places after the next one.
    #[inline]
    pub(crate) fn coming(&self, after: u32) -> u32 {
        let word = self.next + after;
        if word <= self.size { word } else { NOBODY }
    }

    /// The place of a word; of nobody one without anything.
    #[inline]
    pub(crate) fn node(&self, word: u32) -> &Node {
        const NONE: &Node = &Node::NEW;
        self.nodes.get(word as usize).unwrap_or(NONE)
    }

    /// The head and relation of every word.
    pub(crate) fn arcs(&self) -> impl Iterator<Item = (u32, RelationId)> + '_ {
        self.nodes.iter().skip(1).take(self.size as usize).map(|node| (node.head, node.relation))
    }

    #[cfg(all(test, feature = "train"))]
    pub(crate) fn capacity(&self) -> usize {
        self.stack.capacity() + self.nodes.capacity()
    }

    /// What lies on the stack, from the bottom.
    #[cfg(feature = "train")]
    pub(crate) fn stack(&self) -> &[u32] {
        &self.stack
    }
}
