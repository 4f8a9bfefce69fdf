//! How far running work is, told to a terminal, a notebook or a function.

use std::time::{Duration, Instant};

use pyo3::{
    prelude::*,
    types::{PyBool, PyDict},
};

use super::error::wrong_type;
use crate::corpus::Watch;

/// How often progress is told.
const STEP: Duration = Duration::from_millis(100);

/// Cells of the bar.
const CELLS: u64 = 30;

/// Who is told, and when last.
pub(super) struct Progress {
    to: To,
    name: &'static str,
    start: Instant,
    last: Option<Instant>,
}

enum To {
    Nobody,
    Bar,
    Function(Py<PyAny>),
}

impl Progress {
    /// Tells nobody.
    pub(super) fn none() -> Self {
        Self { to: To::Nobody, name: "", start: Instant::now(), last: None }
    }

    /// From the option `progress`: `None` or `False` (nobody), `True` (a bar on stderr), or a function that is called
    /// with the bytes done and the bytes in all.
    pub(super) fn new(option: Option<&Bound<'_, PyAny>>, name: &'static str) -> PyResult<Self> {
        let to = match option {
            None => To::Nobody,
            Some(value) => match value.cast::<PyBool>() {
                Ok(yes) if yes.is_true() => To::Bar,
                Ok(_) => To::Nobody,
                Err(_) if value.is_callable() => To::Function(value.clone().unbind()),
                Err(_) => {
                    let kind = value.get_type().name()?.to_string();
                    return Err(wrong_type(
                        value.py(),
                        format!("progress: expected a bool or a function (done, total), got {kind}"),
                    ));
                }
            },
        };
        Ok(Self { to, name, start: Instant::now(), last: None })
    }

    /// Tells how far the work is, now and then.
    pub(super) fn tell(&mut self, py: Python<'_>, watch: &Watch) -> PyResult<()> {
        if matches!(self.to, To::Nobody) || self.last.is_some_and(|last| last.elapsed() < STEP) {
            return Ok(());
        }
        self.last = Some(Instant::now());
        self.say(py, watch, "")
    }

    /// Tells that the work is done.
    pub(super) fn end(&self, py: Python<'_>, watch: &Watch) -> PyResult<()> {
        self.say(py, watch, "\n")
    }

    fn say(&self, py: Python<'_>, watch: &Watch, end: &str) -> PyResult<()> {
        let (done, total) = (watch.done(), watch.total());
        match &self.to {
            To::Nobody => Ok(()),
            To::Function(function) => function.call1(py, (done, total)).map(drop),
            To::Bar => {
                let stderr = py.import("sys")?.getattr("stderr")?;
                if stderr.is_none() {
                    return Ok(());
                }
                let none = PyDict::new(py);
                stderr.call_method("write", (self.line(done, total) + end,), Some(&none))?;
                stderr.call_method0("flush").map(drop)
            }
        }
    }

    fn line(&self, done: u64, total: u64) -> String {
        let full = (done * CELLS).checked_div(total).unwrap_or(0) as usize;
        let percent = (done * 100).checked_div(total).unwrap_or(0);
        let speed = done as f64 / 1e6 / self.start.elapsed().as_secs_f64().max(1e-9);
        let bar = format!("{}{}", "█".repeat(full), "·".repeat(CELLS as usize - full));
        format!("\r{:<12} {bar} {percent:>3} %  {:>7.1} MB  {speed:>6.1} MB/s", self.name, done as f64 / 1e6)
    }
}
