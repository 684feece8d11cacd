//! Tests of [`super`].

use super::*;

fn text(bytes: &[u8], format: Format) -> Decoded {
    decode(bytes.to_vec(), format).expect("text")
}

#[test]
fn byte_order_marks_decide() {
    let utf16: Vec<u8> = "\u{feff}سلام".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(text(&utf16, Format::Text), Decoded { text: "سلام".into(), loss: None });
    let utf16: Vec<u8> = "\u{feff}Ж𝒜".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(text(&utf16, Format::Html).text, "Ж𝒜");
    assert_eq!(text("\u{feff}été".as_bytes(), Format::Text).text, "été");
}

#[test]
fn html_declares_its_encoding() {
    for declaration in [
        "<meta charset=windows-1256>",
        "<META CHARSET = 'windows-1256' />",
        "<meta name=x><meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1256\">",
    ] {
        let mut bytes = declaration.as_bytes().to_vec();
        bytes.extend([0xd3, 0xe1, 0xc7, 0xe3]);
        assert!(text(&bytes, Format::Html).text.ends_with("سلام"), "{declaration}");
    }
    assert_eq!(declared_encoding(b"<meta charset=utf-16>"), Some(UTF_8));
    assert_eq!(declared_encoding("<meta charset=é".as_bytes()), None);
    assert_eq!(declared_encoding(b"<p>charset=koi8-r"), None);
}

#[test]
fn losses_are_counted_and_located() {
    let mut bytes = "Les élèves de l'école ont été là ".as_bytes().to_vec();
    let offset = bytes.len() as u64;
    bytes.extend(b"\xe9t\xe9 encore une fois");
    let decoded = text(&bytes, Format::Text);
    assert!(decoded.text.contains("là \u{fffd}t\u{fffd} encore"));
    assert_eq!(decoded.loss, Some(Fault::Undecodable { count: 2, first_offset: offset, encoding: "UTF-8" }));
}

#[test]
fn binary_data_is_no_text() {
    assert_eq!(decode(b"GIF89a\0\0\0".to_vec(), Format::Text), Err(Fault::Binary));
    // Arabic in windows-1256, undeclared.
    assert_eq!(decode(vec![0xd3, 0xe1, 0xc7, 0xe3, b' ', 0xd3, 0xe1], Format::Text), Err(Fault::Binary));
    assert_eq!(text(b"", Format::Text).text, "");
}

#[test]
fn names_tell_the_format() {
    assert_eq!(format_of("a/b.HTML"), Some((Format::Html, Compression::None)));
    assert_eq!(format_of("docs.jsonl.zst"), Some((Format::JsonLines, Compression::Zstd)));
    assert_eq!(format_of("كتاب.md.gz"), Some((Format::Markdown, Compression::Gzip)));
    assert_eq!(format_of("a.gz"), None);
    assert_eq!(format_of("LICENSE"), None);
    assert_eq!(format_of("a.json"), None);
}
