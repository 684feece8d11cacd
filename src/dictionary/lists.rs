//! The groups of forms that belong to words of several languages: a side table of [`SortedLists`].

use super::GroupId;
use crate::bytes::{Cursor, DecodeError, SortedLists};

/// What a dictionary value stands for.
#[derive(Debug, Default)]
pub(crate) struct GroupLists {
    lists: SortedLists,
    num_groups: u32,
}

impl GroupLists {
    /// Reads the side table; values below `num_groups` are groups themselves.
    pub(crate) fn read(bytes: &[u8], num_groups: u32) -> Result<GroupLists, DecodeError> {
        let mut cursor = Cursor::new(bytes, 0);
        let lists = SortedLists::read(&mut cursor, num_groups, "group lists");
        cursor.ok(GroupLists { lists, num_groups })
    }

    /// The groups that a dictionary value stands for, which may be itself; none for a value out of range.
    pub(crate) fn groups<'l>(&'l self, value: &'l u32) -> &'l [GroupId] {
        match value.checked_sub(self.num_groups) {
            Some(list) => self.lists.get(list as usize),
            None => std::slice::from_ref(value),
        }
    }
}
