//! Weighted pairs of words to sets of words, each with one weight.
//!
//! A set of *n* words takes about *n* numbers where its pairs would take *n*². From the best weight down, each pair that no set has
//! yet begins one, which takes in every word that is paired with all its words of other languages, at that weight or a better one. The
//! sets have all pairs, and between languages no others.

use std::collections::{BTreeMap, HashMap, HashSet};

/// Sets of at least two numbers, in order, with their weight. Of each pair the lower number comes first; pairs are in order.
pub(super) fn cliques(pairs: &[((u32, u32), u8)], lang: impl Fn(u32) -> usize) -> Vec<(u8, Vec<u32>)> {
    let mut weights: HashMap<(u32, u32), u8> = HashMap::with_capacity(pairs.len());
    let mut neighbours: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for &((a, b), weight) in pairs {
        weights.insert((a, b), weight);
        neighbours.entry(a).or_default().push(b);
        neighbours.entry(b).or_default().push(a);
    }
    let mut by_weight: Vec<(u8, (u32, u32))> = pairs.iter().map(|&(pair, weight)| (weight, pair)).collect();
    by_weight.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut done: HashSet<(u32, u32)> = HashSet::new();
    let mut sets = Vec::new();
    for (weight, (a, b)) in by_weight {
        if done.contains(&(a, b)) {
            continue;
        }
        let mut set = vec![a, b];
        let common = neighbours[&a].iter().chain(&neighbours[&b]).copied();
        for other in common.collect::<std::collections::BTreeSet<u32>>() {
            let fits = |&member: &u32| {
                let pair = (member.min(other), member.max(other));
                lang(member) == lang(other) || weights.get(&pair).is_some_and(|&w| w >= weight)
            };
            // A word that brings no new pair of this weight only costs bytes.
            let brings = |&member: &u32| {
                let pair = (member.min(other), member.max(other));
                weights.contains_key(&pair) && !done.contains(&pair)
            };
            if !set.contains(&other) && set.iter().all(fits) && set.iter().any(brings) {
                set.push(other);
            }
        }
        for (at, &x) in set.iter().enumerate() {
            done.extend(set[at + 1..].iter().filter(|&&y| lang(x) != lang(y)).map(|&y| (x.min(y), x.max(y))));
        }
        set.sort_unstable();
        sets.push((weight, set));
    }
    sets
}
