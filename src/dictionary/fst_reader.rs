//! A checked reader of the `fst` crate's format, version 3.
//!
//! The crate writes the automaton (see `writer.rs`) and is the reference in the tests below; reading is done here, for
//! three reasons. Its reader panics or loops on bytes that are not what it wrote (a changed root address is accepted
//! and then indexed), and what we read comes from outside. Its Levenshtein automaton is wrong outside Latin. And
//! walking nodes directly, without a stream object in between, halves the code that the browser loads.
//!
//! # Layout
//!
//! ```text
//! version   u64   3
//! type      u64   0, ours to choose
//! nodes     …     children before parents, each written back to front: its state byte is its *last* byte
//! len       u64   number of keys
//! root      u64   address of the root's state byte
//! checksum  u32   CRC-32C, masked; not used here, the container has its own
//! ```
//!
//! The state byte of a node at address `a`, then what stands before it, nearest first:
//!
//! | bits | meaning | before it |
//! |---|---|---|
//! | `11cccccc` | one transition, no output, to the node written just before | input byte when `c` = 0 |
//! | `10cccccc` | one transition | input byte when `c` = 0; sizes; target; output |
//! | `0Fnnnnnn` | `n` transitions, final if `F` | `n` again when 0 (1 stands for 256); sizes; index of 256 bytes when `n` > 32; inputs; targets; outputs; final output |
//!
//! `c` − 1 indexes a table of common bytes. *sizes* has the width of targets in its high and of outputs in its low four bits, in bytes.
//! A target is the distance from the node's first byte back to the target, 0 standing for the empty final node (address 0).
//! Because children are written first, a valid target is always lower than its node: the reader insists on that, so no
//! walk can go in a circle.

use crate::bytes::{Cursor, DecodeError};

/// The bytes that state bytes abbreviate, most common first (a constant of the format).
const COMMON: [u8; 63] = *b"te/oasripcnw.hlm-du012g=:bf3y5&_4v9678k%?xCDASFIBEjPTzRNM+LOqHG";

/// Nodes with more transitions than this have an index of 256 bytes, one per input byte.
const INDEX_THRESHOLD: usize = 32;

const VERSION: u64 = 3;
const HEADER_LEN: usize = 16;
const FOOTER_LEN: usize = 20;

/// An fst over bytes that are checked as they are walked: a node that does not fit reads as one without transitions.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fst<'a> {
    /// Everything before the footer, so that no node can reach into it.
    nodes: &'a [u8],
    root: u32,
}

/// One state: where its pieces lie.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Node {
    /// Whether a key ends here.
    pub(crate) is_final: bool,
    /// To be added to the outputs on the way when a key ends here.
    pub(crate) final_output: u32,
    /// Number of transitions.
    pub(crate) len: usize,
    single: Option<Step>,
    /// Offsets one past the last byte of each column; column entries are stored from the end.
    inputs_end: usize,
    targets_end: usize,
    outputs_end: usize,
    target_width: usize,
    output_width: usize,
    start: usize,
    indexed: bool,
}

/// One transition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Step {
    /// The byte read.
    pub(crate) input: u8,
    /// To be added to the key's value.
    pub(crate) output: u32,
    /// The next node's address.
    pub(crate) target: u32,
}

impl<'a> Fst<'a> {
    /// Checks header and footer; nodes are checked as they are visited. Constant time.
    pub(crate) fn new(bytes: &'a [u8]) -> Result<Self, DecodeError> {
        let mut header = Cursor::new(bytes, 0);
        let version = header.u64("dictionary version");
        header.check(version == VERSION, "dictionary version");
        let footer_at = bytes.len().saturating_sub(FOOTER_LEN);
        header.check(footer_at >= HEADER_LEN, "dictionary footer");
        header.finish()?;
        let mut footer = Cursor::new(bytes, footer_at);
        footer.u64("dictionary length");
        let root = footer.u64("dictionary root");
        footer.check(root < footer_at as u64, "dictionary root");
        footer.ok(Fst { nodes: bytes.get(..footer_at).unwrap_or_default(), root: root as u32 })
    }

    /// Address of the root.
    pub(crate) fn root(&self) -> u32 {
        self.root
    }

    /// The node at `address`; a node without transitions where the bytes make no sense.
    #[inline]
    pub(crate) fn node(&self, address: u32) -> Node {
        if address == 0 {
            return Node { is_final: true, ..Node::default() };
        }
        self.decode(address as usize).unwrap_or_default()
    }

    fn decode(&self, at: usize) -> Option<Node> {
        let state = *self.nodes.get(at)?;
        let low = state & 0b11_1111;
        if state >= 0b1000_0000 {
            let (input, before) = match COMMON.get(usize::from(low).wrapping_sub(1)) {
                Some(&input) => (input, at),
                None => (*self.nodes.get(at.checked_sub(1)?)?, at - 1),
            };
            if state >= 0b1100_0000 {
                let target = u32::try_from(before.checked_sub(1)?).ok()?;
                let step = Step { input, output: 0, target };
                return Some(Node { len: 1, single: Some(step), ..Node::default() });
            }
            let sizes = before.checked_sub(1)?;
            let (target_width, output_width) = self.widths(sizes)?;
            let target_at = sizes.checked_sub(target_width)?;
            let start = target_at.checked_sub(output_width)?;
            let target = self.target(target_at, target_width, start)?;
            let output = self.uint(start, output_width)?;
            return Some(Node { len: 1, single: Some(Step { input, output, target }), ..Node::default() });
        }
        let is_final = state & 0b0100_0000 != 0;
        let (len, before) = match low {
            0 => match *self.nodes.get(at.checked_sub(1)?)? {
                1 => (256, at - 1),
                n => (usize::from(n), at - 1),
            },
            n => (usize::from(n), at),
        };
        let sizes = before.checked_sub(1)?;
        let (target_width, output_width) = self.widths(sizes)?;
        let indexed = len > INDEX_THRESHOLD;
        let inputs_end = sizes.checked_sub(if indexed { 256 } else { 0 })?;
        let targets_end = inputs_end.checked_sub(len)?;
        let outputs_end = targets_end.checked_sub(len * target_width)?;
        let final_end = outputs_end.checked_sub(len * output_width)?;
        let start = if is_final { final_end.checked_sub(output_width)? } else { final_end };
        let final_output = if is_final { self.uint(start, output_width)? } else { 0 };
        Some(Node {
            is_final,
            final_output,
            len,
            single: None,
            inputs_end,
            targets_end,
            outputs_end,
            target_width,
            output_width,
            start,
            indexed,
        })
    }

    /// The node's `i`th transition, in the order of input bytes.
    #[inline]
    pub(crate) fn step(&self, node: &Node, i: usize) -> Option<Step> {
        if node.single.is_some() {
            return node.single.filter(|_| i == 0);
        }
        if i >= node.len {
            return None;
        }
        let input = *self.nodes.get(node.inputs_end.checked_sub(i + 1)?)?;
        self.step_to(node, i, input)
    }

    fn step_to(&self, node: &Node, i: usize, input: u8) -> Option<Step> {
        let target_at = node.targets_end.checked_sub((i + 1) * node.target_width)?;
        let output_at = node.outputs_end.checked_sub((i + 1) * node.output_width)?;
        Some(Step {
            input,
            output: self.uint(output_at, node.output_width)?,
            target: self.target(target_at, node.target_width, node.start)?,
        })
    }

    /// The node's transition for `input`.
    #[inline]
    pub(crate) fn find(&self, node: &Node, input: u8) -> Option<Step> {
        if let Some(step) = node.single {
            return (step.input == input).then_some(step);
        }
        let i = if node.indexed {
            let index = *self.nodes.get(node.inputs_end + usize::from(input))?;
            usize::from(index)
        } else {
            let inputs = self.nodes.get(node.targets_end..node.inputs_end)?;
            node.len.checked_sub(inputs.iter().position(|&b| b == input)? + 1)?
        };
        if i >= node.len {
            return None;
        }
        self.step_to(node, i, input)
    }

    /// Follows `bytes` from `address`; the address reached and the sum of outputs.
    pub(crate) fn follow(&self, address: u32, bytes: &[u8]) -> Option<(u32, u32)> {
        let mut at = address;
        let mut output = 0u32;
        for &byte in bytes {
            let step = self.find(&self.node(at), byte)?;
            output = output.wrapping_add(step.output);
            at = step.target;
        }
        Some((at, output))
    }

    /// The value of `key`.
    pub(crate) fn get(&self, key: &[u8]) -> Option<u32> {
        let (address, output) = self.follow(self.root, key)?;
        let node = self.node(address);
        node.is_final.then(|| output.wrapping_add(node.final_output))
    }

    fn widths(&self, at: usize) -> Option<(usize, usize)> {
        let sizes = *self.nodes.get(at)?;
        let widths = (usize::from(sizes >> 4), usize::from(sizes & 0xf));
        (widths.0 <= 8 && widths.1 <= 8).then_some(widths)
    }

    #[inline]
    fn uint(&self, at: usize, width: usize) -> Option<u32> {
        let bytes = self.nodes.get(at..at + width)?;
        let mut value = 0u32;
        for &byte in bytes.iter().rev() {
            value = (value << 8) | u32::from(byte);
        }
        Some(value)
    }

    #[inline]
    fn target(&self, at: usize, width: usize, start: usize) -> Option<u32> {
        match self.uint(at, width)? {
            0 => Some(0),
            distance => u32::try_from(start).ok()?.checked_sub(distance),
        }
    }
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn written(map: &BTreeMap<Vec<u8>, u32>) -> Vec<u8> {
        let mut builder = fst::MapBuilder::memory();
        for (key, &value) in map {
            builder.insert(key, u64::from(value)).unwrap();
        }
        builder.into_inner().unwrap()
    }

    fn keys(fst: &Fst<'_>) -> BTreeMap<Vec<u8>, u32> {
        let mut found = BTreeMap::new();
        let mut open = vec![(fst.root(), Vec::new(), 0u32)];
        while let Some((address, key, output)) = open.pop() {
            let node = fst.node(address);
            if node.is_final {
                found.insert(key.clone(), output + node.final_output);
            }
            for i in 0..node.len {
                let step = fst.step(&node, i).unwrap();
                let mut next = key.clone();
                next.push(step.input);
                open.push((step.target, next, output + step.output));
            }
        }
        found
    }

    #[test]
    fn nodes_of_every_width_are_read() {
        // 0, 1, 32, 33, 255 and 256 transitions from the root; the empty key; long outputs.
        for width in [0usize, 1, 2, 32, 33, 62, 63, 64, 255, 256] {
            for empty_key in [false, true] {
                let mut map: BTreeMap<Vec<u8>, u32> =
                    (0..width).map(|b| (vec![b as u8, 7], 70_000 * b as u32 % 65_537)).collect();
                if empty_key {
                    map.insert(Vec::new(), 99_999);
                }
                let bytes = written(&map);
                let fst = Fst::new(&bytes).unwrap();
                assert_eq!(keys(&fst), map, "{width} transitions");
            }
        }
    }

    #[test]
    fn a_changed_root_address_is_refused_or_read_as_nothing() {
        // The case that `fst` 0.4.7 accepts and then panics on.
        let map: BTreeMap<Vec<u8>, u32> =
            ["دوما", "Douma", "Дума"].iter().map(|w| (w.as_bytes().to_vec(), 3)).collect();
        let mut bytes = written(&map);
        let root_at = bytes.len() - 12;
        bytes[root_at..root_at + 8].copy_from_slice(&9999u64.to_le_bytes());
        assert!(Fst::new(&bytes).is_err());
    }

    proptest! {
        #[test]
        fn agrees_with_the_fst_crate(map in prop::collection::btree_map(prop::collection::vec(any::<u8>(), 0..6), any::<u32>(), 0..60), probe: Vec<u8>) {
            let bytes = written(&map);
            let ours = Fst::new(&bytes).unwrap();
            let theirs = fst::Map::new(&bytes[..]).unwrap();
            prop_assert_eq!(keys(&ours), map.clone());
            for key in map.keys() {
                prop_assert_eq!(ours.get(key), theirs.get(key).map(|v| v as u32));
            }
            prop_assert_eq!(ours.get(&probe), theirs.get(&probe).map(|v| v as u32));
        }

        #[test]
        fn damage_never_panics_or_loops(map in prop::collection::btree_map("[a-cдлم]{0,5}", 0..300u32, 1..30), at: prop::sample::Index, byte: u8) {
            let map = map.into_iter().map(|(k, v)| (k.into_bytes(), v)).collect();
            let mut bytes = written(&map);
            let at = at.index(bytes.len());
            bytes[at] = byte;
            if let Ok(fst) = Fst::new(&bytes) {
                // Targets only fall, so the longest path is bounded by the number of bytes.
                let mut open = vec![(fst.root(), 0usize)];
                let mut visited = 0;
                while let Some((address, depth)) = open.pop() {
                    prop_assert!(depth <= bytes.len());
                    visited += 1;
                    if visited > 10_000 { break; }
                    let node = fst.node(address);
                    for i in 0..node.len.min(256) {
                        if let Some(step) = fst.step(&node, i) {
                            prop_assert!(step.target < address);
                            open.push((step.target, depth + 1));
                        }
                    }
                }
            }
        }
    }
}
