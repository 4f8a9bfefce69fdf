//! The tree of exceptions, and the one mapping from errors to it.
//!
//! | exception | also a | when |
//! |---|---|---|
//! | `DiplotextError` | `Exception` | every error of this library |
//! | `OptionError` | `ValueError` | an option or argument has a value that does not fit |
//! | `ArgumentTypeError` | `TypeError` | an argument is of the wrong type |
//! | `DataError` | `ValueError` | a file's content is at fault; says file and line |
//! | `FileError` | `OSError` | a file cannot be read or written |
//! | `MissingFileError` | `FileError`, `FileNotFoundError` | a file is not there |
//! | `NotFoundError` | `IndexError`, `KeyError` | a corpus has no such document, or a table no such row |
//! | `MissingPackageError` | `ImportError` | a package is needed that is not installed |
//! | `InternalError` | | a fault of this library |

use pyo3::{
    exceptions::{
        PyBaseException, PyException, PyFileNotFoundError, PyImportError, PyIndexError, PyKeyError, PyOSError,
        PyTypeError, PyValueError,
    },
    prelude::*,
    sync::PyOnceLock,
    types::{PyDict, PyTuple, PyType},
};

use crate::Error;

/// The exceptions' classes, made when the module is first imported.
struct Tree {
    root: Py<PyType>,
    option: Py<PyType>,
    argument: Py<PyType>,
    data: Py<PyType>,
    file: Py<PyType>,
    missing: Py<PyType>,
    unknown: Py<PyType>,
    package: Py<PyType>,
    internal: Py<PyType>,
}

static TREE: PyOnceLock<Tree> = PyOnceLock::new();

fn tree(py: Python<'_>) -> PyResult<&Tree> {
    TREE.get_or_try_init(py, || {
        let class = |name: &str, doc: &str, bases: &[&Bound<'_, PyType>]| -> PyResult<Py<PyType>> {
            let body = PyDict::new(py);
            body.set_item("__doc__", doc)?;
            body.set_item("__module__", "diplotext")?;
            let class = py.get_type::<PyType>().call1((name, PyTuple::new(py, bases)?, body))?;
            Ok(class.cast_into::<PyType>()?.unbind())
        };
        let root = class("DiplotextError", "Every error of this library.", &[&py.get_type::<PyException>()])?;
        let base = root.bind(py);
        let file = class("FileError", "A file cannot be read or written.", &[base, &py.get_type::<PyOSError>()])?;
        Ok(Tree {
            option: class(
                "OptionError",
                "An option or argument has a value that does not fit.",
                &[base, &py.get_type::<PyValueError>()],
            )?,
            argument: class(
                "ArgumentTypeError",
                "An argument is of the wrong type.",
                &[base, &py.get_type::<PyTypeError>()],
            )?,
            data: class(
                "DataError",
                "The content of a file is at fault; the message says file and line.",
                &[base, &py.get_type::<PyValueError>()],
            )?,
            missing: class(
                "MissingFileError",
                "A file is not there.",
                &[file.bind(py), &py.get_type::<PyFileNotFoundError>()],
            )?,
            unknown: class(
                "NotFoundError",
                "A corpus has no such document, or a table no such row.",
                &[base, &py.get_type::<PyIndexError>(), &py.get_type::<PyKeyError>()],
            )
            .and_then(plain_message)?,
            package: class(
                "MissingPackageError",
                "A package is needed that is not installed.",
                &[base, &py.get_type::<PyImportError>()],
            )?,
            internal: class("InternalError", "A fault of this library; please report it.", &[base])?,
            file,
            root,
        })
    })
}

/// Shows the message as it is, where `KeyError` would show its `repr`.
fn plain_message(class: Py<PyType>) -> PyResult<Py<PyType>> {
    Python::attach(|py| class.setattr(py, "__str__", py.get_type::<PyBaseException>().getattr("__str__")?))?;
    Ok(class)
}

/// Puts the classes into the module.
pub(super) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    let tree = tree(py)?;
    for class in [
        &tree.root,
        &tree.option,
        &tree.argument,
        &tree.data,
        &tree.file,
        &tree.missing,
        &tree.unknown,
        &tree.package,
        &tree.internal,
    ] {
        module.add(class.bind(py).name()?.cast::<pyo3::types::PyString>()?.to_str()?, class)?;
    }
    Ok(())
}

/// The exception for an error.
pub(super) fn exception(error: Error) -> PyErr {
    let message = error.to_string();
    Python::attach(|py| {
        let Ok(tree) = tree(py) else { return PyException::new_err(message) };
        let class = match error.io_kind() {
            Some(std::io::ErrorKind::NotFound) => &tree.missing,
            Some(_) => &tree.file,
            None if error.is_option() => &tree.option,
            None if error.is_data() => &tree.data,
            None => &tree.internal,
        };
        PyErr::from_type(class.bind(py).clone(), message)
    })
}

impl From<Error> for PyErr {
    fn from(error: Error) -> Self {
        exception(error)
    }
}

/// An exception of the class that `pick` takes from the tree.
fn raise(py: Python<'_>, pick: impl Fn(&Tree) -> &Py<PyType>, message: String) -> PyErr {
    tree(py).map_or_else(|error| error, |tree| PyErr::from_type(pick(tree).bind(py).clone(), message))
}

/// An argument is of the wrong type.
pub(super) fn wrong_type(py: Python<'_>, message: String) -> PyErr {
    raise(py, |tree| &tree.argument, message)
}

/// An argument has a value that does not fit.
pub(super) fn wrong_value(py: Python<'_>, message: String) -> PyErr {
    raise(py, |tree| &tree.option, message)
}

/// A corpus has no such document, or a table no such row.
pub(super) fn not_found(py: Python<'_>, message: String) -> PyErr {
    raise(py, |tree| &tree.unknown, message)
}

/// A package is needed that is not installed.
pub(super) fn missing_package(py: Python<'_>, package: &str) -> PyErr {
    raise(py, |tree| &tree.package, format!("this needs the package {package}: pip install {package}"))
}
