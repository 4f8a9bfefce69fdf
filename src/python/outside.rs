//! Work outside the interpreter: other Python threads run, Ctrl-C is heard, progress is told.

use std::{
    sync::{
        Arc,
        mpsc::{RecvTimeoutError, sync_channel},
    },
    time::Duration,
};

use pyo3::prelude::*;

use super::progress::Progress;
use crate::{
    Error, Result,
    corpus::{Watch, guard, pool},
};

/// How often the waiting thread looks for Ctrl-C.
const LOOK: Duration = Duration::from_millis(50);

/// Runs `work` on the pool while this thread waits for it, for Ctrl-C, and tells `progress`.
///
/// The work owns what it needs, so that Ctrl-C comes through at once even where a document takes long: the work then
/// ends by itself before its next document.
pub(super) fn outside<T: Send + 'static>(
    py: Python<'_>,
    mut progress: Progress,
    work: impl FnOnce(&Watch) -> Result<T> + Send + 'static,
) -> PyResult<T> {
    let watch = Arc::new(Watch::default());
    let (send, receive) = sync_channel(1);
    let seen = Arc::clone(&watch);
    pool()?.spawn(move || drop(send.send(guard(None, || work(&seen)))));
    let waiting = Arc::clone(&watch);
    let (out, progress) = py.detach(move || {
        let out = loop {
            match receive.recv_timeout(LOOK) {
                Ok(out) => break out.map_err(PyErr::from),
                Err(RecvTimeoutError::Timeout) => Python::attach(|py| {
                    py.check_signals()?;
                    progress.tell(py, &waiting)
                })
                .inspect_err(|_| waiting.stop())?,
                Err(RecvTimeoutError::Disconnected) => break Err(Error::internal(None, "the work vanished").into()),
            }
        };
        PyResult::Ok((out, progress))
    })?;
    progress.end(py, &watch)?;
    out
}

/// Runs short `work` on this thread, without the interpreter's lock.
pub(super) fn here<T: Send>(py: Python<'_>, work: impl FnOnce() -> Result<T> + Send) -> PyResult<T> {
    py.detach(|| guard(None, work)).map_err(PyErr::from)
}
