//! Many short sorted lists of numbers.
//!
//! # Layout
//!
//! ```text
//! lists    varint
//! per list: count varint, first number varint, then the differences to the one before, less one, as varints
//! ```

use super::{Cursor, Sink};

/// All lists, decoded on opening: 4 bytes of memory a number.
#[derive(Debug, Default)]
pub(crate) struct SortedLists {
    numbers: Vec<u32>,
    starts: Vec<u32>,
}

impl SortedLists {
    /// Reads the layout above from where `cursor` stands, which fails unless every number is below `limit`.
    pub(crate) fn read(cursor: &mut Cursor<'_>, limit: u32, what: &'static str) -> Self {
        let num_lists = cursor.count(what);
        let mut lists = SortedLists { numbers: Vec::new(), starts: Vec::with_capacity(num_lists + 1) };
        for _ in 0..num_lists {
            lists.starts.push(lists.numbers.len() as u32);
            let mut next = 0u32;
            for _ in 0..cursor.count(what) {
                let number = cursor.sum(next, what);
                if !cursor.check(number < limit, what) {
                    break;
                }
                lists.numbers.push(number);
                next = number + 1;
            }
        }
        lists.starts.push(lists.numbers.len() as u32);
        lists
    }

    /// The `i`th list; empty when there is none.
    pub(crate) fn get(&self, i: usize) -> &[u32] {
        let bound = |i: usize| self.starts.get(i).map(|&n| n as usize);
        match (bound(i), bound(i + 1)) {
            (Some(start), Some(end)) => self.numbers.get(start..end).unwrap_or_default(),
            _ => &[],
        }
    }

    /// Writes the layout above; each list is sorted and has no number twice.
    #[cfg_attr(not(feature = "build"), allow(dead_code))]
    pub(crate) fn write(sink: &mut Sink, lists: &[Vec<u32>]) {
        sink.varint(lists.len() as u32);
        for list in lists {
            sink.varint(list.len() as u32);
            let mut next = 0;
            for &number in list {
                sink.varint(number - next);
                next = number + 1;
            }
        }
    }
}
