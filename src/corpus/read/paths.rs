//! Which files a path stands for: folders and globs.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::super::write::packing;
use crate::error::{Error, Result};

/// A file to read; a text has an id, rows of a table bring theirs.
pub(super) struct Source {
    pub(super) path: PathBuf,
    pub(super) id: Option<String>,
}

impl Source {
    /// A file whose id, where it is a text, is its path below `root` without the ending.
    fn new(path: PathBuf, root: &Path) -> Self {
        let below = path.strip_prefix(root).unwrap_or(&path).to_string_lossy();
        let end = is_text(&path).then(|| below.to_ascii_lowercase().rfind(".txt")).flatten();
        let id = end.and_then(|end| below.get(..end)).map(str::to_owned);
        Self { path, id }
    }
}

/// The files that a path stands for: itself, the texts of a folder, or whatever fits a glob.
pub(super) fn expand(path: &Path, only: bool, all: &mut Vec<Source>) -> Result<()> {
    let shown = path.to_string_lossy();
    if path.is_dir() {
        let found = files(path, &["**".into(), "*".into()])?.into_iter().filter(|f| is_text(f));
        all.extend(found.map(|file| Source::new(file, path)));
    } else if !path.exists() && shown.contains(WILD) {
        glob(path, &shown, all)?;
    } else {
        // One text is named by its name; of several, two may have the same.
        let root = path.parent().filter(|_| only).unwrap_or(Path::new(""));
        all.push(Source::new(path.to_owned(), root));
    }
    Ok(())
}

/// The signs that make a path a glob.
const WILD: [char; 3] = ['*', '?', '['];

fn is_text(path: &Path) -> bool {
    packing(path).1.ends_with(".txt")
}

fn glob(path: &Path, shown: &str, all: &mut Vec<Source>) -> Result<()> {
    let parts: Vec<&str> = shown.split(['/', std::path::MAIN_SEPARATOR]).collect();
    let fixed = parts.iter().take_while(|part| !part.contains(WILD)).count();
    let (fixed, pattern) = parts.split_at(fixed);
    let root = match fixed {
        [] => PathBuf::from("."),
        [""] => PathBuf::from("/"),
        some => PathBuf::from(some.join("/")),
    };
    let found = files(&root, &pattern.iter().map(|part| part.to_string()).collect::<Vec<_>>())?;
    if found.is_empty() {
        return Err(Error::file(path, &io::Error::new(io::ErrorKind::NotFound, "no file has such a name")));
    }
    // Where texts lie beside other files, the texts are meant.
    let texts = found.iter().any(|f| is_text(f));
    all.extend(found.into_iter().filter(|f| !texts || is_text(f)).map(|file| Source::new(file, &root)));
    Ok(())
}

/// The files below `root` whose path fits the pattern, a part a folder, sorted by name.
fn files(root: &Path, pattern: &[String]) -> Result<Vec<PathBuf>> {
    let mut all = Vec::new();
    walk(root, pattern, &mut all)?;
    all.sort();
    all.dedup();
    Ok(all)
}

fn walk(folder: &Path, pattern: &[String], all: &mut Vec<PathBuf>) -> Result<()> {
    let Some((first, rest)) = pattern.split_first() else { return Ok(()) };
    if first == "**" {
        walk(folder, rest, all)?;
    }
    let entries = std::fs::read_dir(folder).map_err(|e| Error::file(folder, &e))?;
    for entry in entries {
        let path = entry.map_err(|e| Error::file(folder, &e))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // Hidden files and folders are not data; a symbolic link to a folder may lead in a circle.
        if name.starts_with('.') {
            continue;
        }
        if path.is_dir() {
            match first.as_str() {
                "**" if !path.is_symlink() => walk(&path, pattern, all)?,
                "**" => {}
                _ if fits(first, &name) => walk(&path, rest, all)?,
                _ => {}
            }
        } else if rest.is_empty() && fits(first, &name) {
            all.push(path);
        }
    }
    Ok(())
}

/// One place of a pattern.
enum Wild {
    /// any number of characters
    Star,
    /// one character, any or (not) of these
    One { not: bool, of: Vec<(char, char)> },
}

/// A pattern of `*` (anything), `?` (one character) and `[ab0-9]` (one of these; `[!ab]`: none of these).
fn pattern(text: &str) -> Vec<Wild> {
    let mut places = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        places.push(match (c, rest.split_once(']')) {
            ('*', _) => Wild::Star,
            ('?', _) => Wild::One { not: true, of: Vec::new() },
            ('[', Some((inside, after))) if !inside.is_empty() => {
                rest = after;
                let not = inside.starts_with('!');
                Wild::One { not, of: ranges(inside.trim_start_matches('!')) }
            }
            (c, _) => Wild::One { not: false, of: vec![(c, c)] },
        });
    }
    places
}

/// `a-z_` as ranges of characters.
fn ranges(inside: &str) -> Vec<(char, char)> {
    let mut all = Vec::new();
    let mut chars = inside.chars();
    while let Some(from) = chars.next() {
        let mut ahead = chars.clone();
        match (ahead.next(), ahead.next()) {
            (Some('-'), Some(to)) => {
                all.push((from, to));
                chars = ahead;
            }
            _ => all.push((from, from)),
        }
    }
    all
}

/// Whether a name fits a pattern.
fn fits(wild: &str, name: &str) -> bool {
    let (pattern, name): (Vec<Wild>, Vec<char>) = (pattern(wild), name.chars().collect());
    let (mut p, mut n) = (0, 0);
    // Where the last star stands and how much of the name it holds: only the last one ever needs to grow.
    let mut star = None;
    while let Some(c) = name.get(n) {
        match pattern.get(p) {
            Some(Wild::Star) => {
                star = Some((p, n));
                p += 1;
            }
            Some(Wild::One { not, of }) if of.iter().any(|(from, to)| (from..=to).contains(&c)) != *not => {
                (p, n) = (p + 1, n + 1);
            }
            _ => match star {
                Some((at, held)) => {
                    star = Some((at, held + 1));
                    (p, n) = (at + 1, held + 1);
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(p).all(|place| matches!(place, Wild::Star))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_names() {
        for (pattern, name, is) in [
            ("*", "", true),
            ("*.txt", "a.txt", true),
            ("*.txt", "a.txt.gz", false),
            ("a?c*", "abc", true),
            ("a?c", "ac", false),
            ("*ab*ab", "abababx", false),
            ("*ab*ab", "xabyabab", true),
            ("été*", "été 1", true),
            ("[ab].txt", "b.txt", true),
            ("[!ab].txt", "b.txt", false),
            ("[0-9x]?", "7z", true),
            ("[0-9x]", "y", false),
            ("a[", "a[", true),
        ] {
            assert_eq!(fits(pattern, name), is, "{pattern} {name}");
        }
    }
}
