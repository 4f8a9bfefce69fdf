//! One text, cut into tokens and sentences, its words as type ids: what every room above works on.

use crate::{
    segment::{Segments, SentenceRange, Tok, TokenKind},
    span::Span,
    words::{Key, Shape, StringId, TypeId, Vocabulary, WordType, Words},
};
use std::{
    cell::Cell,
    ops::Range,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
};

/// Buffers that one thread uses for text after text.
#[derive(Debug, Default)]
pub(crate) struct Workspace {
    vocabulary: Vocabulary,
    segments: Segments,
    types: Vec<TypeId>,
}

impl Workspace {
    /// Cuts `text` only: for callers that need no words.
    pub(crate) fn segments(&mut self, words: &Words, text: &str) -> &Segments {
        words.segmenter.segment(text, &mut self.segments);
        &self.segments
    }

    /// Cuts `text` and looks its words up.
    pub(crate) fn document<'t, 'w>(&'w mut self, words: &'w Words, text: &'t str) -> Doc<'t, 'w> {
        words.segmenter.segment(text, &mut self.segments);
        self.look_up(words, text)
    }

    /// As [`document`](Self::document), without sentences.
    #[cfg(feature = "arrow")] // for columns and counts
    pub(crate) fn tokens<'t, 'w>(&'w mut self, words: &'w Words, text: &'t str) -> Doc<'t, 'w> {
        words.segmenter.tokenize(text, &mut self.segments);
        self.look_up(words, text)
    }

    fn look_up<'t, 'w>(&'w mut self, words: &'w Words, text: &'t str) -> Doc<'t, 'w> {
        let Self { vocabulary, segments, types } = self;
        vocabulary.tidy();
        vocabulary.intern(words, text, segments.tokens.iter().map(|t| (t.start as usize, t.end as usize)), types);
        Doc { text, words, segments, types, vocabulary }
    }
}

/// Workspaces not in use. A thread takes one and gives it back; it mostly gets its own again, with the word types that
/// it has seen.
#[derive(Debug, Default)]
pub(crate) struct Workspaces([Mutex<Vec<Workspace>>; 16]);

impl Workspaces {
    /// Runs `work` with a workspace.
    pub(crate) fn with<R>(&self, work: impl FnOnce(&mut Workspace) -> R) -> R {
        // Nobody waits: of a lock that was held when a process forked, the child never sees the end.
        let shelf = self.shelf();
        let taken = shelf.try_lock().ok().and_then(|mut shelf| shelf.pop());
        let mut workspace = taken.unwrap_or_default();
        let out = work(&mut workspace);
        if let Ok(mut shelf) = shelf.try_lock() {
            shelf.push(workspace);
        }
        out
    }

    fn shelf(&self) -> &Mutex<Vec<Workspace>> {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        thread_local!(static NUMBER: usize = NEXT.fetch_add(1, Relaxed));
        &self.0[NUMBER.with(|n| n % self.0.len())]
    }
}

/// A text with its tokens, sentences and word types. Tokens go by their number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Doc<'t, 'w> {
    pub(crate) text: &'t str,
    pub(crate) words: &'w Words,
    segments: &'w Segments,
    types: &'w [TypeId],
    vocabulary: &'w Vocabulary,
}

impl<'t, 'w> Doc<'t, 'w> {
    /// The number of tokens.
    pub(crate) fn len(&self) -> usize {
        self.types.len()
    }

    /// All tokens.
    pub(crate) fn all(&self) -> Range<usize> {
        0..self.len()
    }

    pub(crate) fn tokens(&self) -> &'w [Tok] {
        &self.segments.tokens
    }

    pub(crate) fn sentences(&self) -> &'w [SentenceRange] {
        &self.segments.sentences
    }

    /// The number of the sentence that holds token `i`.
    pub(crate) fn sentence_of(&self, i: usize) -> usize {
        self.sentences().partition_point(|s| s.tokens.end <= i)
    }

    pub(crate) fn span(&self, i: usize) -> Span {
        let t = &self.segments.tokens[i];
        Span::new(t.start as usize, t.end as usize)
    }

    /// From the first to the last of some tokens; empty at the text's start where there are none.
    pub(crate) fn span_of(&self, tokens: Range<usize>) -> Span {
        if tokens.is_empty() {
            return Span::new(0, 0);
        }
        Span::new(self.span(tokens.start).start, self.span(tokens.end - 1).end)
    }

    /// The tokens that share a byte with `span`.
    pub(crate) fn tokens_in(&self, span: Span) -> Range<usize> {
        let tokens = self.tokens();
        let from = tokens.partition_point(|t| t.end as usize <= span.start);
        let to = tokens.partition_point(|t| (t.start as usize) < span.end);
        from..to.max(from)
    }

    pub(crate) fn kind(&self, i: usize) -> TokenKind {
        self.segments.tokens[i].kind
    }

    /// The token as it stands in the text.
    pub(crate) fn surface(&self, i: usize) -> &'t str {
        self.span(i).of(self.text)
    }

    /// The type of every token. Ids mean what they do while [`vocabulary`](Self::vocabulary) is the same.
    #[cfg(feature = "arrow")] // columns count by it
    pub(crate) fn types(&self) -> &'w [TypeId] {
        self.types
    }

    /// The note on the type of token `i`, see [`Vocabulary::note`].
    pub(crate) fn note(&self, i: usize) -> &'w Cell<u8> {
        self.vocabulary.note(self.types[i])
    }

    /// Where the ids of types and strings are from.
    #[cfg(feature = "arrow")]
    pub(crate) fn vocabulary(&self) -> &'w Vocabulary {
        self.vocabulary
    }

    pub(crate) fn word(&self, i: usize) -> &'w WordType {
        self.vocabulary.get(self.types[i])
    }

    pub(crate) fn norm(&self, i: usize) -> &'w str {
        self.string(self.word(i).norm)
    }

    pub(crate) fn stem(&self, i: usize) -> &'w str {
        self.string(self.word(i).stem)
    }

    /// The id of the stem: equal ids are equal stems, within this document.
    pub(crate) fn stem_id(&self, i: usize) -> StringId {
        self.word(i).stem
    }

    /// A norm or stem by its id.
    pub(crate) fn string(&self, id: StringId) -> &'w str {
        self.vocabulary.string(id)
    }

    /// The key of the norm.
    pub(crate) fn key(&self, i: usize) -> Key {
        self.word(i).norm_key
    }

    pub(crate) fn stem_key(&self, i: usize) -> Key {
        self.word(i).stem_key
    }

    pub(crate) fn shape(&self, i: usize) -> Shape {
        self.word(i).shape
    }

    /// Does white space, or nothing, stand before token `i`?
    pub(crate) fn space_before(&self, i: usize) -> bool {
        i == 0 || self.segments.tokens[i - 1].end < self.segments.tokens[i].start
    }
}
