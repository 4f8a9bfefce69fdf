//! One thread pool a process.
//!
//! The global pool of rayon is not used: a process that forks (a pre-forking server, `multiprocessing`) copies the
//! pool's memory into the child but none of its threads, and the child would wait for them for ever.

use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::{Arc, Mutex, PoisonError};

use crate::error::{Error, Result};

/// The environment variable that caps the threads; read when a process first needs its pool.
pub const MAX_THREADS: &str = "DIPLOTEXT_MAX_THREADS";

/// The pool and the process that it belongs to.
static POOL: Mutex<Option<(u32, Arc<ThreadPool>)>> = Mutex::new(None);

/// The pool of this process, built when first asked for.
pub(crate) fn pool() -> Result<Arc<ThreadPool>> {
    let mut slot = POOL.lock().unwrap_or_else(PoisonError::into_inner);
    let me = std::process::id();
    if let Some((owner, pool)) = &*slot
        && *owner == me
    {
        return Ok(Arc::clone(pool));
    }
    let pool = Arc::new(build()?);
    // A parent's pool is leaked, not dropped: dropping would wait for threads that are not in this process.
    if let Some((_, dead)) = slot.replace((me, Arc::clone(&pool))) {
        std::mem::forget(dead);
    }
    Ok(pool)
}

fn build() -> Result<ThreadPool> {
    let threads = match std::env::var(MAX_THREADS) {
        Ok(value) => threads(&value)?,
        Err(_) => 0, // as many as there are processors
    };
    ThreadPoolBuilder::new()
        .num_threads(threads)
        .thread_name(|i| format!("diplotext-{i}"))
        .build()
        .map_err(|e| Error::internal(None, format!("no threads: {e}")))
}

/// The number of threads that the environment variable asks for.
fn threads(value: &str) -> Result<usize> {
    match value.trim().parse() {
        Ok(n) if n > 0 => Ok(n),
        _ => Err(Error::value(MAX_THREADS, format!("{value:?}"), "expected a whole number from 1")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_pool_a_process() {
        let (a, b) = (pool().unwrap(), pool().unwrap());
        assert!(Arc::ptr_eq(&a, &b));
    }

    #[test]
    fn the_cap_is_checked() {
        assert_eq!(threads(" 3 ").unwrap(), 3);
        for wrong in ["0", "-1", "two", ""] {
            let message = threads(wrong).unwrap_err().to_string();
            assert!(message.contains(MAX_THREADS) && message.contains("whole number"), "{message}");
        }
    }
}
