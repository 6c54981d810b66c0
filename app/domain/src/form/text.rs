//! Text as keyboards send it: full-width figures and signs, blanks around it, and bytes that are no text.

/// Whether the text holds a zero byte, which no keyboard types and PostgreSQL keeps in no column.
pub fn has_nul(text: &str) -> bool {
    text.contains('\0')
}

/// Without the blanks around it, and with full-width figures and the signs among them made plain.
pub fn narrow(text: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        '：' => ':',
        '．' => '.',
        '／' => '/',
        '－' | 'ー' | '−' => '-',
        other => other,
    };
    text.trim().chars().map(narrow).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_made_plain() {
        assert_eq!(narrow("　１２：３０ "), "12:30");
        assert_eq!(narrow("２０２６－１１－２５"), "2026-11-25");
        assert_eq!(narrow("木の皿"), "木の皿");
        assert!(has_nul("a\0") && !has_nul("%00"));
    }
}
