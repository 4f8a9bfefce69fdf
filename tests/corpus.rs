//! Corpora: reading and writing files, tables in document order, statistics that merge, faults with file and line.
#![cfg(feature = "io")]

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
};

use diplotext::{
    Language,
    corpus::{Cell, Corpus, Format, Reading, Table, Unit, Watch},
    statistics::{CollocationMeasure, Counts, KeynessMeasure},
};

/// A folder of the test's own, gone with it.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("diplotext-corpus-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const TEXTS: [&str; 4] = [
    "The envoys of Tamria met in Genève. They agreed to meet again.",
    "We condemn the shelling of the port; we call for a ceasefire.",
    "«Le dialogue», a-t-elle dit, «reste ouvert.»",
    "The ceasefire holds. 🕊 The ceasefire must hold.",
];

fn corpus() -> Corpus {
    Corpus::builder(TEXTS).ids(["a", "b", "c", "d"]).build().unwrap()
}

fn read(path: impl AsRef<Path>) -> diplotext::Result<Corpus> {
    Corpus::read(path, &Reading::default())
}

fn rows(table: &Table) -> Vec<String> {
    table.rows().map(|row| Cell::List(row).to_json()).collect()
}

#[test]
fn spans_of_tables_are_code_points() {
    let corpus = corpus();
    for table in [corpus.tokens().unwrap(), corpus.sentences().unwrap()] {
        let at = |name| table.column(name).unwrap();
        for row in table.rows() {
            let (Cell::Int(start), Cell::Int(end)) = (&row[at("start")], &row[at("end")]) else { panic!("{row:?}") };
            let text = corpus.by_id(&row[at("doc_id")].to_string()).unwrap().text();
            let there: String = text.chars().skip(*start as usize).take((*end - *start) as usize).collect();
            assert_eq!(there, row[at("text")].to_string());
        }
    }
}

#[test]
fn a_table_of_many_batches_is_that_of_each_document_in_order() {
    let texts: Vec<String> = (0..600).map(|i| TEXTS[i % 4].repeat(1 + i % 61)).collect();
    let ids: Vec<String> = (0..texts.len()).map(|i| format!("d{i}")).collect();
    let whole = Corpus::builder(texts.clone()).ids(ids.clone()).build().unwrap();
    let tables = [Corpus::tokens, Corpus::sentences, Corpus::statements, Corpus::events, Corpus::clauses];
    for table in tables {
        let together = table(&whole).unwrap();
        assert!(together.batches().len() > 2, "the test needs several batches");
        let mut one_by_one = Vec::new();
        for (text, id) in texts.iter().zip(&ids) {
            let one = Corpus::builder([text.as_str()]).ids([id.as_str()]).build().unwrap();
            one_by_one.extend(rows(&table(&one).unwrap()));
        }
        assert!(rows(&together) == one_by_one, "rows differ: {:?}", together.columns().collect::<Vec<_>>());
    }
}

#[test]
fn every_format_is_written_and_read_back() {
    let folder = Folder::new();
    let sentences = corpus().sentences().unwrap();
    for ending in ["jsonl", "csv", "parquet"] {
        for packing in ["", ".gz", ".zst"] {
            let path = folder.0.join(format!("sentences.{ending}{packing}"));
            sentences.write(&path).unwrap();
            let reading = Reading { id: "no such column".into(), ..Reading::default() };
            assert!(Corpus::read(&path, &reading).unwrap_err().is_data(), "an id that was asked for is missing");
            let back = read(&path).unwrap();
            assert_eq!(back.len(), sentences.len(), "{ending}{packing}");
            for (i, document) in back.documents().iter().enumerate() {
                assert_eq!(document.text(), sentences.cell(i, 3).to_string());
                assert_eq!(back.column("start").unwrap()[i], sentences.cell(i, 1));
            }
        }
    }
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 9, "drafts are gone");
}

#[test]
fn lists_are_json_in_lines_and_in_cells() {
    let keywords = Corpus::builder(["Water. Water!"]).ids(["a"]).build().unwrap().keywords(1).unwrap();
    let lines = String::from_utf8(keywords.write_to(Vec::new(), Format::JsonLines).unwrap()).unwrap();
    let row: serde_json::Value = serde_json::from_str(&lines).unwrap();
    assert_eq!(row["spans"], serde_json::json!([{"start": 0, "end": 5}, {"start": 7, "end": 12}]));
    let csv = String::from_utf8(keywords.write_to(Vec::new(), Format::Csv).unwrap()).unwrap();
    assert!(csv.contains(r#"{""start"":0,""end"":5}"#), "{csv}");
}

#[test]
fn folders_and_globs_of_texts() {
    let folder = Folder::new();
    for name in ["b.txt", "a.txt", "deep/c.txt", "deep/er/d.TXT", "notes.md", ".hidden/x.txt"] {
        folder.file(name, format!("This is {name}."));
    }
    let ids =
        |path: PathBuf| -> Vec<String> { read(path).unwrap().documents().iter().map(|d| d.id().to_owned()).collect() };
    assert_eq!(ids(folder.0.clone()), ["a", "b", "deep/c", "deep/er/d"]);
    assert_eq!(ids(folder.0.join("[!b].txt")), ["a"]);
    assert_eq!(ids(folder.0.join("**/*.txt")), ["a", "b", "deep/c"]);
    assert_eq!(ids(folder.0.join("a.txt")), ["a"]);
    let error = read(folder.0.join("*.nothing")).unwrap_err();
    assert_eq!(error.io_kind(), Some(std::io::ErrorKind::NotFound));
}

#[test]
fn several_files_of_rows_are_one_corpus() {
    let folder = Folder::new();
    folder.file("1.jsonl", "{\"id\": 1, \"text\": \"One.\", \"year\": 1999}\n");
    folder.file("2.jsonl", "\u{feff}{\"id\": 2, \"text\": \"Two.\", \"place\": \"Oslo\"}\n\n");
    let corpus = read(folder.0.join("?.jsonl")).unwrap();
    assert_eq!(corpus.by_id("2").unwrap().text(), "Two.");
    assert_eq!(corpus.column("year").unwrap(), [Cell::Int(1999), Cell::Null]);
    assert_eq!(corpus.column("place").unwrap(), [Cell::Null, Cell::Text("Oslo".into())]);
    folder.file("3.csv", "id,text\n3,Three.\n");
    assert!(Corpus::read_all(&[folder.0.join("1.jsonl"), folder.0.join("3.csv")], &Reading::default()).is_err());
}

#[test]
fn faults_are_told_with_file_and_line() {
    let folder = Folder::new();
    let cases: [(&str, &[u8], &str, &str); 9] = [
        ("json.jsonl", b"{\"text\": \"a\"}\n{\"text\": }\n", ":2", "JSON object"),
        ("list.jsonl", b"{\"text\": \"a\"}\n[1]\n", ":2", "JSON object"),
        ("null.jsonl", b"{\"text\": null}\n", ":1", "null in column `text`"),
        ("none.jsonl", b"{\"body\": \"a\"}\n", ":1", "among: body"),
        ("half.jsonl", b"{\"text\": \"a\", \"id\": 1}\n{\"text\": \"b\"}\n", ":2", "id"),
        ("surrogate.jsonl", b"{\"text\": \"\\ud800\"}\n", ":1", "surrogate"),
        ("short.csv", b"id,text\na,b\nc\n", ":3", "1 values"),
        ("latin.csv", b"id,text\na,caf\xe9\n", ":2", "UTF-8"),
        ("latin.txt", b"one\ntwo\ncaf\xe9\n", ":3", "UTF-8"),
    ];
    for (name, content, line, what) in cases {
        let error = read(folder.file(name, content)).unwrap_err();
        let message = error.to_string();
        assert!(error.is_data(), "{message}");
        assert!(message.contains(&format!("{name}{line}: ")) && message.contains(what), "{message}");
    }
    let error = read(folder.file("no.parquet", b"PAR1 and no more")).unwrap_err();
    assert!(error.is_data() && error.to_string().contains("no.parquet"), "{error}");
}

#[test]
fn ids_and_meta_must_fit_the_texts() {
    let few = Corpus::builder(TEXTS).ids(["a"]).build().unwrap_err().to_string();
    assert!(few.contains("ids") && few.contains('4'), "{few}");
    let twice = Corpus::builder(["x", "y"]).ids(["a", "a"]).build().unwrap_err().to_string();
    assert!(twice.contains("\"a\"") && twice.contains("0 and 1"), "{twice}");
    let meta = corpus().sentences().unwrap();
    assert!(Corpus::builder(["x"]).meta(meta).build().unwrap_err().is_option());
}

#[test]
fn ids_that_stand_twice_in_a_file_are_told_apart() {
    let folder = Folder::new();
    let rows = ["a", "b", "a", "a#2", "a"].map(|id| format!("{id},A text.\n"));
    let corpus = read(folder.file("twice.csv", format!("id,text\n{}", rows.concat()))).unwrap();
    let ids: Vec<_> = corpus.documents().iter().map(|d| d.id()).collect();
    assert_eq!(ids, ["a", "b", "a#3", "a#2", "a#4"]);
}

#[test]
fn parts_share_meta_and_keep_their_order() {
    let folder = Folder::new();
    let path = folder.file("m.csv", "id,text,year,code\na,A.,1999,007\nb,B.,2000,x\nc,C.,1999,\n");
    let corpus = read(path).unwrap();
    let groups = corpus.group_by("year").unwrap();
    let names: Vec<_> = groups.iter().map(|(year, part)| (year.to_string(), part.len())).collect();
    assert_eq!(names, [("1999".into(), 2), ("2000".into(), 1)]);
    assert_eq!(groups[0].1.column("code").unwrap(), [Cell::Text("007".into()), Cell::Null]);
    assert!(corpus.column("place").unwrap_err().to_string().contains("year"));
}

#[test]
fn counts_of_parts_add_up_to_those_of_the_whole() {
    let (corpus, watch) = (corpus(), Watch::default());
    let whole = corpus.counts(Unit::Word, &watch).unwrap();
    let parts = (0..corpus.len()).rev().map(|i| corpus.select(&[i]).unwrap().counts(Unit::Word, &watch).unwrap());
    let sum = parts.fold(Counts::new(), |sum, part| sum + part);
    assert_eq!(sum.to_bytes(), whole.to_bytes());
    assert_eq!((whole.count("ceasefire"), whole.documents("ceasefire")), (3, 2));
}

#[test]
fn statistics_as_tables() {
    let (corpus, watch) = (corpus(), Watch::default());
    let counts = corpus.counts(Unit::Word, &watch).unwrap();
    let reference = Corpus::builder(["Nothing of that kind was said."]).build().unwrap();
    let reference = reference.counts(Unit::Word, &watch).unwrap();
    let keyness = Table::of_keyness(&counts, &reference, KeynessMeasure::G2).unwrap();
    let score = keyness.column("score").unwrap();
    let scores: Vec<f64> = keyness.cells(score).map(|c| if let Cell::Float(x) = c { x } else { 0.0 }).collect();
    assert!(scores.len() > 20 && scores.is_sorted_by(|a, b| a >= b));
    let pairs = corpus.collocations(Unit::Word, CollocationMeasure::Npmi, 2, 2, &watch).unwrap();
    assert_eq!(pairs.cell(0, 0).to_string() + " " + &pairs.cell(0, 1).to_string(), "the ceasefire");
    let spread = corpus.dispersion(&["ceasefire".into(), "nowhere".into()], &watch).unwrap();
    assert_eq!(spread.cell(0, spread.column("count").unwrap()), Cell::Int(3));
    assert_eq!(spread.cell(1, spread.column("dp").unwrap()), Cell::Null);
}

#[test]
fn an_empty_corpus_gives_empty_tables_with_columns() {
    let empty = Corpus::builder(Vec::<String>::new()).build().unwrap();
    for table in [empty.tokens(), empty.statements(), empty.keywords(3), empty.kwic("x", 2, &Watch::default())] {
        let table = table.unwrap();
        assert!(table.is_empty());
        assert_eq!(table.columns().next(), Some("doc_id"));
    }
}

#[test]
fn documents_keep_their_own_language() {
    let texts = ["We met in Vienna for talks on water.", "Мы встретились в Вене и обсудили воду."];
    let corpus = Corpus::builder(texts).detect_languages().build().unwrap();
    let languages: Vec<Language> = corpus.documents().iter().map(|d| d.language()).collect();
    assert_eq!(languages, [Language::English, Language::Russian]);
    assert_eq!(corpus.language(), None);
}

#[test]
fn stopped_work_says_so() {
    let watch = Watch::default();
    watch.stop();
    assert!(corpus().statements_watched(&watch).unwrap_err().is_stopped());
}

#[test]
fn corpora_and_tables_serve_all_threads() {
    fn all<T: Send + Sync>() {}
    all::<Corpus>();
    all::<Table>();
    all::<Watch>();
    all::<Counts>();
}
