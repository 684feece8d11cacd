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

    /// The groups that a dictionary value stands for; none for a value out of range.
    pub(crate) fn groups(&self, value: u32) -> impl Iterator<Item = GroupId> + '_ {
        let own = (value < self.num_groups).then_some(value);
        let list = value.checked_sub(self.num_groups).map_or(&[][..], |i| self.lists.get(i as usize));
        own.into_iter().chain(list.iter().copied())
    }
}
