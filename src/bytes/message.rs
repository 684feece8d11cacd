//! Messages of texts and numbers. The machinery behind `write!` would be in the engine for nothing else.

/// A message that grows.
#[derive(Debug, Default)]
pub(crate) struct Message(pub(crate) String);

impl Message {
    pub(crate) fn text(&mut self, text: &str) -> &mut Message {
        self.0.push_str(text);
        self
    }

    pub(crate) fn number(&mut self, number: u64) -> &mut Message {
        push_whole(&mut self.0, number);
        self
    }
}

/// Appends a number's decimal digits.
pub(crate) fn push_whole(text: &mut String, mut value: u64) {
    let mut place = 1;
    while value / place > 9 {
        place *= 10;
    }
    while place > 0 {
        text.push(char::from(b'0' + (value / place) as u8));
        value %= place;
        place /= 10;
    }
}

/// Appends the last hexadecimal digit of a number, which is its decimal one below ten.
pub(crate) fn push_digit(text: &mut String, number: u64) {
    text.push(char::from_digit((number % 16) as u32, 16).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_elsewhere() {
        for number in [0, 9, 10, 99, 100, 40_960, u64::from(u32::MAX), u64::MAX] {
            assert_eq!(Message::default().text("a ").number(number).text("!").0, format!("a {number}!"));
        }
    }
}
