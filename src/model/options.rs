//! How a model is fitted.

use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};

/// How much each label's examples count.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum ClassWeight {
    /// Every example counts once.
    #[default]
    None,
    /// Every label counts the same in sum: an example of label *k* counts *n* / (*K n_k*), for *n* examples, *K*
    /// labels and *n_k* examples of *k*.
    Balanced,
    /// The weight of one example of each label named here; 1 for the others.
    PerLabel(Vec<(String, f64)>),
}

/// How a model is fitted. The defaults are fine for a few hundred examples upwards; with fewer, a greater `l2` helps.
///
/// ```
/// use diplotext::model::{ClassWeight, Options};
///
/// let options = Options { l2: 3.0, class_weight: ClassWeight::Balanced, ..Options::default() };
/// assert_eq!(options.min_documents, 2);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Options {
    /// Strength of the quadratic penalty on the weights (not on the intercepts); scikit-learn's 1 / C.
    pub l2: f64,
    /// How much each label's examples count.
    pub class_weight: ClassWeight,
    /// The search ends when no coordinate of the gradient of the mean loss exceeds this.
    pub tol: f64,
    /// … or after this many steps.
    pub max_iter: usize,
    /// Features of fewer examples than this are left out: what was seen once teaches nothing about the next text.
    pub min_documents: usize,
    /// With two labels: a feature counts as much as the logarithm of how much likelier it is under one of them
    /// (Wang and Manning, "Baselines and Bigrams", ACL 2012). Helps where features are many and each tells little.
    pub log_ratio: bool,
    /// Features none of whose weights reaches this are left out of the model, which makes it small.
    pub least_weight: f64,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            l2: 1.0,
            class_weight: ClassWeight::None,
            tol: 1e-6,
            max_iter: 1_000,
            min_documents: 2,
            log_ratio: false,
            least_weight: 0.0,
        }
    }
}

impl Options {
    pub(crate) fn check(&self) -> Result<()> {
        let positive = |name, x: f64| {
            if x > 0.0 && x.is_finite() { Ok(()) } else { Err(Error::value(name, x, "a number above 0 is needed")) }
        };
        positive("l2", self.l2)?;
        positive("tol", self.tol)?;
        if let ClassWeight::PerLabel(weights) = &self.class_weight {
            weights.iter().try_for_each(|(_, w)| positive("class_weight", *w))?;
        }
        if !(self.least_weight >= 0.0 && self.least_weight.is_finite()) {
            return Err(Error::value("least_weight", self.least_weight, "0 or more is needed"));
        }
        if self.max_iter == 0 {
            return Err(Error::value("max_iter", 0, "1 or more is needed"));
        }
        if self.min_documents == 0 {
            return Err(Error::value("min_documents", 0, "1 or more is needed"));
        }
        Ok(())
    }
}
