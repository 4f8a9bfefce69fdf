//! Word data: `lexicons/<language>/*.tsv`, read by this one loader.
//!
//! A table is UTF-8, tab-separated, with a fixed header line; `#` opens a comment line; `-` stands for "none".
//! The built-in tables travel inside the program. A folder of the user's own, of the same form
//! (`FOLDER/en/cues.tsv`), **adds** its rows to them. Every fault names `file:line`, what was found and what was
//! expected.

use crate::{
    error::{Error, Result},
    language::Language,
};
use std::{
    borrow::Cow,
    fs,
    path::{Path, PathBuf},
};

/// (`en/stop.tsv`, its text), sorted by name; written by `build.rs`.
static BUILTIN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/lexicons.rs"));

/// Where the word data of one language comes from.
///
/// ```
/// use diplotext::{Language, Lexicon};
/// let lexicon = Lexicon::builtin(Language::French);
/// assert_eq!(lexicon.language(), Language::French);
/// ```
#[derive(Debug, Clone)]
pub struct Lexicon {
    language: Language,
    folder: Option<PathBuf>,
    actors: Option<PathBuf>,
}

impl Lexicon {
    /// The tables that come with the library.
    pub fn builtin(language: Language) -> Self {
        Self { language, folder: None, actors: None }
    }

    /// The same, and the rows of a folder of one's own added.
    ///
    /// # Errors
    /// The folder cannot be read. Faults of its tables are told when an analyzer is built from it.
    pub fn with_folder(language: Language, folder: impl Into<PathBuf>) -> Result<Self> {
        let folder = folder.into();
        fs::read_dir(&folder).map_err(|e| Error::file(&folder, &e))?;
        Ok(Self { language, folder: Some(folder), actors: None })
    }

    /// Is nothing added to the tables that come with the library?
    #[cfg(feature = "zh")]
    pub(crate) fn is_builtin(&self) -> bool {
        self.folder.is_none()
    }

    /// The same, and a list of actors of one's own: a table with the columns `id`, `kind` (`state organisation organ
    /// office group`), `form` (a name as texts have it) and `role` (`name acronym demonym capital`), one form a line.
    /// An id that the library knows gets one more name; a new id is a new actor, and its first name is shown.
    ///
    /// ```no_run
    /// use diplotext::{Analyzer, Language, Lexicon};
    /// let lexicon = Lexicon::builtin(Language::English).with_actors("my-actors.tsv")?;
    /// let analyzer = Analyzer::builder().lexicon(lexicon).build()?;
    /// # Ok::<(), diplotext::Error>(())
    /// ```
    ///
    /// # Errors
    /// The file cannot be read. Faults of its lines (`file:line`) are told when an analyzer is built.
    pub fn with_actors(mut self, path: impl Into<PathBuf>) -> Result<Self> {
        let path = path.into();
        fs::metadata(&path).map_err(|e| Error::file(&path, &e))?;
        self.actors = Some(path);
        Ok(self)
    }

    /// The user's own list of actors, empty where there is none.
    pub(crate) fn own_actors(&self, columns: &'static [&'static str]) -> Result<Table> {
        let mut table = Table { columns, files: Vec::new() };
        if let Some(path) = &self.actors {
            let text = fs::read_to_string(path).map_err(|e| Error::file(path, &e))?;
            table.add(path.display().to_string(), Cow::Owned(text))?;
        }
        Ok(table)
    }

    /// The language whose words these are.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The table `name` (`"cues"`) of this language, empty where there is none.
    pub(crate) fn table(&self, name: &str, columns: &'static [&'static str]) -> Result<Table> {
        self.read(self.language.code(), name, columns)
    }

    /// The table `name` of the data that is the same in every language (`lexicons/all`).
    pub(crate) fn shared(&self, name: &str, columns: &'static [&'static str]) -> Result<Table> {
        self.read("all", name, columns)
    }

    fn read(&self, place: &str, name: &str, columns: &'static [&'static str]) -> Result<Table> {
        let name = format!("{place}/{name}.tsv");
        let mut table = Table { columns, files: Vec::new() };
        if let Ok(at) = BUILTIN.binary_search_by(|(n, _)| (*n).cmp(name.as_str())) {
            table.add(format!("lexicons/{name}"), Cow::Borrowed(BUILTIN[at].1))?;
        }
        if let Some(folder) = &self.folder {
            let path: PathBuf = folder.join(Path::new(&name));
            match fs::read_to_string(&path) {
                Ok(text) => table.add(path.display().to_string(), Cow::Owned(text))?,
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
                Err(e) => return Err(Error::file(&path, &e)),
            }
        }
        Ok(table)
    }
}

/// A table of word data: built-in rows, then the user's own.
pub(crate) struct Table {
    columns: &'static [&'static str],
    files: Vec<(String, Cow<'static, str>)>,
}

impl Table {
    fn add(&mut self, file: String, text: Cow<'static, str>) -> Result<()> {
        let header = lines(&text).next();
        let (line, found) = header.unwrap_or((1, ""));
        if !found.split('\t').eq(self.columns.iter().copied()) {
            let expected = format!("the header {}", self.columns.join("<TAB>"));
            return Err(Error::line(file, line, format!("{found:?}"), expected));
        }
        for (line, row) in lines(&text).skip(1) {
            let cells = row.split('\t').count();
            if cells != self.columns.len() {
                let expected = format!("{} ({})", self.columns.len(), self.columns.join(", "));
                return Err(Error::line(file, line, format!("{cells} cells"), expected));
            }
        }
        self.files.push((file, text));
        Ok(())
    }

    /// The rows in order.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.files.iter().flat_map(|(file, text)| {
            lines(text).skip(1).map(|(line, row)| Row { file, line, columns: self.columns, row })
        })
    }
}

/// Lines that are neither blank nor comments, numbered from 1.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.trim_start_matches('\u{feff}')
        .lines()
        .enumerate()
        .map(|(i, l)| (i + 1, l))
        .filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#'))
}

/// A row of a table.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    file: &'a str,
    line: usize,
    columns: &'static [&'static str],
    row: &'a str,
}

impl<'a> Row<'a> {
    /// The cell of `column`, as it stands; `-` where it is none. (The loader has checked that each row has all.)
    pub(crate) fn get(&self, column: &str) -> &'a str {
        let at = self.columns.iter().position(|c| *c == column);
        debug_assert!(at.is_some(), "no column {column}");
        at.and_then(|at| self.row.split('\t').nth(at)).unwrap_or("-")
    }

    /// The cell of `column`, or `None` where it is `-` or empty.
    pub(crate) fn optional(&self, column: &str) -> Option<&'a str> {
        Some(self.get(column)).filter(|c| !c.is_empty() && *c != "-")
    }

    /// The cell of `column`, which must be one of `choices`: its place in them.
    pub(crate) fn choice(&self, column: &str, choices: &[&str]) -> Result<usize> {
        let cell = self.get(column);
        choices
            .iter()
            .position(|c| *c == cell)
            .ok_or_else(|| self.fault(column, &format!("one of {}", choices.join(" "))))
    }

    /// The cell of `column`, as a number.
    pub(crate) fn number<T: std::str::FromStr>(&self, column: &str) -> Result<T> {
        self.get(column).parse().map_err(|_| self.fault(column, "a number"))
    }

    /// The error that says what should stand in `column` of this row.
    pub(crate) fn fault(&self, column: &str, expected: &str) -> Error {
        Error::line(self.file, self.line, format!("{column} {:?}", self.get(column)), expected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[&str] = &["kind", "form"];

    fn table(text: &str) -> Result<Table> {
        let mut table = Table { columns: COLUMNS, files: Vec::new() };
        table.add("x.tsv".into(), Cow::Owned(text.into()))?;
        Ok(table)
    }

    #[test]
    fn faults_name_file_and_line() {
        let wrong_header = table("# c\nkind\tfrom\n").err().map(|e| e.to_string());
        assert_eq!(wrong_header.as_deref(), Some("x.tsv:2: found \"kind\\tfrom\", expected the header kind<TAB>form"));
        let missing_cell = table("kind\tform\na\tb\n\nc\n").err().map(|e| e.to_string());
        assert_eq!(missing_cell.as_deref(), Some("x.tsv:4: found 1 cells, expected 2 (kind, form)"));
    }

    #[test]
    fn rows_give_cells_and_say_what_is_wrong() {
        let table = table("kind\tform\nverb\tурге\nnoun\t-\n").unwrap();
        let rows: Vec<_> = table.rows().collect();
        assert_eq!((rows[0].get("kind"), rows[0].get("form")), ("verb", "урге"));
        assert_eq!(rows[1].optional("form"), None);
        assert_eq!(rows[1].choice("kind", &["verb", "noun"]).unwrap(), 1);
        let fault = rows[0].choice("kind", &["noun"]).unwrap_err().to_string();
        assert_eq!(fault, "x.tsv:2: found kind \"verb\", expected one of noun");
    }
}
