//! Floor 2: folded surface forms in, conflation groups out.
//!
//! The dictionary is one fst map, or several over consecutive key ranges (*parts*) when the index is large. A value
//! below the number of groups is a group; values from there on number the lists of a side table, for forms that belong
//! to words of several languages (*pain* is bread in French). Groups are numbered in the order of their first form, so
//! values nearly follow the keys and the fst's outputs stay small on the wire.

mod affixes;
mod completions;
mod concepts;
mod edges;
mod fst_reader;
mod fuzzy;
mod lists;
#[cfg(feature = "build")]
#[allow(clippy::expect_used, reason = "runs at build time, over what we made ourselves")]
mod writer;

pub(crate) use affixes::Affixes;
pub(crate) use completions::with_completions;
#[cfg(feature = "build")]
pub(crate) use completions::{Completion, write_completions};
pub(crate) use concepts::{Concept, ConceptPlaces, Member, NOWHERE, SAMPLE, SOUND};
#[cfg(feature = "build")]
pub(crate) use concepts::{SOURCES, write_concepts};
pub(crate) use edges::Edge;
#[cfg(feature = "build")]
pub(crate) use edges::write_edges;
pub(crate) use fst_reader::Fst;
use fst_reader::Node;
pub(crate) use fuzzy::within_one_edit;
pub(crate) use lists::GroupLists;
#[cfg(feature = "build")]
pub(crate) use writer::{AffixCounts, write_dictionary, write_lists};

/// Nodes that one walk visits at most, far more than the [`with_prefix`] of any genuine search needs.
const MAX_STEPS: usize = 2_000_000;

/// A conflation group's number.
pub(crate) type GroupId = u32;

/// Calls `emit` with each key below `prefix` (the whole key, and its value) in key order, until it returns false.
///
/// Equal to filtering all keys by `starts_with`; visits only what lies below the prefix, and at most [`MAX_STEPS`] nodes
/// of it: a forged automaton can have more paths than there is time.
pub(crate) fn with_prefix(fst: &Fst<'_>, prefix: &[u8], emit: &mut dyn FnMut(&[u8], u32) -> bool) {
    let Some((address, output)) = fst.follow(fst.root(), prefix) else { return };
    let node = fst.node(address);
    if !node.is_final || emit(prefix, output.wrapping_add(node.final_output)) {
        walk(fst, vec![(node, 0, output)], prefix.to_vec(), emit);
    }
}

/// As [`with_prefix`], with `first`, which has to be a key, and the keys behind it.
pub(crate) fn from_key(fst: &Fst<'_>, first: &[u8], emit: &mut dyn FnMut(&[u8], u32) -> bool) {
    let (mut address, mut output) = (fst.root(), 0u32);
    let mut stack = Vec::new();
    for &byte in first {
        let node = fst.node(address);
        let mut next = 0;
        let step = loop {
            let Some(step) = fst.step(&node, next) else { return };
            next += 1;
            if step.input == byte {
                break step;
            }
        };
        stack.push((node, next, output));
        (address, output) = (step.target, output.wrapping_add(step.output));
    }
    let node = fst.node(address);
    if !node.is_final || emit(first, output.wrapping_add(node.final_output)) {
        stack.push((node, 0, output));
        walk(fst, stack, first.to_vec(), emit);
    }
}

/// Goes on from a place: node, next transition and output so far of each node on the way to `key`.
fn walk(fst: &Fst<'_>, mut stack: Vec<(Node, usize, u32)>, mut key: Vec<u8>, emit: &mut dyn FnMut(&[u8], u32) -> bool) {
    let mut num_steps = 0;
    while let Some((node, next, output)) = stack.last_mut() {
        let Some(step) = fst.step(node, *next) else {
            stack.pop();
            key.pop();
            continue;
        };
        *next += 1;
        num_steps += 1;
        if num_steps > MAX_STEPS {
            return;
        }
        let output = output.wrapping_add(step.output);
        let child = fst.node(step.target);
        key.push(step.input);
        if child.is_final && !emit(&key, output.wrapping_add(child.final_output)) {
            return;
        }
        stack.push((child, 0, output));
    }
}
