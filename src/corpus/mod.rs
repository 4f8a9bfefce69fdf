//! Many documents, analysed in parallel.

mod engine;
mod pool;

pub use engine::Watch;
#[cfg(feature = "python")]
pub(crate) use engine::{guard, keep_panic_messages};
pub use pool::MAX_THREADS;
#[cfg(feature = "python")]
pub(crate) use pool::pool;
