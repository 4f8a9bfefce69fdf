//! Results as frozen classes; spans are code points.

use pyo3::{
    prelude::*,
    types::{PyDict, PyString, PyTuple},
};

use super::{comparison, record::record, table::Table};
use crate::{self as core, Span, span::CodePoints};

/// `(start, end)` in code points.
pub(super) type Points = (usize, usize);

record! {
    /// A sentence of a text.
    Sentence (text, start, end) {
        /// The sentence as it stands in the text.
        text: Py<PyString>,
        /// Where it starts, in code points.
        start: usize,
        /// Where it ends, in code points.
        end: usize,
    }
}

record! {
    /// A piece of a text that stands for somebody, or a reporting word.
    Mention (text, start, end) {
        /// The mention as it stands in the text.
        text: Py<PyString>,
        /// Where it starts, in code points.
        start: usize,
        /// Where it ends, in code points.
        end: usize,
        /// The known actor it is (`RUS`, `ORG:SCO`, a person's name), or None.
        actor: Option<String>,
    }
}

record! {
    /// One reason for an answer.
    Evidence (kind, name, value, text) {
        /// `lexicon`, `rule` or `weight`.
        kind: String,
        /// The name of the rule, lexicon class or feature.
        name: String,
        /// How much it weighed.
        value: f64,
        /// Where it stands in the text, in code points, or None.
        span: Option<Points>,
        /// What stands there.
        text: Option<Py<PyString>>,
    }
}

record! {
    /// A part of a keyword's score.
    Contribution (feature, value, weight) {
        /// The feature's name.
        feature: String,
        /// Its value in this text.
        value: f64,
        /// Its weight.
        weight: f64,
        /// Value times weight.
        contribution: f64,
    }
}

record! {
    /// A phrase that tells what a text is about.
    Keyword (phrase, score) {
        /// The phrase as the text spells it most often.
        phrase: String,
        /// Higher is better; comparable within one text only.
        score: f64,
        /// Every occurrence, in code points.
        spans: Py<PyTuple>,
        /// What the score is made of; the contributions sum to it.
        contributions: Py<PyTuple>,
        /// Its content words: `(stem, occurrences in a million words of the background)`.
        words: Py<PyTuple>,
    }
}

/// Names with their scores; a `dict` in Python.
pub(super) struct Scores(Vec<(String, f64)>);

impl<'py> IntoPyObject<'py> for &Scores {
    type Target = PyDict;
    type Output = Bound<'py, PyDict>;
    type Error = PyErr;
    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        let dict = PyDict::new(py);
        self.0.iter().try_for_each(|(name, score)| dict.set_item(name, score))?;
        Ok(dict)
    }
}

impl<'py> FromPyObject<'_, 'py> for Scores {
    type Error = PyErr;
    fn extract(value: pyo3::Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let dict = value.cast::<PyDict>()?;
        dict.iter().map(|(name, score)| Ok((name.extract()?, score.extract()?))).collect::<PyResult<_>>().map(Self)
    }
}

record! {
    /// What a speaker does with a statement.
    Act (label, score) {
        /// The likeliest act: `report assess courtesy support concern commit propose appeal demand warn reject condemn decide`.
        label: String,
        /// Its probability, 0 to 1.
        score: f64,
        /// The probability of each act.
        scores: Scores,
        /// The rules, words and weights that decided.
        evidence: Py<PyTuple>,
    }
}

record! {
    /// What a source does to a target.
    Event (root, quad, mode, score, source, target) {
        /// PLOVER's root code (`AGREE`, `CONSULT`, …), or None where nothing is done.
        root: Option<String>,
        /// `verbal_cooperation`, `material_cooperation`, `verbal_conflict`, `material_conflict` or None.
        quad: Option<String>,
        /// Of `past present future conditional negated deontic`.
        mode: Py<PyTuple>,
        /// PLOVER's score, -10 (conflict) to +10 (cooperation).
        score: f64,
        /// Who does it.
        source: Option<Py<Mention>>,
        /// To whom.
        target: Option<Py<Mention>>,
        /// When, where the text states it.
        date: Option<String>,
        /// The sentence.
        sentence: Py<Sentence>,
        /// The words, rules and weights that decided.
        evidence: Py<PyTuple>,
    }
}

record! {
    /// A clause of a resolution.
    Clause (section, lead, number, start, end) {
        /// `preambular`, `operative`, or None where the text is no clause.
        section: Option<String>,
        /// The words that open it and say what it does.
        lead: Option<Py<PyString>>,
        /// Where the lead stands, in code points.
        lead_span: Option<Points>,
        /// What the clause does.
        act: Option<Py<Act>>,
        /// The clause as it stands in the text, without its number.
        text: Py<PyString>,
        /// Where it starts, in code points.
        start: usize,
        /// Where it ends, in code points.
        end: usize,
        /// The step of the lead on the ladder of its section (higher is stronger), or None.
        strength: Option<f64>,
        /// Its number as printed, or None.
        number: Option<Py<PyString>>,
        /// Depth in the tree of numbers; 0 for a clause of its own.
        level: usize,
        /// The clause it belongs to, by its place in the list, or None.
        parent: Option<usize>,
        /// Document symbols and resolutions it refers to, as spans in code points.
        references: Py<PyTuple>,
        /// The words, rules and weights that decided.
        evidence: Py<PyTuple>,
    }
}

record! {
    /// Is something said against somebody?
    Conflict (conflict, score) {
        /// Is it?
        conflict: bool,
        /// How likely, 0 to 1.
        score: f64,
        /// The words and weights that decided.
        evidence: Py<PyTuple>,
    }
    fn __bool__(&self) -> bool {
        self.conflict
    }
}

record! {
    /// What somebody says, with who says it.
    Statement (start, end, kind, speaker, addressee, act) {
        /// Where the content starts, in code points.
        start: usize,
        /// Where the content ends, in code points.
        end: usize,
        /// The content, in pieces where it is broken, in code points.
        spans: Py<PyTuple>,
        /// `direct` (in quotation marks), `indirect` (reported) or `mixed`.
        kind: String,
        /// The mention that the text names as the speaker, or None.
        source: Option<Py<Mention>>,
        /// The source resolved to a name, or None.
        speaker: Option<String>,
        /// The reporting words, or None.
        cue: Option<Py<Mention>>,
        /// To whom, where stated, or None.
        addressee: Option<String>,
        /// What the statement does.
        act: Py<Act>,
        /// The rules and weights that decided.
        evidence: Py<PyTuple>,
        /// The text from the first to the last piece of the content.
        text: Py<PyString>,
    }
}

record! {
    /// A change of words inside a pair.
    Edit (old, new) {
        /// The words in the old text, in its code points; empty where words were added.
        old: Points,
        /// The words in the new text, in its code points; empty where words were removed.
        new: Points,
    }
}

record! {
    /// A lead that moved on the ladder of operative verbs.
    Strength (old, new, change) {
        /// The old lead.
        old: String,
        /// The new lead.
        new: String,
        /// Steps on the ladder; positive is stronger.
        change: f64,
    }
}

record! {
    /// A number, date, deadline, document symbol or actor that changed inside a pair.
    Detail (kind, old, new) {
        /// One of `number date deadline symbol actor`.
        kind: String,
        /// Where it stood in the old text, in code points, or None where it is new.
        old: Option<Points>,
        /// Where it stands in the new text, in code points, or None where it is gone.
        new: Option<Points>,
    }
}

record! {
    /// A clause of one text with what became of it in the other.
    Pair (change, old, new, similarity) {
        /// Of `same reworded moved added removed`; `reworded` and `moved` may both hold.
        change: Py<PyTuple>,
        /// The clause in the old text, in its code points, or None.
        old: Option<Points>,
        /// The clause in the new text, in its code points, or None.
        new: Option<Points>,
        /// Share of words that stayed, 0 to 1.
        similarity: f64,
        /// Word-level changes.
        edits: Py<PyTuple>,
        /// The leads, where they moved on the ladder, or None.
        strength: Option<Py<Strength>>,
        /// Numbers, dates, deadlines, document symbols and actors that changed.
        details: Py<PyTuple>,
        /// Of a clause that was removed or added: the clause of the other text that most of its words now stand in, or
        /// once stood in, in the code points of that text, or None.
        elsewhere: Option<Points>,
    }
}

record! {
    /// Two texts, clause by clause; shows itself side by side in a notebook.
    Comparison (pairs) {
        /// In the order of the new text, removed clauses where they stood.
        pairs: Py<PyTuple>,
        /// Share of the old text's words that were kept word for word, 0 to 1.
        kept: f64,
        /// Share of the new text's words that are new, 0 to 1.
        added: f64,
        /// The old text.
        old: Py<PyString>,
        /// The new text.
        new: Py<PyString>,
    }
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<Py<PyAny>> {
        html(slf, "comparison")
    }
    /// One row a clause: what became of it, where it stands in both texts, the leads and details that changed.
    ///
    /// Columns: `change` (a list), `old_start`, `old_end`, `old_text`, `new_start`, `new_end`, `new_text`, `similarity`,
    /// `edits` (how many), `old_lead`, `new_lead`, `strength` (steps), `details` (a list of `kind: old → new`),
    /// `elsewhere_start`, `elsewhere_end`.
    fn table(&self, py: Python<'_>) -> PyResult<Table> {
        comparison::table(self, py)
    }
}

/// The notebook's view of an object, drawn by the Python part of the package.
pub(super) fn html<T>(object: &Bound<'_, T>, function: &str) -> PyResult<Py<PyAny>> {
    let view = object.py().import("diplotext.html")?.getattr(function)?;
    view.call1((object.as_any(),)).map(Bound::unbind)
}

/// A text whose results become objects.
pub(super) struct Maker<'a, 'py> {
    py: Python<'py>,
    text: &'a str,
    pub(super) points: CodePoints<'a>,
}

impl<'a, 'py> Maker<'a, 'py> {
    pub(super) fn new(py: Python<'py>, text: &'a str) -> Self {
        Self { py, text, points: CodePoints::new(text) }
    }

    pub(super) fn tuple<T>(&self, items: &[T], make: impl Fn(&T) -> PyResult<Py<PyAny>>) -> PyResult<Py<PyTuple>> {
        let items = items.iter().map(make).collect::<PyResult<Vec<_>>>()?;
        Ok(PyTuple::new(self.py, items)?.unbind())
    }

    pub(super) fn str(&self, text: &str) -> Py<PyString> {
        PyString::new(self.py, text).unbind()
    }

    fn slice(&self, span: Span) -> Py<PyString> {
        self.str(span.of(self.text))
    }

    pub(super) fn spans(&self, spans: &[Span]) -> PyResult<Py<PyTuple>> {
        self.tuple(spans, |span| Ok(self.points.span(*span).into_pyobject(self.py)?.into_any().unbind()))
    }

    fn evidence(&self, evidence: &[core::Evidence]) -> PyResult<Py<PyTuple>> {
        self.tuple(evidence, |e| {
            let made = Evidence {
                kind: e.kind.name().into(),
                name: e.name.to_string(),
                value: e.value,
                span: e.span.map(|s| self.points.span(s)),
                text: e.span.map(|s| self.slice(s)),
            };
            Ok(Py::new(self.py, made)?.into_any())
        })
    }

    fn mention(&self, mention: &core::Mention<'_>) -> PyResult<Py<Mention>> {
        let (start, end) = self.points.span(mention.span);
        Py::new(self.py, Mention { text: self.str(mention.text), start, end, actor: mention.actor.clone() })
    }

    fn maybe_mention(&self, mention: &Option<core::Mention<'_>>) -> PyResult<Option<Py<Mention>>> {
        mention.as_ref().map(|m| self.mention(m)).transpose()
    }

    pub(super) fn sentence(&self, span: Span) -> PyResult<Py<Sentence>> {
        let (start, end) = self.points.span(span);
        Py::new(self.py, Sentence { text: self.slice(span), start, end })
    }

    pub(super) fn keyword(&self, keyword: &core::Keyword) -> PyResult<Py<Keyword>> {
        let contributions = self.tuple(&keyword.contributions, |c| {
            let made = Contribution {
                feature: c.feature.into(),
                value: c.value,
                weight: c.weight,
                contribution: c.contribution,
            };
            Ok(Py::new(self.py, made)?.into_any())
        })?;
        let words = self.tuple(&keyword.words, |w| {
            Ok((w.stem.as_str(), w.per_million).into_pyobject(self.py)?.into_any().unbind())
        })?;
        let spans = self.spans(&keyword.spans)?;
        Py::new(self.py, Keyword { phrase: keyword.phrase.clone(), score: keyword.score, spans, contributions, words })
    }

    pub(super) fn act(&self, act: &core::Act) -> PyResult<Py<Act>> {
        let scores =
            core::ActLabel::ALL.iter().zip(act.scores).map(|(label, score)| (label.name().into(), score)).collect();
        let evidence = self.evidence(&act.evidence)?;
        Py::new(self.py, Act { label: act.label.name().into(), score: act.score, scores: Scores(scores), evidence })
    }

    pub(super) fn event(&self, event: &core::Event<'_>) -> PyResult<Py<Event>> {
        let made = Event {
            root: event.root.map(|r| r.name().into()),
            quad: event.quad.map(|q| q.name().into()),
            mode: self.tuple(&event.mode, |m| Ok(self.str(m.name()).into_any()))?,
            score: event.score,
            source: self.maybe_mention(&event.source)?,
            target: self.maybe_mention(&event.target)?,
            date: event.date.clone(),
            sentence: self.sentence(event.sentence)?,
            evidence: self.evidence(&event.evidence)?,
        };
        Py::new(self.py, made)
    }

    pub(super) fn clause(&self, clause: &core::Clause<'_>) -> PyResult<Py<Clause>> {
        let (start, end) = self.points.span(clause.span);
        let made = Clause {
            section: clause.section.map(|s| s.name().into()),
            lead: clause.lead.map(|l| self.str(l)),
            lead_span: clause.lead_span.map(|s| self.points.span(s)),
            act: clause.act.as_ref().map(|a| self.act(a)).transpose()?,
            text: self.slice(clause.span),
            start,
            end,
            strength: clause.strength,
            number: clause.number.map(|n| self.str(n)),
            level: clause.level,
            parent: clause.parent,
            references: self.spans(&clause.references)?,
            evidence: self.evidence(&clause.evidence)?,
        };
        Py::new(self.py, made)
    }

    pub(super) fn conflict(&self, conflict: &core::Conflict) -> PyResult<Py<Conflict>> {
        let evidence = self.evidence(&conflict.evidence)?;
        Py::new(self.py, Conflict { conflict: conflict.conflict, score: conflict.score, evidence })
    }

    pub(super) fn statement(&self, statement: &core::Statement<'_>) -> PyResult<Py<Statement>> {
        let (start, end) = self.points.span(statement.span);
        let made = Statement {
            start,
            end,
            spans: self.spans(&statement.spans)?,
            kind: statement.kind.name().into(),
            source: self.maybe_mention(&statement.source)?,
            speaker: statement.speaker.clone(),
            cue: self.maybe_mention(&statement.cue)?,
            addressee: statement.addressee.clone(),
            act: self.act(&statement.act)?,
            evidence: self.evidence(&statement.evidence)?,
            text: self.slice(statement.span),
        };
        Py::new(self.py, made)
    }
}
