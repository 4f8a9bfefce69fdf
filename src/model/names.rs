//! The names of a model's features: sorted, each found by hash, all in one string.

use super::frame::fingerprint;
use hashbrown::HashTable;

/// Strings numbered in ascending order of their bytes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    text: String,
    /// Where name `n` ends in `text`; it starts where the one before ends.
    ends: Vec<u32>,
    slots: HashTable<u32>,
}

impl Names {
    /// `None` unless the names ascend strictly and stay under 4 GB together.
    pub fn new<'n>(names: impl ExactSizeIterator<Item = &'n str>, bytes: usize) -> Option<Names> {
        let mut made = Names {
            text: String::with_capacity(bytes),
            ends: Vec::with_capacity(names.len()),
            slots: HashTable::with_capacity(names.len()),
        };
        for (n, name) in names.enumerate() {
            let n = u32::try_from(n).ok()?;
            if n > 0 && made.get(n - 1) >= name {
                return None;
            }
            made.text.push_str(name);
            made.ends.push(u32::try_from(made.text.len()).ok()?);
            let Names { text, ends, slots } = &mut made;
            slots.insert_unique(fingerprint(name), n, |&n| fingerprint(slice(text, ends, n)));
        }
        Some(made)
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Name `n`; empty past the last.
    pub fn get(&self, n: u32) -> &str {
        slice(&self.text, &self.ends, n)
    }

    pub fn find(&self, name: &str) -> Option<u32> {
        self.slots.find(fingerprint(name), |&n| self.get(n) == name).copied()
    }

    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.len()).map(|n| self.get(n as u32))
    }
}

fn slice<'t>(text: &'t str, ends: &[u32], n: u32) -> &'t str {
    let n = n as usize;
    let start = if n == 0 { 0 } else { ends.get(n - 1).copied().unwrap_or(0) as usize };
    ends.get(n).and_then(|&end| text.get(start..end as usize)).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_each_and_only_what_it_holds() {
        let all = ["a", "ab", "b", "é"];
        let names = Names::new(all.iter().copied(), 8).expect("sorted");
        for (n, name) in all.iter().enumerate() {
            assert_eq!(names.find(name), Some(n as u32));
            assert_eq!(names.get(n as u32), *name);
        }
        assert_eq!(names.find("c"), None);
        assert_eq!(names.get(9), "");
        assert_eq!(names.iter().collect::<Vec<_>>(), all);
    }

    #[test]
    fn order_and_uniqueness_are_required() {
        assert!(Names::new(["b", "a"].into_iter(), 2).is_none());
        assert!(Names::new(["a", "a"].into_iter(), 2).is_none());
    }
}
