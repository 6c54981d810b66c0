//! Looking for pieces by words: what people type, what that is compared with, and which words stand for each other. A
//! text is compared folded, so that kana, width and case do not matter, and part of a word is enough.

use std::collections::HashSet;

use crate::{
    SynonymId,
    form::{FieldError, FieldErrors, FormInput, Reader},
    kana,
};

/// Words of one search; what else was typed is left out.
pub const TERMS_MAX: usize = 5;
/// Characters of one of them; the rest is left out.
pub const TERM_CHARS_MAX: usize = 40;
/// Groups of words that stand for each other.
pub const SYNONYM_GROUPS_MAX: usize = 200;
/// Words of one group.
pub const SYNONYM_WORDS_MAX: usize = 12;
/// Characters of one of these.
pub const SYNONYM_CHARS_MAX: usize = 30;
/// Ways of writing one term that are looked for: bounds the work of a search.
const WAYS_MAX: usize = 2 * SYNONYM_WORDS_MAX;
/// What the pattern of a search marks a letter with that LIKE would read as a wildcard.
pub const LIKE_ESCAPE: char = '!';

/// The text as a search compares it: as [`kana::fold`], every dash and wave the mark of a long vowel, and without what
/// cannot be seen. `３Ｄプリンタ－`, `3d ぷりんたー` and `3Dﾌﾟﾘﾝﾀｰ` are one.
pub fn folded(text: &str) -> String {
    let seen: String = text.chars().filter(|c| !is_unseen(*c)).collect();
    kana::fold(&seen).chars().map(|c| if is_dash(c) { 'ー' } else { c }).collect()
}

fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '~' | '\u{2010}'
            ..='\u{2015}' | '\u{2053}' | '\u{2212}' | '\u{2500}' | '\u{2501}' | '\u{301c}' | '\u{3030}'
    )
}

/// Blanks without width, marks of direction, and which of its shapes a letter has.
fn is_unseen(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(
            c,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}'
                | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}'
        )
}

/// What a search looks through, of all that is said of a piece. No word reaches from one text into the next.
pub fn search_text<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let texts: Vec<String> = texts.into_iter().map(folded).filter(|text| !text.is_empty()).collect();
    texts.join("\n")
}

/// A pattern of LIKE, with [`LIKE_ESCAPE`], for texts in which the folded words stand.
pub fn like_pattern(folded: &str) -> String {
    let mut pattern = String::from("%");
    for c in folded.chars() {
        if matches!(c, '%' | '_' | LIKE_ESCAPE) {
            pattern.push(LIKE_ESCAPE);
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// What somebody looks for: words that must all be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchWords {
    typed: Vec<String>,
    cut: bool,
}

impl SearchWords {
    /// Reads what was typed; blanks of any width stand between words.
    pub fn read(text: &str) -> SearchWords {
        let (mut words, mut known) = (SearchWords::default(), HashSet::new());
        for word in text.split_whitespace() {
            let mut chars = word.chars().filter(|c| !c.is_control());
            let typed: String = chars.by_ref().take(TERM_CHARS_MAX).collect();
            let term = folded(&typed);
            if term.is_empty() || known.contains(&term) {
                continue;
            }
            if words.typed.len() == TERMS_MAX {
                words.cut = true;
                break;
            }
            words.cut |= chars.next().is_some();
            known.insert(term);
            words.typed.push(typed);
        }
        words
    }

    /// The words that are looked for, as typed.
    pub fn text(&self) -> String {
        self.typed.join(" ")
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.typed.is_empty()
    }

    /// Whether some of what was typed is not looked for.
    pub fn was_cut(&self) -> bool {
        self.cut
    }

    /// Of every word the ways of writing it, folded: a piece is found when one of each stands in its text.
    pub fn ways(&self, synonyms: &Synonyms) -> Vec<Vec<String>> {
        self.typed.iter().map(|typed| synonyms.ways(&folded(typed))).collect()
    }
}

/// Words that stand for each other, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synonyms(Vec<Vec<String>>);

impl Synonyms {
    pub fn new<'g>(groups: impl IntoIterator<Item = &'g SynonymGroup>) -> Synonyms {
        Synonyms(groups.into_iter().map(SynonymGroup::folded).collect())
    }

    /// The term, and what it becomes with another word of its group in the place of one that it is, or that stands in it
    /// (`刺繍糸` is `刺しゅう糸`). All of the group whose word it is are among them.
    fn ways(&self, term: &str) -> Vec<String> {
        let is_whole = |group: &&Vec<String>| group.iter().any(|word| word == term);
        let groups = self.0.iter().filter(is_whole).chain(self.0.iter().filter(|group| !is_whole(group)));
        let mut ways = vec![term.to_owned()];
        for group in groups {
            // The whole term before its parts, of which there may be more than are looked for.
            let whole = group.iter().filter(|word| *word == term);
            let parts = group.iter().filter(|word| *word != term && term.contains(word.as_str()));
            for word in whole.chain(parts) {
                for other in group.iter().filter(|other| *other != word) {
                    let way = term.replacen(word.as_str(), other, 1);
                    if !ways.contains(&way) {
                        ways.push(way);
                    }
                }
            }
        }
        ways.truncate(WAYS_MAX);
        ways
    }
}

/// A group of words that stand for each other, as the operator wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SynonymGroup {
    pub words: Vec<String>,
}

impl SynonymGroup {
    /// The field `words`, with commas between them. `others` are the groups beside it: a word stands in one only.
    ///
    /// # Errors
    /// What is wrong with the field.
    pub fn read<'g>(
        input: &FormInput,
        others: impl IntoIterator<Item = &'g SynonymGroup>,
    ) -> Result<SynonymGroup, FieldErrors> {
        const FIELD: &str = "words";
        let mut read = Reader::new(input);
        let line = read.words(FIELD, (SYNONYM_CHARS_MAX + 2) * SYNONYM_WORDS_MAX * 2);
        let mut group = SynonymGroup::kept(&line);
        let mut known = HashSet::new();
        // `ネコ` and `ねこ` are one to a search: the first says it.
        group.words.retain(|word| !folded(word).is_empty() && known.insert(folded(word)));
        if read.is_fine(FIELD) {
            let taken: HashSet<String> = others.into_iter().flat_map(SynonymGroup::folded).collect();
            let again = group.words.iter().find(|word| taken.contains(&folded(word)));
            let is_long = |word: &String| word.chars().count() > SYNONYM_CHARS_MAX;
            if line.chars().any(char::is_control) {
                read.note(FIELD, FieldError::NotText);
            } else if group.words.len() < 2 {
                read.note(FIELD, FieldError::OneWord);
            } else if group.words.len() > SYNONYM_WORDS_MAX {
                read.note(FIELD, FieldError::TooManyWords { max: SYNONYM_WORDS_MAX });
            } else if group.words.iter().any(is_long) {
                read.note(FIELD, FieldError::WordTooLong { chars_max: SYNONYM_CHARS_MAX });
            } else if let Some(word) = again {
                read.note(FIELD, FieldError::WordInAnotherGroup { word: word.clone() });
            }
        }
        read.done(group)
    }

    /// As it was kept by [`SynonymGroup::line`].
    pub fn kept(line: &str) -> SynonymGroup {
        let words = line.split([',', '，', '、', '､']).map(str::trim).filter(|word| !word.is_empty());
        SynonymGroup { words: words.map(str::to_owned).collect() }
    }

    /// In one line.
    pub fn line(&self) -> String {
        self.words.join("、")
    }

    /// How it stands in the form's field.
    pub fn input(&self) -> FormInput {
        FormInput::default().with("words", self.line())
    }

    fn folded(&self) -> Vec<String> {
        self.words.iter().map(|word| folded(word)).collect()
    }
}

/// A group in the operator's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SynonymRow {
    pub id: SynonymId,
    pub group: SynonymGroup,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn synonyms(lines: &[&str]) -> Synonyms {
        let groups: Vec<_> = lines.iter().map(|line| SynonymGroup::kept(line)).collect();
        Synonyms::new(&groups)
    }

    /// Whether a piece that says this is found, without a database.
    fn finds(query: &str, text: &str, synonyms: &Synonyms) -> bool {
        let text = search_text([text]);
        let ways = SearchWords::read(query).ways(synonyms);
        ways.iter().all(|ways| ways.iter().any(|way| text.contains(way.as_str())))
    }

    #[test]
    fn kana_width_case_dashes_and_blanks_do_not_matter() {
        for text in ["3Dﾌﾟﾘﾝﾀｰ", "３Ｄ プリンター", "3d ぷりんた－", "3D\u{200b}ﾌﾟﾘﾝﾀ\u{301c}", "３Ｄプリンタ―"]
        {
            assert_eq!(folded(text), "3dぷりんたー", "{text}");
        }
        assert_eq!((folded("Ｔシャツ"), folded("㍿"), folded("ｳﾞ")), ("tしゃつ".into(), "株式会社".into(), "ゔ".into()));
        assert_eq!(
            (folded("葛\u{e0100}"), folded("a\0b\u{7}"), folded("ハ゜")),
            ("葛".into(), "ab".into(), "ぱ".into())
        );
    }

    #[test]
    fn words_are_bounded_and_come_back_as_they_were_typed() {
        let read = |text: &str| (SearchWords::read(text).text(), SearchWords::read(text).was_cut());
        assert_eq!(read("　ねこ  絵皿\n"), ("ねこ 絵皿".into(), false));
        assert_eq!(read("a b c d e"), ("a b c d e".into(), false));
        assert_eq!(read("a b c d e f"), ("a b c d e".into(), true));
        assert_eq!(read("ねこ ネコ ﾈｺ"), ("ねこ".into(), false));
        let long = "ね".repeat(TERM_CHARS_MAX);
        assert_eq!((read(&long), read(&format!("{long}こ"))), ((long.clone(), false), (long.clone(), true)));
        assert_eq!(read("ネ".repeat(10_000).as_str()).0.chars().count(), TERM_CHARS_MAX);
        for nothing in ["", " ", "　", "\0", "\u{200b}\u{feff}", "\t\r\n"] {
            assert!(SearchWords::read(nothing).is_empty(), "{nothing:?}");
        }
    }

    #[test]
    fn what_like_reads_as_wildcards_is_taken_literally() {
        assert_eq!(like_pattern("100%_!"), "%100!%!_!!%");
        let none = Synonyms::default();
        assert!(
            !finds("%", "ネコの絵皿", &none) && !finds("_", "ネコの絵皿", &none) && finds("%", "100%ウール", &none)
        );
    }

    #[test]
    fn words_of_a_group_stand_for_each_other() {
        let all = synonyms(&["刺繍、刺しゅう、ししゅう", "猫, ねこ"]);
        assert!(finds("刺繍", "刺しゅうの壁飾り", &all) && finds("シシュウ", "刺繍の壁飾り", &all));
        assert!(finds("刺繍糸", "刺しゅう糸の見本", &all) && finds("ﾈｺ", "黒猫の絵皿", &all));
        assert!(!finds("刺繍", "刺し子のふきん", &all) && !finds("猫 刺繍", "刺しゅうの壁飾り", &all));
        assert_eq!(synonyms(&["a, b, c"]).ways("ab"), ["ab", "bb", "cb", "aa", "ac"]);
    }

    #[test]
    fn a_text_ends_where_the_next_begins() {
        assert_eq!(search_text(["ネコ", "", "Cat dog"]), "ねこ\ncatdog");
        let found = |query: &str| SearchWords::read(query).ways(&Synonyms::default()).concat();
        assert!(!search_text(["木", "目"]).contains(&found("木目")[0]));
    }

    #[test]
    fn a_group_says_what_is_wrong_with_it() {
        let read = |line: &str| {
            let others = [SynonymGroup::kept("猫、ねこ")];
            SynonymGroup::read(&FormInput::default().with("words", line), &others)
                .map(|group| group.line())
                .map_err(|errors| errors.at("words").cloned().unwrap())
        };
        assert_eq!(read(" 刺繍 , 刺しゅう、、ししゅう，シシュウ"), Ok("刺繍、刺しゅう、ししゅう".into()));
        assert_eq!(
            (read(""), read("刺繍"), read("ハコ、はこ")),
            (Err(FieldError::Missing), Err(FieldError::OneWord), Err(FieldError::OneWord))
        );
        assert_eq!(read("キャット、ネコ"), Err(FieldError::WordInAnotherGroup { word: "ネコ".into() }));
        let many: Vec<String> = (0..=SYNONYM_WORDS_MAX).map(|n| format!("語{n}")).collect();
        assert_eq!(read(&many.join("、")), Err(FieldError::TooManyWords { max: SYNONYM_WORDS_MAX }));
        let long = format!("箱、{}", "は".repeat(SYNONYM_CHARS_MAX + 1));
        assert_eq!(read(&long), Err(FieldError::WordTooLong { chars_max: SYNONYM_CHARS_MAX }));
        assert_eq!((read("a\n,b"), read("a\0,b")), (Err(FieldError::NotText), Err(FieldError::NotText)));
    }

    #[test]
    fn a_whole_word_comes_before_its_parts() {
        let line = "かきくけこさしす、か、き、く、け、こ、さ、し";
        let all = synonyms(&[line]);
        for word in line.split('、').skip(1) {
            assert!(finds("かきくけこさしす", word, &all), "{word}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in any::<String>()) {
            prop_assert_eq!(folded(&folded(&text)), folded(&text));
        }

        #[test]
        fn nothing_unseen_is_compared(text in any::<String>()) {
            prop_assert!(!folded(&text).chars().any(|c| c.is_control() || c.is_whitespace() || is_unseen(c)));
        }

        #[test]
        fn any_part_of_a_text_finds_it(before in "[ぁ-んァ-ヶ山-花a-zA-Z０-９-]{0,8}", part in "[ァ-ヶー山-花A-Z]{1,6}", after in "[ぁ-んa-z]{0,8}") {
            let text = format!("{before}{part}{after}");
            prop_assert!(finds(&kana::hiragana(&part).to_lowercase(), &text, &Synonyms::default()));
        }

        #[test]
        fn what_is_typed_is_bounded_and_read_the_same_again(text in any::<String>()) {
            let words = SearchWords::read(&text);
            prop_assert!(words.typed.len() <= TERMS_MAX);
            prop_assert!(words.typed.iter().all(|word| word.chars().count() <= TERM_CHARS_MAX));
            prop_assert_eq!(SearchWords::read(&words.text()).typed, words.typed);
        }

        #[test]
        fn every_word_of_a_group_finds_every_other(words in prop::collection::hash_set("[あ-ん]{1,5}", 2..=SYNONYM_WORDS_MAX)) {
            let line = words.iter().cloned().collect::<Vec<_>>().join("、");
            let all = synonyms(&["あ、い、う", "かき、く", &line]);
            for (one, other) in words.iter().zip(words.iter().skip(1)) {
                prop_assert!(finds(one, other, &all) && finds(other, one, &all), "{one} {other}");
            }
            prop_assert!(all.ways("かきくけこあいうえお").len() <= WAYS_MAX);
        }
    }
}
