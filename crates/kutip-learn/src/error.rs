//! Why bytes are no model.

/// What is wrong with the bytes of a model. Nothing of a faulty model is used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// The bytes do not begin as a model does.
    #[error("this is no model: it does not begin with the mark of one")]
    NotAModel,
    /// Written by another version of the format.
    #[error("the model has version {found} of the format, this build reads {wanted}; train it again")]
    Version {
        /// The version that this build reads.
        wanted: u16,
        /// The version in the bytes.
        found: u16,
    },
    /// A model, but for another task.
    #[error("the model is one of kind '{found}', wanted is '{wanted}'")]
    Kind {
        /// The kind that was asked for.
        wanted: String,
        /// The kind in the bytes.
        found: String,
    },
    /// The sum over the bytes is not the one written at their end.
    #[error("the model is damaged: its checksum is not the one it was written with")]
    Checksum,
    /// The bytes end too early.
    #[error("the model is cut off in its section '{section}'")]
    Short {
        /// The section that was read, or `head`.
        section: String,
    },
    /// A section that the kind needs is not there.
    #[error("the model has no section '{section}'")]
    Missing {
        /// Its name.
        section: String,
    },
    /// A section holds what it must not.
    #[error("section '{section}' of the model: {what}")]
    Bad {
        /// Its name.
        section: String,
        /// What is wrong, as a clause.
        what: &'static str,
    },
}
