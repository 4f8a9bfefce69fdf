//! Frozen result classes.

/// Declares a frozen class of named fields that are set once, by position, in this order.
///
/// The fields in parentheses tell one object from another at a glance: `repr` shows them and `hash` is theirs, so they
/// must be hashable; objects are equal when all fields are. `__reduce__` makes them travel between processes.
macro_rules! record {
    (
        $(#[$meta:meta])*
        $name:ident ($($shown:ident),+) { $($(#[$field_meta:meta])* $field:ident: $type:ty,)+ }
        $($method:item)*
    ) => {
        $(#[$meta])*
        #[pyclass(frozen, module = "diplotext")]
        pub(super) struct $name { $($(#[$field_meta])* #[pyo3(get)] pub(super) $field: $type,)+ }

        impl $name {
            fn fields<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
                PyTuple::new(py, [$(pyo3::IntoPyObjectExt::into_bound_py_any(&self.$field, py)?),+])
            }
        }

        #[pymethods]
        impl $name {
            #[new]
            #[allow(clippy::too_many_arguments)]
            fn new($($field: $type),+) -> Self {
                Self { $($field),+ }
            }
            fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> PyResult<bool> {
                match other.cast::<Self>() {
                    Ok(other) => self.fields(py)?.eq(other.get().fields(py)?),
                    Err(_) => Ok(false),
                }
            }
            fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
                PyTuple::new(py, [$(pyo3::IntoPyObjectExt::into_bound_py_any(&self.$shown, py)?),+])?.hash()
            }
            fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
                let shown = [$(format!("{}={}", stringify!($shown), pyo3::IntoPyObjectExt::into_bound_py_any(&self.$shown, py)?.repr()?)),+];
                Ok(format!("{}({})", stringify!($name), shown.join(", ")))
            }
            fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, pyo3::types::PyType>, Bound<'py, PyTuple>)> {
                Ok((slf.get_type(), slf.get().fields(slf.py())?))
            }
            $($method)*
        }
    };
}
pub(super) use record;
