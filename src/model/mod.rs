//! A trainable linear classifier: named features in, label, probabilities and reasons out.
//!
//! [`Model`] works on rows of named features, whatever they stand for. The built-in models of the acts, events and
//! conflicts are such models, made by `examples/train`, and kept under `models/` with a page each on what they were
//! made from and how good they are.

pub(crate) mod coded;
pub(crate) mod frame;
mod lbfgs;
mod linear;
mod names;
mod options;
mod softmax;
mod validate;

pub(crate) use linear::highest;
pub use linear::{Contributions, Model, Row};
pub use options::{ClassWeight, Options};
pub(crate) use softmax::softmax;
pub use validate::{Fold, LabelFigures, Validation, cross_validate, folds};
