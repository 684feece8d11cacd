//! Dates of documents: a day, as written, whatever the time zone.

use std::fmt;

use jiff::civil;

use super::super::document::Date;

/// The day of an RFC 3339 time or of `YYYY-MM-DD`, years 0001 to 9999. The day is the one written: no conversion to
/// another time zone moves it. A space for the `T`, and missing seconds or offset, are accepted, as site generators write them.
pub fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    let (day, time) = text.split_at_checked(10)?;
    let mut parts = day.split('-');
    let year = digits(parts.next()?, 4)?;
    let month = digits(parts.next()?, 2)?;
    let day = digits(parts.next()?, 2)?;
    if parts.next().is_some() || year < 1 || !is_time(time) {
        return None;
    }
    let date = civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    let days = date.since((jiff::Unit::Day, epoch())).ok()?.get_days();
    Some(Date { days })
}

impl Date {
    /// The day that `text` names: `YYYY-MM-DD`, or a time of RFC 3339.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        parse(text)
    }

    /// The day that it is now, or already is in the time zone farthest ahead: what is dated later is in the future
    /// for everyone.
    #[must_use]
    pub fn today() -> Self {
        const AHEAD_SECONDS: i64 = 14 * 3600;
        let days = (jiff::Timestamp::now().as_second() + AHEAD_SECONDS).div_euclid(86_400);
        Self { days: i32::try_from(days).unwrap_or(i32::MAX) }
    }
}

/// `YYYY-MM-DD`.
impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match epoch().checked_add(jiff::Span::new().try_days(self.days).unwrap_or_default()) {
            Ok(date) => write!(out, "{date}"),
            Err(_) => write!(out, "day {}", self.days),
        }
    }
}

fn epoch() -> civil::Date {
    civil::Date::constant(1970, 1, 1)
}

fn digits(text: &str, len: usize) -> Option<i16> {
    (text.len() == len && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// "" or `THH:MM[:SS[.f]][ ][Z|±HH[:]MM]`.
fn is_time(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['T', 't', ' ']) else {
        return text.is_empty();
    };
    let number = |text: &str, max: i16| digits(text, 2).is_some_and(|number| number <= max);
    let Some((hour, rest)) = rest.split_once(':') else {
        return false;
    };
    let Some((minute, mut rest)) = rest.split_at_checked(2) else {
        return false;
    };
    if !number(hour, 23) || !number(minute, 59) {
        return false;
    }
    if let Some((second, after)) = rest.strip_prefix(':').and_then(|rest| rest.split_at_checked(2)) {
        if !number(second, 60) {
            return false;
        }
        rest = after;
        if let Some(fraction) = rest.strip_prefix('.') {
            let after = fraction.trim_start_matches(|digit: char| digit.is_ascii_digit());
            if after.len() == fraction.len() {
                return false;
            }
            rest = after;
        }
    }
    let zone = rest.trim_start();
    if zone.is_empty() || zone.eq_ignore_ascii_case("z") || zone == "UTC" {
        return true;
    }
    let Some(offset) = zone.strip_prefix(['+', '-']) else {
        return false;
    };
    let (hours, minutes) = match offset.split_once(':') {
        Some(pair) => pair,
        None => match offset.split_at_checked(2) {
            Some(pair) => pair,
            None => return false,
        },
    };
    number(hours, 23) && number(minutes, 59)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> Option<i32> {
        parse(text).map(|date| date.days)
    }

    #[test]
    fn days_are_counted_from_the_epoch() {
        assert_eq!(days("1970-01-01"), Some(0));
        assert_eq!(days("1969-12-31"), Some(-1));
        assert_eq!(days("2000-02-29"), Some(11_016));
        assert_eq!(days("0001-01-01"), Some(-719_162));
        assert_eq!(days("9999-12-31"), Some(2_932_896));
    }

    #[test]
    fn times_are_accepted_and_do_not_move_the_day() {
        for text in [
            "2018-11-26T00:30:00+14:00",
            "2018-11-26T23:59:59.999Z",
            "2018-11-26t23:59:60z",
            "2018-11-26 10:00:00 +0100",
            "2018-11-26 10:00",
            " 2018-11-26 ",
        ] {
            assert_eq!(days(text), days("2018-11-26"), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "2018",
            "2018-13-01",
            "2018-02-30",
            "0000-01-01",
            "10000-01-01",
            "18-11-26",
            "2018-11-26x",
            "2018/11/26",
            "2018-11-26T25:00:00Z",
            "2018-11-26T10",
            "2018-11-26T10:00:00.Z",
            "٢٠١٨-١١-٢٦",
            "26 نوفمبر 2018",
            "2018-11-2é",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn dates_are_shown_as_written() {
        for text in ["1969-12-31", "2018-11-26", "0001-01-01", "9999-12-31"] {
            assert_eq!(parse(text).map(|date| date.to_string()).as_deref(), Some(text));
        }
    }
}
